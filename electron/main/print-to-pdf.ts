import { BrowserWindow } from 'electron'
import type { PrintedPdf } from '../../core/server/ports.ts'

/** Waits in the page until it says `data-ready` on its root (core/documents/print-page.ts) → sheets of each document, or undefined. */
const DRAWN = `new Promise((resolve) => {
  const { dataset } = document.documentElement
  const tell = () => { if (dataset.ready) resolve(dataset.ready === 'true' ? dataset.sheets || '' : undefined) }
  new MutationObserver(tell).observe(document.documentElement, { attributes: true })
  tell()
})`

/** Prints a page of the backend to PDF in a hidden window without network or disk. Throws when it fails or takes over a minute. */
export async function printHtmlToPdf(html: string): Promise<PrintedPdf> {
  const locks = { sandbox: true, contextIsolation: true, nodeIntegration: false, partition: `print-${crypto.randomUUID()}` }
  const window = new BrowserWindow({ show: false, webPreferences: locks })
  const { session } = window.webContents
  session.protocol.handle('document', () => new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }))
  session.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: !/^(document|data):/.test(url) })
  })
  const late = new Promise<never>((_resolve, reject) => setTimeout(reject, 60_000, new Error('printing took too long')))
  try {
    const print = async (): Promise<PrintedPdf> => {
      await window.loadURL('document://print/')
      const sheets: unknown = await window.webContents.executeJavaScript(DRAWN)
      if (typeof sheets !== 'string') throw new Error('the page was not drawn')
      const bytes = await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })
      return { bytes, pages: sheets === '' ? [] : sheets.split(',').map(Number) }
    }
    return await Promise.race([print(), late])
  } finally {
    window.destroy()
  }
}
