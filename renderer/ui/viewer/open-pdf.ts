/** PDF files on the screen. Everything that reading them may need lies beside the page: nothing is fetched, evaluated or compiled. */
import { getDocument, PasswordException, PDFWorker } from 'pdfjs-dist'
import { FileFault } from './words-of.ts'

/** CSS pixels at 100 % */
export interface PageSize {
  width: number
  height: number
}

export interface OpenPdf {
  /** sizes of the pages, the first first */
  pages: readonly PageSize[]
  /**
   * @param page from 1
   * @param scale device pixels for one CSS pixel
   * @param turns quarter turns clockwise
   */
  draw(page: number, scale: number, turns?: number): Promise<HTMLCanvasElement>
  close(): void
}

const pixelsPerPoint = 96 / 72

/** @throws FileFault in plain Chinese */
export async function openPdf(data: Uint8Array<ArrayBuffer>): Promise<OpenPdf> {
  const port = new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' })
  const worker = PDFWorker.create({ port, verbosity: 0 })
  const parts = new URL('./assets/pdf/', document.baseURI).href
  const task = getDocument({
    data,
    worker,
    cMapUrl: parts,
    wasmUrl: parts,
    useWasm: false,
    useSystemFonts: true,
    stopAtErrors: false,
    verbosity: 0,
  })
  const close = () => {
    void task
      .destroy()
      .catch(() => undefined)
      .then(() => {
        worker.destroy()
        port.terminate()
      })
  }
  try {
    const pdf = await task.promise
    const numbers = Array.from({ length: pdf.numPages }, (_, index) => index + 1)
    const pages = await Promise.all(
      numbers.map(async (page) => {
        const { width, height } = (await pdf.getPage(page)).getViewport({ scale: pixelsPerPoint })
        return { width, height }
      }),
    )
    return {
      pages,
      async draw(number, scale, turns = 0) {
        const page = await pdf.getPage(number)
        const viewport = page.getViewport({ scale: scale * pixelsPerPoint, rotation: (page.rotate + turns * 90) % 360 })
        const canvas = document.createElement('canvas')
        canvas.width = Math.max(1, Math.floor(viewport.width))
        canvas.height = Math.max(1, Math.floor(viewport.height))
        await page.render({ canvas, viewport }).promise
        page.cleanup()
        return canvas
      },
      close,
    }
  } catch (error) {
    close()
    throw new FileFault(
      error instanceof PasswordException ? '这个 PDF 有密码，请去掉密码后重新添加' : '这个 PDF 打不开，可能已损坏',
    )
  }
}
