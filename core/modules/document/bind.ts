/**
 * 成卷: the whole file of a case as one PDF. Papers in the order of the law, the scans of a paper in its place; the signed scan goes
 * before what could be printed again. Pages are numbered from the first one after the catalogue, which is written when all are counted.
 */
import type { BindResult } from '../../contract/case-file.ts'
import { badRequest } from '../../contract/errors.ts'
import type { CaseDocument } from '../../contract/mediation.ts'
import type { RecordView } from '../../contract/register.ts'
import { casePapers } from '../../domain/mediation/case-documents.ts'
import { casePapersOf } from '../../documents/case-papers.ts'
import { mediaTypes } from '../../documents/file-kind.ts'
import { bindPieces } from '../../documents/pdf-client.ts'
import { plainName } from '../../documents/plain-name.ts'
import { getRow } from '../../register/queries.ts'
import { command } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import type { JobControl } from '../../server/jobs.ts'
import { requireSession } from '../../server/router-base.ts'
import type { BindPiece } from '../../workers/pdf-protocol.ts'
import { createByteCollector } from './byte-collector.ts'
import { coversOf } from './covers.ts'
import type { CatalogueLine } from './data.ts'
import { openPrinting, reasonOf, type Printing } from './printing.ts'
import { documentNow } from './produce.ts'

const enterBinding = command(
  'bindCaseFile',
  { right: 'read', label: '成卷' },
  (write, { caseId, ...rest }: { caseId: string; pages: number; leftOut: number }) => {
    write.note(rest)
    write.about('mediation', caseId)
  },
)

interface Leaf {
  paper: CaseDocument
  /** what it is called where it cannot be bound */
  name: string
  piece: BindPiece
}

export async function bindCaseFile(context: OpenContext, caseId: string, control: JobControl): Promise<BindResult> {
  const { desk, backend } = context
  const { ports } = backend
  const { reader } = desk.database
  const row = getRow(reader, 'mediation', caseId)
  const printing = await openPrinting(ports.printToPdf)
  const leftOut: string[] = []
  const papers = casePapersOf(reader, caseId)
  const inside = papers.filter(({ type }) => !outside.includes(type))
  const leaves = await leavesOf(context, inside, printing, leftOut, control)

  const file = createByteCollector(expectedBytes(papers, printing))
  const shared = { folder: desk.blobs.folder, key: desk.key }
  const watch = (phase: string, total: number) => ({
    take: file.add,
    onPiece: (done: number) => {
      control.progress(phase, done, total)
    },
    signal: control.signal,
  })
  const pieces = leaves.map(({ piece }) => piece)
  const made = printing.pdfs.map(({ bytes }) => bytes)
  const first = { ...shared, pieces, made, state: null, firstNumber: 1, finish: null }
  const content = await bindPieces(ports.spawnWorker, first, watch('装订', pieces.length))
  for (const [index, { name }] of leaves.entries())
    if (content.pages[index]?.length === 0) leftOut.push(`${name}：文件读不出来，可能已损坏，请从备份恢复或重新扫描`)
  const numbers = content.pages.flat()

  control.progress('编目录', 0, null)
  const lines = catalogueOf(leaves, content.pages)
  const { front, back, made: coverPdfs } = await coversOf(context, { caseId, papers, lines, numbered: numbers.length, leftOut })
  const last = {
    ...shared,
    pieces: [...front, ...back].map(({ piece }) => piece),
    made: coverPdfs,
    state: content.state,
    firstNumber: null,
    finish: [...front.flatMap(({ count }) => nulls(count)), ...numbers, ...back.flatMap(({ count }) => nulls(count))],
  }
  const around = await bindPieces(ports.spawnWorker, last, watch('封面目录', last.pieces.length))

  const pages = numbers.length + around.pages.flat().length
  await enterBinding(context, { caseId, pages, leftOut: leftOut.length })
  requireSession(context)
  const bytes = file.bytes()
  const named = [row.fileNo, row.title].filter((one) => typeof one === 'string').join('-')
  const fileName = `${plainName(named)}.pdf`
  const fileRef = backend.files.add(context.connection, fileName, { bytes })
  return { fileRef, name: fileName, pages, bytes: bytes.length, leftOut }
}

/** these stand around the numbered pages */
const outside = ['cover', 'index', 'backCover']
const waitsForPrint = casePapers.filter(({ onceKept }) => onceKept === true).map(({ type }) => type)
const nulls = (count: number): null[] => Array.from({ length: count }, () => null)

