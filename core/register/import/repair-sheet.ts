/**
 * The person's own file back, with what was refused or doubtful coloured and explained. An .xlsx keeps everything else byte for
 * byte; any other file, and one whose parts cannot be written safely, comes back as a fresh workbook with the same cells.
 */
import { pause } from '../../server/command.ts'
import type { SpawnWorker, WorkerLimits } from '../../server/ports.ts'
import { WorkerFailure } from '../../workers/worker-failure.ts'
import type { WorkbookFile } from '../../workers/workbook-file.ts'
import type { RepairMessage, RepairRequest, RepairRow, RepairTone } from '../../workers/repair-protocol.ts'
import type { ImportLayout } from './layout.ts'
import { duplicateMark, repairHeader } from './repair-column.ts'
import { writeFreshRepairSheet } from './repair-sheet-fresh.ts'

/** What the import says of one row, or of one cell of it. */
export interface RepairRemark {
  /** 1-based row of the sheet */
  row: number
  /** zero-based; null where the whole row is meant */
  column: number | null
  level: 'rejected' | 'duplicate' | 'warning'
  message: string
}

const limits: WorkerLimits = { memoryMb: 1536, timeMs: 5 * 60_000 }

const words: Record<RepairRemark['level'], string> = { rejected: '未导入', duplicate: duplicateMark, warning: '已导入，有提醒' }
const toneOf = (level: RepairRemark['level']): RepairTone => (level === 'rejected' ? 'bad' : 'doubtful')

/** @throws WorkbookRefusal, and the reason of `signal` */
export async function writeRepairSheet(
  spawnWorker: SpawnWorker,
  file: WorkbookFile,
  fileName: string,
  layout: Pick<ImportLayout, 'sheet' | 'headerRow' | 'columns'>,
  remarks: readonly RepairRemark[],
  signal: AbortSignal,
): Promise<{ name: string; bytes: Uint8Array; marked: number }> {
  const request: RepairRequest = {
    file,
    sheet: layout.sheet,
    headerRow: layout.headerRow,
    heading: repairHeader,
    column: layout.columns.find((one) => one.header === repairHeader)?.index ?? null,
    columns: remarks.reduce(
      (most, one) => Math.max(most, (one.column ?? -1) + 1),
      Math.max(0, ...layout.columns.map((one) => one.index + 1)),
    ),
    rows: repairRows(remarks),
  }
  const name = `${fileName.replace(/\.[^.]*$/, '').replace(/（标注）$/, '')}（标注）.xlsx`
  const rewritten = await rewrite(spawnWorker, request, signal)
  signal.throwIfAborted()
  return { name, ...(rewritten ?? (await writeFreshRepairSheet(spawnWorker, request, signal))) }
}

/** null when the file is not fit for it */
async function rewrite(spawnWorker: SpawnWorker, request: RepairRequest, signal: AbortSignal) {
  const worker = spawnWorker<RepairMessage>('repair', request, limits)
  const stop = () => void worker.kill()
  signal.addEventListener('abort', stop, { once: true })
  try {
    for await (const message of worker.messages)
      return message.type === 'done' ? { bytes: message.bytes, marked: message.marked } : null
    return null
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof WorkerFailure) return null
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.kill()
    await pause()
  }
}

/** One explanation for each row, the gravest first; the row need not be named in it. */
function repairRows(remarks: readonly RepairRemark[]): RepairRow[] {
  const byRow = new Map<number, RepairRemark[]>()
  for (const one of remarks) byRow.set(one.row, [...(byRow.get(one.row) ?? []), one])
  const order = { rejected: 0, duplicate: 1, warning: 2 }
  return [...byRow.entries()]
    .sort(([a], [b]) => a - b)
    .map(([row, list]) => {
      const sorted = [...list].sort((a, b) => order[a.level] - order[b.level])
      const level = sorted[0]?.level ?? 'warning'
      const cells = new Map<number, RepairTone>()
      for (const one of sorted) if (one.column !== null && !cells.has(one.column)) cells.set(one.column, toneOf(one.level))
      return {
        row,
        tone: toneOf(level),
        note: `${words[level]}：${sorted.map(({ message }) => message.replace(/^第 \d+ 行\s*/, '')).join('；')}`,
        cells: [...cells].map(([column, tone]) => ({ column, tone })),
      }
    })
}
