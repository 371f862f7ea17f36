/**
 * 成卷: the whole file of a case as one PDF. Papers in the order of the law, the scans of a paper in its place; the signed scan goes
 * before what could be printed again. Pages are numbered from the first one after the catalogue, which is written when all are counted.
 */
import type { BindResult } from '../../contract/case-file.ts'
import { DeskError, isDeskError } from '../../contract/errors.ts'
import type { CaseDocument } from '../../contract/mediation.ts'
import { localDay } from '../../domain/day.ts'
import { casePapersOf } from '../../documents/case-papers.ts'
import { bindPieces } from '../../documents/pdf-client.ts'
import type { DocumentData } from '../../documents/render.ts'
import { templateInUse } from '../../documents/template-in-use.ts'
import { TemplateError } from '../../documents/template.ts'
import { getRow } from '../../register/queries.ts'
import { command } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import type { JobControl } from '../../server/jobs.ts'
import type { PrintedPdf, PrintToPdf } from '../../server/ports.ts'
import { requireSession } from '../../server/router-base.ts'
import type { BindPiece } from '../../workers/pdf-protocol.ts'
import { createByteCollector } from './byte-collector.ts'
import { documentData } from './data.ts'
import { documentNow } from './produce.ts'

const enterBinding = command(
  'bindCaseFile',
  { right: 'read', label: '成卷' },
  (write, { caseId, ...rest }: { caseId: string; pages: number; leftOut: number }) => {
    write.note(rest)
    write.about('mediation', caseId)
  },
)

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** What is printed before it is bound: Word files, and the sheets each of them took. */
interface Printing {
  pdfs: PrintedPdf[]
  /** prints files that belong together at once: one start of the browser for all */
  print(files: readonly Uint8Array[]): Promise<BindPiece[]>
}

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
  const covers = await coversOf(context, { caseId, papers, lines, numbered: numbers.length, leftOut })
  const { front, back, made: coverPdfs } = covers
  const last = {
    ...shared,
    pieces: [...front, ...back].map(({ piece }) => piece),
    made: coverPdfs,
    state: content.state,
    firstNumber: null,
    finish: [...front.flatMap(({ count }) => nulls(count)), ...numbers, ...back.flatMap(({ count }) => nulls(count))],
  }
  await bindPieces(ports.spawnWorker, last, watch('封面目录', last.pieces.length))

  const pages = last.finish.length
  await enterBinding(context, { caseId, pages, leftOut: leftOut.length })
  requireSession(context)
  const bytes = file.bytes()
  const name = `${[row.fileNo, row.title].filter((one) => typeof one === 'string').join('-')}`.replaceAll(/[\\/:*?"<>|]/g, '_')
  const fileName = `${name.slice(0, 80)}.pdf`
  const fileRef = backend.files.add(context.connection, fileName, { bytes })
  return { fileRef, name: fileName, pages, bytes: bytes.length, leftOut }
}

/** these stand around the numbered pages */
const outside = ['cover', 'index', 'backCover']
const nulls = (count: number): null[] => Array.from({ length: count }, () => null)

const expectedBytes = (papers: readonly CaseDocument[], { pdfs }: Printing): number =>
  papers.flatMap(({ scans }) => scans).reduce((sum, { values }) => sum + Number(values.bytes), 0) +
  pdfs.reduce((sum, { bytes }) => sum + bytes.length, 0) +
  8 * 1024 * 1024

/** @throws STORAGE where no browser can print: there would be neither cover nor catalogue */
async function openPrinting(printToPdf: PrintToPdf | undefined): Promise<Printing> {
  if (!printToPdf)
    throw new DeskError('STORAGE', '这台电脑上没有可用的浏览器，不能成卷；请先安装 Chromium、Chrome 或 Edge', {
      kind: 'noPrinter',
    })
  const { buildPrintPage } = await import('../../documents/print-page.ts')
  const { readPreviewLibrary } = await import('../../documents/preview-library.ts')
  const inline = await readPreviewLibrary()
  const pdfs: PrintedPdf[] = []
  return {
    pdfs,
    async print(files) {
      if (files.length === 0) return []
      const printed = await printToPdf(buildPrintPage(files, { library: { inline }, title: '卷宗' }))
      const pdf = pdfs.push(printed) - 1
      return files.map((_, index) => {
        const count = printed.pages[index] ?? 0
        return { kind: 'made', pdf, from: printed.pages.slice(0, index).reduce((sum, one) => sum + one, 0), count }
      })
    },
  }
}

/** Why something could not be made, in words for the list of what was left out. */
function reasonOf(error: unknown): string {
  if (isDeskError(error) || error instanceof TemplateError) return error.message
  if (error instanceof Error && (error.name === 'StorageError' || error.name === 'PdfError')) return error.message
  throw error
}

/** Everything between catalogue and back cover, in order: scans where there are any, else what can be made. */
async function leavesOf(
  context: OpenContext,
  papers: readonly CaseDocument[],
  printing: Printing,
  leftOut: string[],
  { progress, signal }: JobControl,
): Promise<Leaf[]> {
  const { blobs } = context.desk
  const slots: { paper: CaseDocument; name: string; piece: BindPiece | Uint8Array }[] = []
  for (const [index, paper] of papers.entries()) {
    signal.throwIfAborted()
    progress('生成文书', index, papers.length)
    const { title, template, recordId, state, scans } = paper
    for (const { values } of scans) {
      const name = `${title}：${String(values.name)}`
      const blob = String(values.hash)
      if (values.mediaType === 'application/pdf') slots.push({ paper, name, piece: { kind: 'pdf', blob } })
      else if (String(values.mediaType).startsWith('image/')) slots.push({ paper, name, piece: { kind: 'image', blob } })
      else if (values.mediaType === docx) {
        try {
          const [piece] = await printing.print([blobs.get(blob)])
          if (piece) slots.push({ paper, name, piece })
        } catch (error) {
          leftOut.push(`${name}（${reasonOf(error)}）`)
        }
      } else leftOut.push(`${name}（Excel 表格不能装订，请打印后扫描放入）`)
    }
    if (scans.length > 0 || template === null || recordId === null || state === 'missing' || state === 'notDue') continue
    try {
      slots.push({ paper, name: title, piece: (await documentNow(context, { template, recordId })).bytes })
    } catch (error) {
      leftOut.push(`${title}（${reasonOf(error)}）`)
    }
  }
  const printed = await printing.print(slots.flatMap(({ piece }) => (piece instanceof Uint8Array ? [piece] : [])))
  return slots.flatMap(({ paper, name, piece }) => {
    const bound = piece instanceof Uint8Array ? printed.shift() : piece
    return bound ? [{ paper, name, piece: bound }] : []
  })
}

/** 序号, 文书名称, 页号: one line for each paper of which pages were bound. */
function catalogueOf(leaves: readonly Leaf[], pages: readonly number[][]): DocumentData[] {
  const counts = new Map<CaseDocument, number>()
  for (const [index, { paper }] of leaves.entries()) counts.set(paper, (counts.get(paper) ?? 0) + (pages[index]?.length ?? 0))
  let next = 1
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([{ title }, count], index) => {
      const [from, to] = [next, next + count - 1]
      next += count
      return { 序号: index + 1, 文书名称: title, 页号: from === to ? String(from) : `${String(from)}—${String(to)}`, 备注: '' }
    })
}

