/** What a file put into a case file is: told by its content, never by its name. What cannot be shown and bound later is refused now. */
import { DeskError } from '../contract/errors.ts'
import type { SpawnWorker } from '../server/ports.ts'
import { WorkbookRefusal } from '../workers/workbook-protocol.ts'
import { openZip, readPart } from '../workers/workbook-zip.ts'
import { readImageHead } from './image-head.ts'
import { countPages } from './pdf-client.ts'

export const mediaTypes = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

export interface FileKind {
  mediaType: (typeof mediaTypes)[keyof typeof mediaTypes]
  /** sheets of a PDF, else 1 */
  pages: number
}

const mostPixels = 100_000_000
const refuse = (kind: string, message: string) => new DeskError('FORMAT', message, { kind })
const allowed = '可放入 JPG、PNG 图片，PDF，Word（docx）和 Excel（xlsx）'

/** What people try to put in, and how they can. */
const others: readonly (readonly [string, string])[] = [
  ['GIF8', `这是 GIF 图片，请另存为 PNG 再放入`],
  ['BM', '这是 BMP 图片，请另存为 JPG 或 PNG 再放入'],
  ['II*\0', '这是 TIFF 图片，请另存为 PDF 或 JPG 再放入'],
  ['MM\0*', '这是 TIFF 图片，请另存为 PDF 或 JPG 再放入'],
  ['\xd0\xcf\x11\xe0', '这是旧格式或加了密码的 Word、Excel、WPS 文件，请去掉密码，另存为 docx、xlsx 或 PDF 再放入'],
  ['Rar!', '这是压缩包，请解压后把里面的文件放入'],
  ['7z\xbc\xaf', '这是压缩包，请解压后把里面的文件放入'],
  ['\x1f\x8b', '这是压缩包，请解压后把里面的文件放入'],
  ['MZ', '这是程序，不能放入卷宗'],
  ['\x7fELF', '这是程序，不能放入卷宗'],
]

/** @throws DeskError FORMAT, saying what is wrong and what to do */
export async function recogniseFile(spawn: SpawnWorker, bytes: Uint8Array): Promise<FileKind> {
  if (bytes.length === 0) throw refuse('empty', '文件是空的（0 字节），请重新扫描或复制一次')
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1')
  if (head.startsWith('\xff\xd8') || head.startsWith('\x89PNG')) return imageKind(bytes)
  if (head.includes('%PDF-')) return { mediaType: mediaTypes.pdf, pages: await countPages(spawn, bytes) }
  if (head.startsWith('PK\x03\x04')) return officeKind(bytes)
  if (head.slice(4, 12) === 'ftypheic' || head.slice(4, 12) === 'ftypmif1')
    throw refuse('notSupported', '这是手机的 HEIC 照片，请在手机上改为“兼容性最佳”拍摄，或另存为 JPG 再放入')
  const known = others.find(([signature]) => head.startsWith(signature))
  throw refuse('notSupported', known?.[1] ?? `不认识这种文件，或文件已损坏。${allowed}`)
}

function imageKind(bytes: Uint8Array): FileKind {
  const image = readImageHead(bytes)
  if (!image || image.width === 0 || image.height === 0) throw refuse('damaged', '图片已损坏，打不开，请重新扫描或拍照')
  if (image.width * image.height > mostPixels)
    throw refuse('tooLarge', `图片太大（${String(image.width)}×${String(image.height)} 像素），请降低扫描分辨率到 300 以下再放入`)
  if (!image.whole) throw refuse('truncated', '图片不完整，可能没有复制完，请重新复制或扫描')
  return { mediaType: image.mediaType, pages: 1 }
}

const macros = '文件带有宏，不能放入卷宗；请另存为不带宏的 docx、xlsx，或另存为 PDF'

async function officeKind(bytes: Uint8Array): Promise<FileKind> {
  try {
    const zip = await openZip(bytes)
    try {
      if (!zip.has('[Content_Types].xml')) throw refuse('notSupported', `这是压缩包，请解压后把里面的文件放入。${allowed}`)
      const types = (await readPart(zip, '[Content_Types].xml')).toString('utf8')
      if (/macroEnabled|vbaProject/i.test(types) || zip.names.some((name) => name.endsWith('vbaproject.bin')))
        throw refuse('macros', macros)
      if (types.includes('wordprocessingml.document.main+xml')) return { mediaType: mediaTypes.docx, pages: 1 }
      if (types.includes('spreadsheetml.sheet.main+xml')) return { mediaType: mediaTypes.xlsx, pages: 1 }
      throw refuse('notSupported', `不认识这种文件。${allowed}`)
    } finally {
      zip.close()
    }
  } catch (error) {
    if (!(error instanceof WorkbookRefusal)) throw error
    const cut = error.kind === 'truncated' || error.kind === 'damaged'
    throw refuse(error.kind, cut ? '文件不完整或已损坏，请重新复制或另存后再放入' : '文件有异常，不予放入；请另存为 PDF 再放入')
  }
}
