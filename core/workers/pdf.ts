/** Counts the pages of a PDF, or binds scans and documents into one. */
import { createBlobStore } from '../../db/blobs.ts'
import type { PdfMessage, PdfRequest } from './pdf-protocol.ts'
import { createPdfWriter, openPages, type PageSource, type PdfWriter } from './pdf-writer.ts'

type Post = (message: PdfMessage, transfer?: readonly ArrayBuffer[]) => void
type BindRequest = Extract<PdfRequest, { task: 'bind' }>

export async function runPdf(request: PdfRequest, post: Post): Promise<void> {
  if (request.task === 'count') await count(request.bytes, post)
  else await bind(request, post)
}

/** A file that ends before its end mark was not copied whole, whatever can still be read of it. */
const endMark = Buffer.from('%%EOF')
const tail = 4096

async function count(bytes: Uint8Array, post: Post): Promise<void> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (!buffer.subarray(-tail).includes(endMark)) {
    post({ type: 'refused', problem: 'damaged' })
    return
  }
  try {
    post({ type: 'counted', pages: (await openPages(bytes)).pages.length })
  } catch (error) {
    const encrypted = error instanceof Error && /encrypt|password/i.test(`${error.name} ${error.message}`)
    post({ type: 'refused', problem: encrypted ? 'encrypted' : 'damaged' })
  }
}

async function bind(request: BindRequest, post: Post): Promise<void> {
  const { pieces, firstNumber, finish } = request
  const writer = createPdfWriter(request.state)
  const blobs = createBlobStore(request.folder, request.key)
  const made = await Promise.all(request.made.map((bytes) => openPages(bytes)))
  const bound: number[] = []
  const send = () => {
    const bytes = writer.take()
    if (bytes.length === 0) return
    const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes)
    post({ type: 'part', bytes: whole }, [whole.buffer as ArrayBuffer])
  }
  for (const [index, piece] of pieces.entries()) {
    const number = firstNumber === null ? null : firstNumber + bound.length
    let pages: number[] = []
    try {
      if (piece.kind === 'made') pages = addMade(writer, made[piece.pdf], piece, number)
      else if (piece.kind === 'image') pages = [await writer.addImage(blobs.get(piece.blob), number)]
      else pages = addWhole(writer, await openPages(blobs.get(piece.blob)), number)
    } catch {
      // said by the backend, which knows what the piece is called
      pages = []
    }
    bound.push(...pages)
    send()
    post({ type: 'bound', index, pages })
  }
  if (finish) {
    const rest = [...bound]
    writer.finish(finish.map((number) => number ?? rest.shift() ?? 0).filter((number) => number > 0))
    send()
  }
  post({ type: 'end', state: writer.state() })
}

const addMade = (
  writer: PdfWriter,
  source: PageSource | undefined,
  { from, count }: { from: number; count: number },
  number: number | null,
): number[] => (source ? writer.addPages(source, from, count, number) : [])

const addWhole = (writer: PdfWriter, source: PageSource, number: number | null): number[] =>
  writer.addPages(source, 0, source.pages.length, number)
