import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Names that journeys type into the desk, or find in the demonstration data; no file of a desk may contain one in the clear. */
export const inventedNames = ['欧阳守拙', '司马怀谨', '慕容听雨', '令狐无双', '白刚远', '白桂桂'] as const

/** @returns files below the folders that contain one of the words as UTF-8, UTF-16 or GB 18030 text */
export function filesContaining(folders: readonly string[], words: readonly string[]): string[] {
  const needles = words.flatMap((word) => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le'), gb18030(word)])
  return folders.flatMap(filesBelow).filter((file) => {
    const content = readFileSync(file)
    return needles.some((needle) => content.includes(needle))
  })
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

const decoder = new TextDecoder('gb18030')
let table: Map<string, number> | undefined

/** Node decodes GB 18030 but does not encode it: the two-byte plane is turned around once. */
export function gb18030(word: string): Buffer {
  if (table === undefined) {
    table = new Map()
    for (let high = 0x81; high <= 0xfe; high++)
      for (let low = 0x40; low <= 0xfe; low++)
        if (low !== 0x7f) table.set(decoder.decode(Uint8Array.of(high, low)), (high << 8) | low)
  }
  const codes = [...word].map((char) => table?.get(char) ?? 0)
  return Buffer.from(codes.flatMap((code) => [code >> 8, code & 0xff]))
}
