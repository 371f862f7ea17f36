/** Making a document: the file the page shows is the file that is printed and kept. */
import { join } from 'node:path'
import { DeskError } from '../../contract/errors.ts'
import { localDay } from '../../domain/day.ts'
import { command } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import { documentData } from './data.ts'

const enterDocument = command(
  'produceDocument',
  { right: 'read', label: '生成文书' },
  (write, input: { template: string; recordId: string; format: string; hash: string }) => {
    write.note(input)
  },
)

export async function produceDocument(
  context: OpenContext,
  input: { template: string; recordId: string; format: 'docx' | 'pdf' },
): Promise<{ name: string; bytes: Uint8Array }> {
  const { ports } = context.backend
  const { loadTemplate } = await import('../../documents/template.ts')
  const { renderDocx } = await import('../../documents/render.ts')
  const source = { reader: context.desk.database.reader, unit: context.desk.unit, today: localDay(ports.clock.now()) }
  const { name, data } = documentData(source, input.template, input.recordId)
  const template = await loadTemplate(join(ports.resourcesDir, 'templates'), input.template)
  const docx = await renderDocx(template, data)
  await enterDocument(context, { ...input, hash: template.hash })
  // names of files hold at most 255 bytes; a Chinese character takes three
  const fileName = name.replaceAll(/[\\/:*?"<>|]/g, '_').slice(0, 80)
  if (input.format === 'docx') return { name: `${fileName}.docx`, bytes: docx }
  if (!ports.printToPdf)
    throw new DeskError('STORAGE', '这台电脑上没有可用的浏览器，不能生成 PDF；可导出 docx 后用 WPS 打印', { kind: 'noPrinter' })
  const { buildPrintPage } = await import('../../documents/print-page.ts')
  const { readPreviewLibrary } = await import('../../documents/preview-library.ts')
  return {
    name: `${fileName}.pdf`,
    bytes: await ports.printToPdf(buildPrintPage([docx], { library: { inline: await readPreviewLibrary() }, title: fileName })),
  }
}
