/**
 * Writes a PDF piece by piece: what is finished leaves as bytes and is forgotten, so that a file of hundreds of scans never lies
 * in memory twice. Objects are pdf-lib's; JPEG data go in as they are.
 */
import {
  JpegEmbedder,
  PDFArray,
  PDFContext,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFObjectCopier,
  PDFRef,
  PDFStream,
  PngEmbedder,
  type PDFPageLeaf,
} from '@cantoo/pdf-lib'
import { readImageHead } from '../documents/image-head.ts'
import type { PdfState } from './pdf-protocol.ts'

/** A4 in points */
const sheet = { width: 595.28, height: 841.89 }
/** around a scan: room for the thread of the binding and the number */
const margin = 20
const numberSize = 10.5

const header = Buffer.from('%PDF-1.7\n%\xe5\x8d\xb7\xe5\xae\x97\n', 'latin1')
const name = (word: string) => PDFName.of(word)
/** pages and font are known by their numbers before anything is written */
const pagesRef = PDFRef.of(1)
const fontRef = PDFRef.of(2)
const saveRef = PDFRef.of(3)
const catalogRef = PDFRef.of(4)

export interface PdfWriter {
  /** one A4 sheet with the picture as large as fits, the sheet turned where the picture is wide; → its object number */
  addImage(bytes: Uint8Array, number: number | null): Promise<number>
  /** sheets of another file as they are */
  addPages(source: PageSource, from: number, count: number, firstNumber: number | null): number[]
  /** what was finished since the last call */
  take(): Uint8Array
  /** ends the file with its pages in this order */
  finish(order: readonly number[]): void
  state(): PdfState
}

/** A PDF whose pages are to be copied, and what was copied of it already. */
export interface PageSource {
  document: PDFDocument
  pages: PDFPageLeaf[]
  copier: PDFObjectCopier | null
}

/** @throws EncryptedPDFError, and whatever a broken file leads to */
export async function openPages(bytes: Uint8Array): Promise<PageSource> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: Infinity })
  const pages = document.getPages().map(({ node }) => node)
  if (pages.length === 0) throw new Error('no pages')
  return { document, pages, copier: null }
}