interface Cover {
  piece: BindPiece
  count: number
}

/** Cover, catalogue and back cover, known only when everything between is counted. */
async function coversOf(
  context: OpenContext,
  about: {
    caseId: string
    papers: readonly CaseDocument[]
    lines: readonly DocumentData[]
    numbered: number
    leftOut: string[]
  },
): Promise<{ front: Cover[]; back: Cover[]; made: Uint8Array[] }> {
  const { caseId, papers, lines, numbered, leftOut } = about
  const printing = await openPrinting(context.backend.ports.printToPdf)
  const scanned = (type: string): Cover[] =>
    papers
      .filter((one) => one.type === type)
      .flatMap(({ scans }) => scans)
      .filter(({ values }) => String(values.mediaType).startsWith('image/'))
      .map(({ values }) => ({ piece: { kind: 'image', blob: String(values.hash) }, count: 1 }))
  const render = async (template: string, title: string, more: DocumentData): Promise<Uint8Array[]> => {
    try {
      return [await renderWith(context, template, caseId, more)]
    } catch (error) {
      leftOut.push(`${title}（${reasonOf(error)}）`)
      return []
    }
  }
  const print = async (files: readonly Uint8Array[]): Promise<Cover[]> =>
    (await printing.print(files)).map((piece) => ({ piece, count: piece.kind === 'made' ? piece.count : 1 }))
  const sum = (covers: readonly Cover[]) => covers.reduce((total, { count }) => total + count, 0)

  const ownCover = scanned('cover')
  const cover = ownCover.length > 0 ? [] : await render('mediation-cover', '卷宗封面', { 页数: numbered })
  const index = await render('mediation-index', '卷内目录', { 目录: lines })
  const front = [...ownCover, ...(await print([...cover, ...index]))]
  const ownBack = scanned('backCover')
  if (ownBack.length > 0) return { front, back: ownBack, made: printing.pdfs.map(({ bytes }) => bytes) }
  const backOf = async (sheets: number) =>
    print(await render('mediation-back-cover', '封底', { 总页数: sum(front) + numbered + sheets }))
  const back = await backOf(1)
  // an office's own back cover may take two sheets: the total then says so
  return {
    front,
    back: sum(back) > 1 ? await backOf(sum(back)) : back,
    made: printing.pdfs.map(({ bytes }) => bytes),
  }
}

async function renderWith(context: OpenContext, template: string, recordId: string, more: DocumentData): Promise<Uint8Array> {
  const { desk, backend } = context
  const { ports } = backend
  const { renderDocx } = await import('../../documents/render.ts')
  const source = { reader: desk.database.reader, unit: desk.unit, today: localDay(ports.clock.now()) }
  const { data } = documentData(source, template, recordId)
  return renderDocx(await templateInUse(desk, ports.resourcesDir, template), { ...data, ...more })
}
