/** How large a picture is kept, and what its bytes say about it. */

/** CSS pixels of the long edge: A4 at 220 dots per inch, small writing stays readable */
export const longEdge = 2600
/** what a picture may weigh without being made smaller */
export const plainBytes = 1.5 * 1024 * 1024
export const thumbnailEdge = 320
/** JPEG bytes; the contract takes 64 KB */
export const thumbnailBytes = 64 * 1024

export interface Size {
  width: number
  height: number
}

/** The largest size of the same shape whose long edge is at most `edge`; never larger than it was. */
export function fitInto({ width, height }: Size, edge: number): Size {
  const scale = Math.min(1, edge / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

export type FileKind = 'jpeg' | 'png' | 'picture' | 'pdf' | 'docx' | 'xlsx'

/** What a file is by its first bytes; `picture` is drawn anew as JPEG. Undefined: it cannot be kept in a case file. */
export function kindOf(bytes: Uint8Array, name: string): FileKind | undefined {
  const starts = (...marks: number[]) => marks.every((mark, at) => bytes[at] === mark)
  const says = (at: number, word: string) => [...word].every((letter, n) => bytes[at + n] === letter.charCodeAt(0))
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg'
  if (starts(0x89, 0x50, 0x4e, 0x47)) return 'png'
  if (says(0, 'BM') || says(0, 'GIF8') || (says(0, 'RIFF') && says(8, 'WEBP'))) return 'picture'
  if (String.fromCharCode(...bytes.subarray(0, 1024)).includes('%PDF-')) return 'pdf' // some scanners write before it
  if (!says(0, 'PK')) return undefined
  const ending = name.toLowerCase().split('.').at(-1)
  return ending === 'docx' || ending === 'xlsx' ? ending : undefined
}

/** EXIF orientation of a JPEG, 1 to 8; 1 when it says nothing (CIPA DC-008 §4.6.4). */
export function orientationOf(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
      if (view.getUint8(at + 1) === 0xda) break
      if (view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966) return orientationAt(view, at + 10)
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return 1
}

function orientationAt(view: DataView, tiff: number): number {
  const little = view.getUint16(tiff) === 0x4949
  const directory = tiff + view.getUint32(tiff + 4, little)
  for (let entry = 0; entry < view.getUint16(directory, little); entry += 1) {
    const at = directory + 2 + entry * 12
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little)
  }
  return 1
}
