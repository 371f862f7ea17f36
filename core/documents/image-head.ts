/** What the first bytes of a JPEG or PNG say of it, without decoding a pixel; whether its end is there. */

export interface ImageHead {
  mediaType: 'image/jpeg' | 'image/png'
  width: number
  height: number
  /** quarter turns clockwise in which it is to be shown (EXIF orientation of a photograph; mirrored ones are not turned) */
  turns: 0 | 1 | 2 | 3
  /** its last bytes are there: it was copied whole */
  whole: boolean
}

/** null for what is neither a JPEG nor a PNG, or has no readable head. */
export function readImageHead(bytes: Uint8Array): ImageHead | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  try {
    if (buffer.readUInt16BE(0) === 0xffd8) return jpegHead(buffer)
    return buffer.subarray(0, 8).equals(pngSignature) ? pngHead(buffer) : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

function pngHead(buffer: Buffer): ImageHead | null {
  if (buffer.toString('latin1', 12, 16) !== 'IHDR') return null
  let at = 8
  let whole = false
  while (at + 12 <= buffer.length && !whole) {
    const length = buffer.readUInt32BE(at)
    whole = buffer.toString('latin1', at + 4, at + 8) === 'IEND' && length === 0
    at += length + 12
  }
  return { mediaType: 'image/png', width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20), turns: 0, whole }
}

const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
const turnsOf: Readonly<Record<number, ImageHead['turns']>> = { 3: 2, 6: 1, 8: 3 }

function jpegHead(buffer: Buffer): ImageHead | null {
  let turns: ImageHead['turns'] = 0
  let size: { width: number; height: number } | null = null
  for (let at = 2; ;) {
    if (buffer.readUInt8(at) !== 0xff) return null
    const marker = buffer.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = buffer.readUInt16BE(at + 2)
    if (marker === 0xe1 && buffer.toString('latin1', at + 4, at + 10) === 'Exif\0\0')
      turns = turnsOf[exifOrientation(buffer.subarray(at + 10, at + 2 + length))] ?? 0
    if (isFrame(marker)) size = { height: buffer.readUInt16BE(at + 5), width: buffer.readUInt16BE(at + 7) }
    // the picture follows; within it no end mark can stand
    if (marker === 0xda) return size && { mediaType: 'image/jpeg', ...size, turns, whole: buffer.includes(endOfJpeg, at) }
    at += 2 + length
  }
}

const endOfJpeg = Buffer.from([0xff, 0xd9])

/** Tag 0x112 of the first directory; 0 when there is none. */
function exifOrientation(tiff: Buffer): number {
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  try {
    const directory = long(4)
    for (let entry = 0; entry < short(directory); entry += 1) {
      const at = directory + 2 + entry * 12
      if (short(at) === 0x112) return short(at + 8)
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return 0
}
