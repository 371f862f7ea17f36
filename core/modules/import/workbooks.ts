/** A workbook that was opened for import, kept until its connection picks another. */
import { badRequest, DeskError, notFound } from '../../contract/errors.ts'
import type { ImportLayoutView, ImportMatch, ImportOverride, ImportPreview, ImportResult } from '../../contract/import.ts'
import { importableRegisters } from '../../contract/import.ts'
import { localDay } from '../../domain/day.ts'
import type { RegisterName } from '../../domain/field.ts'
import { importDescription } from '../../domain/import-description.ts'
import { registers } from '../../domain/registers.ts'
import { cellText } from '../../register/import/cell-text.ts'
import { findLayout, previewRows, type ImportLayout, type LayoutOverride } from '../../register/import/layout.ts'
import { reportLines, writeReport, type ReportLine } from '../../register/import/report.ts'
import type { JobControl } from '../../server/jobs.ts'
import type { FileSource } from '../../server/file-refs.ts'
import type { OpenContext } from '../../server/context.ts'
import type { WorkbookFile } from '../../workers/workbook-file.ts'
import { judgeSheet, openWorkbook, type OpenedWorkbook } from '../../workers/workbook-client.ts'
import { WorkbookRefusal } from '../../workers/workbook-protocol.ts'
import { refuseIncomplete, runImport } from './commit.ts'

const workbookFile = (source: FileSource): WorkbookFile => ('path' in source ? source.path : source.bytes)

interface HeldWorkbook {
  register: RegisterName
  fileName: string
  source: FileSource
  opened: OpenedWorkbook
  lines: ReportLine[]
  /** of the last run */
  layout: ImportLayout | null
}

export interface RunInput {
  workbookId: string
  override: ImportOverride
  match: ImportMatch
  dryRun: boolean
}

/** warnings and repairs that the report and the repair sheet tell of */
const keptRemarks = 200_000

const held = new WeakMap<object, Map<string, HeldWorkbook>>()

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof WorkbookRefusal) throw new DeskError('FORMAT', error.message, { kind: error.kind })
    throw error
  }
}

function find(context: OpenContext, workbookId: string): HeldWorkbook {
  const workbook = held.get(context.connection)?.get(workbookId)
  if (!workbook) throw notFound('打开的表格')
  return workbook
}

/** @throws BAD_REQUEST for a ledger that is not read from Excel, FORMAT for a file that is refused */
export async function openForImport(context: OpenContext, register: RegisterName, fileRef: string) {
  if (!importableRegisters.some((one) => one === register)) throw badRequest(`${registers[register].label}不能从表格导入`)
  const { name, source } = context.backend.files.get(context.connection, fileRef)
  const opened = await refusing(() => openWorkbook(context.backend.ports.spawnWorker, workbookFile(source)))
  const workbookId = context.backend.ports.newId()
  const workbook: HeldWorkbook = { register, fileName: name, source, opened, lines: [], layout: null }
  held.set(context.connection, new Map([[workbookId, workbook]]))
  return {
    workbookId,
    fileName: name,
    repairSheet: layoutOf(context, workbook, {}).layout.repairColumn !== null,
    sheets: opened.sheets.map((one) => ({ name: one.name, hidden: one.hidden })),
    ...describeLayout(context, workbookId, {}),
  }
}

/** What a person corrects now, over what was remembered for files of this shape. */
function layoutOf(
  context: OpenContext,
  workbook: HeldWorkbook,
  override: ImportOverride,
): { layout: ImportLayout; remembered: boolean } {
  const wanted: LayoutOverride = JSON.parse(JSON.stringify(override)) as LayoutOverride
  const { sheets } = workbook.opened
  const first = sheets.find((one) => !one.hidden && one.sample.length > 0) ?? sheets[0]
  // where no heading is found the first row stands for it, until a person points to the right one
  const unknown: LayoutOverride = {
    ...wanted,
    sheet: wanted.sheet ?? first?.name ?? '',
    headerRow: wanted.headerRow ?? first?.sample[0]?.row ?? 1,
  }
  const description = importDescription(workbook.register)
  const found = findLayout(sheets, description, wanted) ?? findLayout(sheets, description, unknown)
  if (!found) throw badRequest('这个表格里没有内容')
  if (wanted.fields) return { layout: found, remembered: false }
  const known = context.desk.database.reader
    .prepare('SELECT mapping FROM import_mappings WHERE shape_key = ?')
    .pluck()
    .get(found.shapeKey) as string | undefined
  if (known === undefined) return { layout: found, remembered: false }
  const fields = JSON.parse(known) as Record<string, string | null>
  return { layout: findLayout(sheets, description, { ...wanted, fields }) ?? found, remembered: true }
}

