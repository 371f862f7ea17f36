/** Prints what the viewer shows: every page of a PDF, or one picture, each on its sheet. */
import { jpegOf } from '../capture/draw-image.ts'
import type { OnBytes } from '../../lib/file-bytes.ts'

/** device pixels for one CSS pixel: 192 dots per inch on paper */
const sharpness = 2

export const isPrintable = (mediaType: string): boolean => /^image\/|pdf$/.test(mediaType)

/** @param onPage pages drawn, of how many */
export async function printFile(bytes: Uint8Array<ArrayBuffer>, mediaType: string, name: string, onPage: OnBytes): Promise<void> {
  const pages = mediaType === 'application/pdf' ? await pdfPages(bytes, onPage) : [new Blob([bytes], { type: mediaType })]
  const addresses = pages.map((page) => URL.createObjectURL(page))
  const tray = document.createElement('div')
  tray.className = 'paper-out print-pages'
  const title = document.title
  try {
    const sheets = addresses.map((address) => {
      const sheet = document.createElement('img')
      sheet.src = address
      sheet.alt = ''
      return sheet
    })
    tray.append(...sheets)
    document.body.append(tray)
    await Promise.all(sheets.map((sheet) => sheet.decode()))
    document.title = name.replace(/\.\w+$/, '') // a printer that makes files names them so
    window.print()
  } finally {
    document.title = title
    tray.remove()
    for (const address of addresses) URL.revokeObjectURL(address)
  }
}

async function pdfPages(bytes: Uint8Array<ArrayBuffer>, onPage: OnBytes): Promise<Blob[]> {
  const { openPdf } = await import('./open-pdf.ts')
  const pdf = await openPdf(bytes.slice()) // its worker takes the bytes away
  try {
    const pages: Blob[] = []
    for (let page = 1; page <= pdf.pages.length; page += 1) {
      onPage(page, pdf.pages.length)
      pages.push(await jpegOf(await pdf.draw(page, sharpness), 0.9))
    }
    return pages
  } finally {
    pdf.close()
  }
}
