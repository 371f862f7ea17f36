/** Word files → sheets that can be bound, as many at once as belong together: the browser is started once for all of them. */
import { DeskError, isDeskError } from '../../contract/errors.ts'
import { TemplateError } from '../../documents/template.ts'
import type { PrintedPdf, PrintToPdf } from '../../server/ports.ts'
import type { BindPiece } from '../../workers/pdf-protocol.ts'

export interface Printing {
  pdfs: PrintedPdf[]
  /** prints files that belong together at once: one start of the browser for all */
  print(files: readonly Uint8Array[]): Promise<BindPiece[]>
}

/** @throws STORAGE where no browser can print: there would be neither cover nor catalogue */
export async function openPrinting(printToPdf: PrintToPdf | undefined): Promise<Printing> {
  if (!printToPdf)
    throw new DeskError('STORAGE', '这台电脑上没有可用的浏览器，不能成卷；请先安装 Chromium、Chrome 或 Edge', {
      kind: 'noPrinter',
    })
  const { buildPrintPage } = await import('../../documents/print-page.ts')
  const { readPreviewLibrary } = await import('../../documents/preview-library.ts')
  const inline = await readPreviewLibrary()
  const pdfs: PrintedPdf[] = []
  return {
    pdfs,
    async print(files) {
      if (files.length === 0) return []
      const printed = await printToPdf(buildPrintPage(files, { library: { inline }, title: '卷宗' }))
      const pdf = pdfs.push(printed) - 1
      return files.map((_, index) => {
        const count = printed.pages[index] ?? 0
        return { kind: 'made', pdf, from: printed.pages.slice(0, index).reduce((sum, one) => sum + one, 0), count }
      })
    },
  }
}

/** Why something could not be made, in words for the list of what was left out. */
export function reasonOf(error: unknown): string {
  if (isDeskError(error) || error instanceof TemplateError) return error.message
  if (error instanceof Error && (error.name === 'StorageError' || error.name === 'PdfError')) return error.message
  throw error
}