function samplesOf(workbook: HeldWorkbook, layout: ImportLayout, column: number): string[] {
  const sheet = workbook.opened.sheets.find((one) => one.name === layout.sheet)
  const below = (sheet?.sample ?? []).filter((one) => one.row > layout.headerRow)
  return below
    .map((one) => cellText(one.cells[column]))
    .filter((one) => one !== '')
    .slice(0, 3)
}

export function describeLayout(
  context: OpenContext,
  workbookId: string,
  override: ImportOverride,
): { layout: ImportLayoutView; preview: ImportPreview } {
  const workbook = find(context, workbookId)
  const { layout, remembered } = layoutOf(context, workbook, override)
  const sheet = workbook.opened.sheets.find((one) => one.name === layout.sheet)
  return {
    layout: {
      sheet: layout.sheet,
      headerRow: layout.headerRow,
      columns: layout.columns.map((one) => ({
        index: one.index,
        header: one.header,
        field: one.field,
        dropped: one.status === 'forbidden',
        samples: one.status === 'forbidden' ? [] : samplesOf(workbook, layout, one.index),
      })),
      householdBlocks: layout.householdBlocks,
      shapeKey: layout.shapeKey,
      remembered,
    },
    preview: previewRows(sheet?.sample ?? [], layout).slice(0, 12),
  }
}

export async function importWorkbook(context: OpenContext, input: RunInput, control: JobControl): Promise<ImportResult> {
  const { workbookId, override, match, dryRun } = input
  const workbook = find(context, workbookId)
  const { register } = workbook
  const { layout } = layoutOf(context, workbook, override)
  refuseIncomplete(layout, register)
  workbook.lines = []
  workbook.layout = layout
  const { clock, spawnWorker } = context.backend.ports
  const request = { register, layout, today: localDay(clock.now()) }
  const phase = dryRun ? '试导入' : '导入'
  let remarks = 0
  const result = await refusing(() =>
    runImport(context, {
      register,
      fileName: workbook.fileName,
      layout,
      match,
      batches: judgeSheet(spawnWorker, workbookFile(workbook.source), request),
      dryRun,
      signal: control.signal,
      progress: (done) => {
        control.progress(phase, done, null)
      },
      note: (outcome) => {
        // what was not imported is always said
        const refused = outcome.kind === 'rejected' || (outcome.kind === 'record' && outcome.duplicateOfRow !== null)
        if (!refused && remarks >= keptRemarks) return
        const lines = reportLines(outcome, importDescription(register), layout)
        if (!refused) remarks += lines.length
        workbook.lines.push(...lines)
      },
    }),
  )
  if (!dryRun && override.fields) await remember(context, register, layout, override.fields)
  return result
}

const remember = (
  context: OpenContext,
  register: RegisterName,
  layout: ImportLayout,
  fields: Record<string, string | null>,
): Promise<void> =>
  context.desk.exclusive(async () => {
    context.desk.database.writer
      .prepare(
        `INSERT INTO import_mappings (shape_key, register, mapping, saved_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (shape_key) DO UPDATE SET mapping = excluded.mapping, saved_at = excluded.saved_at`,
      )
      .run([layout.shapeKey, register, JSON.stringify(fields), context.backend.ports.clock.now().toISOString()])
    return Promise.resolve()
  })

/** The remarks of the last run as a workbook. */
export async function importReport(context: OpenContext, workbookId: string): Promise<{ name: string; bytes: Uint8Array }> {
  const workbook = find(context, workbookId)
  return { name: `导入结果-${workbook.fileName.replace(/\.[^.]*$/, '')}.xlsx`, bytes: await writeReport(workbook.lines) }
}

/** The file as it came, how it was read, and the remarks of the last run. @throws BAD_REQUEST before the first run */
export function checkedWorkbook(context: OpenContext, workbookId: string) {
  const { fileName, source, layout, lines } = find(context, workbookId)
  if (!layout) throw badRequest('请先试导入，再取回标注的原表')
  return { fileName, file: workbookFile(source), layout, lines }
}