const expectedBytes = (papers: readonly CaseDocument[], { pdfs }: Printing): number =>
  papers.flatMap(({ scans }) => scans).reduce((sum, { values }) => sum + Number(values.bytes), 0) +
  pdfs.reduce((sum, { bytes }) => sum + bytes.length, 0) +
  8 * 1024 * 1024

/** What stands in one place before it is printed: a Word file of ours or of somebody else's, or what needs no printing. */
interface Slot {
  paper: CaseDocument
  name: string
  piece: BindPiece | null
  made: Uint8Array | null
  brought: Uint8Array | null
}

/** Everything between catalogue and back cover, in order: scans where there are any, else what can be made. */
async function leavesOf(
  context: OpenContext,
  papers: readonly CaseDocument[],
  printing: Printing,
  leftOut: string[],
  { progress, signal }: JobControl,
): Promise<Leaf[]> {
  const slots: Slot[] = []
  for (const [index, paper] of papers.entries()) {
    signal.throwIfAborted()
    progress('生成文书', index, papers.length)
    const { title, template, recordId, state, scans } = paper
    const empty = { paper, piece: null, made: null, brought: null }
    for (const scan of scans) {
      const name = `${title}：${String(scan.values.name)}`
      try {
        slots.push({ ...empty, name, ...(await scanSlot(context, scan)) })
      } catch (error) {
        leftOut.push(`${name}（${reasonOf(error)}）`)
      }
    }
    if (scans.length > 0 || template === null || recordId === null || state === 'missing' || state === 'notDue') continue
    if (state === 'ready' && waitsForPrint.includes(paper.type)) continue
    try {
      slots.push({ ...empty, name: title, made: (await documentNow(context, { template, recordId })).bytes })
    } catch (error) {
      leftOut.push(`${title}（${reasonOf(error)}）`)
    }
  }
  const printed = await printSlots(slots, printing, leftOut)
  return slots.flatMap((slot) => {
    const piece = slot.piece ?? printed.get(slot)
    return piece ? [{ paper: slot.paper, name: slot.name, piece }] : []
  })
}

async function scanSlot({ desk }: OpenContext, { values }: RecordView): Promise<Partial<Slot>> {
  const blob = String(values.hash)
  if (values.mediaType === mediaTypes.pdf) return { piece: { kind: 'pdf', blob } }
  if (values.mediaType === mediaTypes.docx) return { brought: await desk.blobs.fetch(blob) }
  if (values.mediaType === mediaTypes.xlsx) throw badRequest('Excel 表格不能装订，请打印后扫描放入')
  return { piece: { kind: 'image', blob } }
}

/** All at once; where a Word file that was brought spoils that, each of those by itself. */
async function printSlots(slots: readonly Slot[], { print }: Printing, leftOut: string[]): Promise<Map<Slot, BindPiece>> {
  const printed = new Map<Slot, BindPiece>()
  const enter = (which: readonly Slot[], pieces: readonly BindPiece[]) => {
    for (const [index, slot] of which.entries()) {
      const piece = pieces[index]
      if (piece) printed.set(slot, piece)
    }
  }
  const bytesOf = (which: readonly Slot[]) => which.flatMap(({ made, brought }) => made ?? brought ?? [])
  const own = slots.filter(({ made }) => made !== null)
  const brought = slots.filter((slot) => slot.brought !== null)
  try {
    const all = [...own, ...brought]
    enter(all, await print(bytesOf(all)))
  } catch (error) {
    if (brought.length === 0) throw error
    enter(own, await print(bytesOf(own)))
    for (const slot of brought) {
      try {
        enter([slot], await print(bytesOf([slot])))
      } catch (reason) {
        leftOut.push(`${slot.name}（${reasonOf(reason)}）`)
      }
    }
  }
  return printed
}

/** One line for each paper of which pages were bound. */
function catalogueOf(leaves: readonly Leaf[], pages: readonly number[][]): CatalogueLine[] {
  const counts = new Map<CaseDocument, number>()
  for (const [index, { paper }] of leaves.entries()) counts.set(paper, (counts.get(paper) ?? 0) + (pages[index]?.length ?? 0))
  let next = 1
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([{ title }, count]) => {
      const from = next
      next += count
      return { title, from, to: next - 1, note: '' }
    })
}
