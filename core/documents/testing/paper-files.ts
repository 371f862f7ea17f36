/** For tests and benches: small scans and documents of every kind that a case file takes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import { degrees, PDFDocument } from '@cantoo/pdf-lib'

/** A grey picture with a dark block, 40 × 24. */
export const smallJpeg = Buffer.from(
  `/9j/4AAQSkZJRgABAQEAMAAwAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAYACgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDs6Kx9X8SWej3S29zHOzsgcGNQRjJHcj0qj/wnOmf88Lv/AL4X/wCKoA6aiiigAooooA5fxN4bvNY1CO4tpIFRYghEjEHOSewPrWP/AMINqf8Az3tP++2/+JoooA9AooooAKKKKAP/2Q==`,
  'base64',
)

/** As a camera held upright writes it: to be turned by a quarter when it is shown. */
export function photographed(orientation: number): Buffer {
  const exif = Buffer.from('457869660000 4d4d002a00000008 0001 0112 0003 00000001 0000 0000 00000000'.replaceAll(' ', ''), 'hex')
  exif.writeUInt16BE(orientation, 6 + 8 + 2 + 8)
  const mark = Buffer.from([0xff, 0xe1, 0, exif.length + 2])
  return Buffer.concat([smallJpeg.subarray(0, 2), mark, exif, smallJpeg.subarray(2)])
}

/** A picture of this many bytes whose head is in order; what it shows is noise. */
export function largeJpeg(bytes: number, width: number, height: number): Buffer {
  const frame = smallJpeg.indexOf(Buffer.from([0xff, 0xc0]))
  const head = Buffer.from(smallJpeg.subarray(0, -2))
  head.writeUInt16BE(height, frame + 5)
  head.writeUInt16BE(width, frame + 7)
  const noise = Buffer.alloc(Math.max(0, bytes - head.length - 2))
  let state = bytes
  for (let at = 0; at < noise.length; at += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    noise[at] = (state >>> 16) % 255
  }
  return Buffer.concat([head, noise, Buffer.from([0xff, 0xd9])])
}

const pngChunk = (kind: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** @param stated width that the head states, when it lies */
export function png(width: number, height: number, options: { alpha?: boolean; stated?: number } = {}): Buffer {
  const { alpha = false, stated = width } = options
  const head = Buffer.alloc(13)
  head.writeUInt32BE(stated, 0)
  head.writeUInt32BE(stated === width ? height : stated, 4)
  head.set([8, alpha ? 6 : 2], 8)
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * (alpha ? 4 : 3), 0x9c)])
  const rows = Buffer.concat(Array.from({ length: height }, () => row))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** One page for each text. */
export async function pdf(texts: readonly string[], options: { password?: string; turned?: number } = {}): Promise<Buffer> {
  const document = await PDFDocument.create()
  for (const text of texts) {
    const page = document.addPage([595.28, 841.89])
    if (options.turned !== undefined) page.setRotation(degrees(options.turned))
    page.drawText(text, { x: 72, y: 700, size: 24 })
  }
  if (options.password !== undefined) document.encrypt({ userPassword: options.password, ownerPassword: options.password })
  return Buffer.from(await document.save())
}

/** A Word file of ours. */
export const docx = (): Buffer =>
  readFileSync(join(import.meta.dirname, '../../../resources/templates/recovery-sheet/v1/template.docx'))