export function createPdfWriter(before: PdfState | null): PdfWriter {
  const context = PDFContext.create()
  const offsets = before ? [...before.offsets] : []
  let length = before?.length ?? 0
  const written = new Set<number>()
  const parts: Uint8Array[] = []
  const emit = (bytes: Uint8Array) => {
    parts.push(bytes)
    length += bytes.length
  }
  if (before) context.largestObjectNumber = before.lastObject
  else {
    emit(header)
    context.largestObjectNumber = catalogRef.objectNumber
    context.assign(fontRef, context.obj({ Type: 'Font', Subtype: 'Type1', BaseFont: 'Helvetica', Encoding: 'WinAnsiEncoding' }))
    context.assign(saveRef, context.stream('q\n'))
  }

  function flush(): void {
    for (const [ref, object] of context.enumerateIndirectObjects()) {
      if (written.has(ref.objectNumber)) continue
      written.add(ref.objectNumber)
      offsets[ref.objectNumber] = length
      const start = `${String(ref.objectNumber)} ${String(ref.generationNumber)} obj\n`
      const size = object.sizeInBytes()
      const bytes = new Uint8Array(start.length + size + 8)
      bytes.set(Buffer.from(start, 'latin1'))
      object.copyBytesInto(bytes, start.length)
      bytes.set(Buffer.from('\nendobj\n', 'latin1'), start.length + size)
      emit(bytes)
      // small objects stay: sheets of one file share them, and are looked into when a number is put on
      if (object instanceof PDFStream) context.delete(ref)
    }
  }

  /** The number at the lower outer corner as a reader sees the sheet: right on odd pages, left on even ones. */
  function stamp(leaf: PDFDict, number: number): void {
    const box = boxOf(leaf)
    const turns = (((rotationOf(leaf) / 90) % 4) + 4) % 4
    const [width, height] = turns % 2 === 0 ? [box.width, box.height] : [box.height, box.width]
    const text = String(number)
    const inset = { x: 36, y: 22 }
    const x = number % 2 === 1 ? width - inset.x - text.length * numberSize * 0.556 : inset.x
    // from what is seen to what is written: the sheet is turned clockwise when shown
    const matrix = [
      [1, 0, 0, 1, box.x, box.y],
      [0, 1, -1, 0, box.x + height, box.y],
      [-1, 0, 0, -1, box.x + width, box.y + height],
      [0, -1, 1, 0, box.x, box.y + width],
    ][turns]
    const draw = `\nQ q ${(matrix ?? []).map((one) => one.toFixed(2)).join(' ')} cm 0 g BT /PinganNo ${String(numberSize)} Tf ${x.toFixed(2)} ${String(inset.y)} Td (${text}) Tj ET Q\n`
    const contents = leaf.context.lookup(leaf.get(name('Contents')))
    const own =
      contents instanceof PDFArray ? contents.asArray() : [leaf.get(name('Contents'))].filter((one) => one !== undefined)
    leaf.set(name('Contents'), context.obj([saveRef, ...own, context.register(context.stream(draw))]))
    // what several sheets share is left alone: it may have been written already
    const resources = cloned(leaf, 'Resources')
    const fonts = cloned(resources, 'Font')
    fonts.set(name('PinganNo'), fontRef)
    resources.set(name('Font'), fonts)
    leaf.set(name('Resources'), resources)
  }

  const cloned = (of: PDFDict, key: string): PDFDict => {
    const found = context.lookup(of.get(name(key)))
    return found instanceof PDFDict ? found.clone(context) : PDFDict.withContext(context)
  }

  return {
    async addImage(bytes, number) {
      const head = readImageHead(bytes)
      if (!head?.whole) throw new Error('no picture')
      const image = await embed(context, bytes, head.mediaType)
      const sideways = head.turns % 2 === 1
      const seen = sideways ? { width: head.height, height: head.width } : { width: head.width, height: head.height }
      const wide = seen.width > seen.height
      const [width, height] = wide ? [sheet.height, sheet.width] : [sheet.width, sheet.height]
      const scale = Math.min((width - 2 * margin) / seen.width, (height - 2 * margin) / seen.height)
      const [w, h] = [seen.width * scale, seen.height * scale]
      const [x, y] = [(width - w) / 2, (height - h) / 2]
      const placed = [
        [w, 0, 0, h, x, y],
        [0, -h, w, 0, x, y + h],
        [-w, 0, 0, -h, x + w, y + h],
        [0, h, -w, 0, x + w, y],
      ][head.turns]
      const draw = `q ${(placed ?? []).map((one) => one.toFixed(3)).join(' ')} cm /Scan Do Q\n`
      const page = context.obj({
        Type: 'Page',
        Parent: pagesRef,
        MediaBox: [0, 0, width, height],
        Resources: { XObject: { Scan: image } },
        Contents: context.register(context.stream(draw)),
      })
      if (number !== null) stamp(page, number)
      const { objectNumber } = context.register(page)
      flush()
      return objectNumber
    },
    addPages(source, from, count, firstNumber) {
      source.copier ??= PDFObjectCopier.for(source.document.context, context)
      const copied = source.pages.slice(from, from + count).map((page) => source.copier?.copy(page) as PDFDict)
      const numbers = copied.map((page, index) => {
        if (firstNumber !== null) stamp(page, firstNumber + index)
        page.set(name('Parent'), pagesRef)
        // links would lead to sheets that are elsewhere now, and a form's fields have lost their form
        page.delete(name('Annots'))
        page.delete(name('StructParents'))
        return context.register(page).objectNumber
      })
      flush()
      return numbers
    },
    take() {
      const taken = parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts)
      parts.length = 0
      return taken
    },
    finish(order) {
      const kids = order.map((number) => PDFRef.of(number))
      context.assign(pagesRef, context.obj({ Type: 'Pages', Kids: kids, Count: kids.length }))
      context.assign(catalogRef, context.obj({ Type: 'Catalog', Pages: pagesRef }))
      flush()
      const size = context.largestObjectNumber + 1
      const lines = Array.from({ length: size }, (_, number) => {
        const offset = offsets[number] ?? 0
        return offset === 0 ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`
      })
      const start = length
      emit(
        Buffer.from(
          `xref\n0 ${String(size)}\n${lines.join('')}trailer\n<< /Size ${String(size)} /Root ${catalogRef.toString()} >>\nstartxref\n${String(start)}\n%%EOF\n`,
          'latin1',
        ),
      )
    },
    state: () => ({
      length,
      lastObject: context.largestObjectNumber,
      offsets: Array.from({ length: offsets.length }, (_, number) => offsets[number] ?? 0),
    }),
  }
}

function boxOf(leaf: PDFDict): { x: number; y: number; width: number; height: number } {
  const array = leaf.context.lookup(leaf.get(name('CropBox')) ?? leaf.get(name('MediaBox')))
  const sides = array instanceof PDFArray ? array.asArray().map((one) => leaf.context.lookup(one)) : []
  const [a = 0, b = 0, c = sheet.width, d = sheet.height] = sides.map((one) => (one instanceof PDFNumber ? one.asNumber() : 0))
  return { x: Math.min(a, c), y: Math.min(b, d), width: Math.abs(c - a), height: Math.abs(d - b) }
}

function rotationOf(leaf: PDFDict): number {
  const value = leaf.context.lookup(leaf.get(name('Rotate')))
  return value instanceof PDFNumber ? value.asNumber() : 0
}

async function embed(context: PDFContext, bytes: Uint8Array, mediaType: string): Promise<PDFRef> {
  if (mediaType === 'image/jpeg') return (await JpegEmbedder.for(bytes)).embedIntoContext(context)
  return plainPng(context, bytes) ?? (await PngEmbedder.for(bytes)).embedIntoContext(context)
}

/** A PNG without transparency or interlacing goes in as it is: PDF knows its compression and its predictors. */
function plainPng(context: PDFContext, bytes: Uint8Array): PDFRef | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const [bits = 0, colour = 0] = buffer.subarray(24, 26)
  const colours = { 0: 1, 2: 3, 3: 1 }[colour]
  if (colours === undefined || buffer.readUInt8(28) !== 0) return null
  const data: Buffer[] = []
  let palette: Buffer | null = null
  for (let at = 8; at + 12 <= buffer.length; at += buffer.readUInt32BE(at) + 12) {
    const kind = buffer.toString('latin1', at + 4, at + 8)
    const chunk = buffer.subarray(at + 8, at + 8 + buffer.readUInt32BE(at))
    if (kind === 'tRNS') return null
    if (kind === 'PLTE') palette = chunk
    if (kind === 'IDAT') data.push(chunk)
  }
  const [width, height] = [buffer.readUInt32BE(16), buffer.readUInt32BE(20)]
  const rows = data.length === 0 ? 0 : height
  if (rows === 0 || (colour === 3 && palette === null)) throw new Error('no picture')
  const space = colour === 0 ? 'DeviceGray' : colour === 2 ? 'DeviceRGB' : null
  return context.register(
    context.stream(Buffer.concat(data), {
      Type: 'XObject',
      Subtype: 'Image',
      Width: width,
      Height: height,
      BitsPerComponent: bits,
      ColorSpace:
        space ??
        context.obj(['Indexed', 'DeviceRGB', (palette?.length ?? 3) / 3 - 1, context.register(context.stream(palette ?? ''))]),
      Filter: 'FlateDecode',
      DecodeParms: { Predictor: 15, Colors: colours, BitsPerComponent: bits, Columns: width },
    }),
  )
}
