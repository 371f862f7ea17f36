import { maxAttachmentBytes } from '../../../core/contract/case-file.ts'
import { sizeText } from '../../lib/size-text.ts'
import { FileFault } from '../viewer/words-of.ts'
import { drawImage, jpegOf, noEdits, pngOf, thumbnailOf } from './draw-image.ts'
import { kindOf, longEdge, orientationOf, plainBytes } from './image-size.ts'

export interface PreparedFile {
  file: Blob
  /** with the ending of what it is now */
  name: string
  /** base64 of a small JPEG; null where the first look says nothing */
  thumbnail: string | null
  /** 6.1 MB 缩小为 1.2 MB; undefined when it was taken as it is */
  shrunk: string | undefined
}

const headBytes = 256 * 1024

/**
 * Makes a file fit for the case file: pictures upright and no larger than a scan needs, other files as they are.
 *
 * @throws FileFault
 */
export async function prepareFile(file: File): Promise<PreparedFile> {
  const head = new Uint8Array(await bytesOf(file.slice(0, headBytes)))
  const kind = kindOf(head, file.name)
  if (kind === undefined) throw new FileFault(unfitWords(file.name))
  if (kind === 'jpeg' || kind === 'png' || kind === 'picture')
    return fitImage(file, { keepable: kind !== 'picture' && (kind === 'png' || orientationOf(head) === 1), png: kind === 'png' })
  if (file.size > maxAttachmentBytes)
    throw new FileFault(`有 ${sizeText(file.size)}，超过 ${sizeText(maxAttachmentBytes)}，请缩小或拆成几个文件`)
  return {
    file,
    name: file.name,
    thumbnail: kind === 'pdf' ? await pdfThumbnail(file) : null,
    shrunk: undefined,
  }
}

async function fitImage(file: File, { keepable, png }: { keepable: boolean; png: boolean }): Promise<PreparedFile> {
  const bitmap = await openImage(file)
  try {
    const thumbnail = await thumbnailOf(bitmap)
    const small = Math.max(bitmap.width, bitmap.height) <= longEdge
    const asItIs = { file, name: file.name, thumbnail, shrunk: undefined }
    if (small && keepable && file.size <= plainBytes) return asItIs
    const canvas = drawImage(bitmap, noEdits)
    const options = await Promise.all([jpegOf(canvas), ...(png ? [pngOf(canvas)] : [])])
    const best = options.reduce((least, one) => (one.size < least.size ? one : least))
    if (small && keepable && best.size >= file.size) return asItIs
    const smaller = best.size < file.size
    return {
      file: best,
      name: renamed(file.name, best.type === 'image/png' ? 'png' : 'jpg'),
      thumbnail,
      shrunk: smaller ? `${sizeText(file.size)} 缩小为 ${sizeText(best.size)}` : undefined,
    }
  } finally {
    bitmap.close()
  }
}

/** Upright, as its EXIF says. @throws FileFault */
export async function openImage(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    throw new FileFault('图片打不开，可能已损坏，请重新扫描')
  }
}

/** A picture of the first page; none for a PDF that cannot be drawn, which the backend judges itself. */
async function pdfThumbnail(file: Blob): Promise<string | null> {
  try {
    const { openPdf } = await import('../viewer/open-pdf.ts')
    const pdf = await openPdf(new Uint8Array(await bytesOf(file)))
    try {
      return await thumbnailOf(await pdf.draw(1, 0.5))
    } finally {
      pdf.close()
    }
  } catch {
    return null
  }
}

const bytesOf = (blob: Blob): Promise<ArrayBuffer> => blob.arrayBuffer()

export const renamed = (name: string, ending: string): string => `${name.replace(/\.(jpe?g|png|bmp|gif|webp)$/i, '')}.${ending}`

function unfitWords(name: string): string {
  if (/\.(doc|wps|rtf)$/i.test(name)) return '是旧格式的文档，请在 Word 或 WPS 里另存为 .docx 或 PDF 再添加'
  if (/\.(xls|et|csv)$/i.test(name)) return '是旧格式的表格，请另存为 .xlsx 再添加'
  if (/\.(tiff?|heic|heif)$/i.test(name)) return '这种图片格式放不进卷宗，请另存为 JPEG 再添加'
  if (/\.(mp[34]|wav|avi|mov|m4a)$/i.test(name)) return '录音录像不能装订入卷，请另存光盘并在证据材料中注明'
  return '不是图片、PDF、Word 或 Excel 文件，放不进卷宗'
}
