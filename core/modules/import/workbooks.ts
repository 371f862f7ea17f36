/** A workbook that was opened for import, kept until its connection picks another. */
import { badRequest, DeskError, notFound } from '../../contract/errors.ts'
import type { ImportLayoutView, ImportOverride, ImportPreview, ImportResult } from '../../contract/import.ts'
import { registers } from '../../domain/registers.ts'
import { cellText } from '../../register/import/cell-text.ts'
import { createInterpreter } from '../../register/import/interpret.ts'
import { findLayout, previewRows, type ImportLayout, type LayoutOverride } from '../../register/import/layout.ts'
import { reportLines, writeReport, type ReportLine } from '../../register/import/report.ts'
import type { JobControl } from '../../server/jobs.ts'
import type { FileSource } from '../../server/file-refs.ts'
import type { OpenContext } from '../../server/context.ts'
import type { WorkbookFile } from '../../workers/workbook-file.ts'
import { openWorkbook, readSheet, type OpenedWorkbook } from '../../workers/workbook-client.ts'
import { WorkbookRefusal, type SheetRow } from '../../workers/workbook-protocol.ts'
import { refuseIncomplete, runImport } from './commit.ts'

const workbookFile = (source: FileSource): WorkbookFile => ('path' in source ? source.path : source.bytes)

interface HeldWorkbook {
  fileName: string
  source: FileSource
  opened: OpenedWorkbook
  lines: ReportLine[]
}

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

export async function openForImport(context: OpenContext, fileRef: string) {
  const { name, source } = context.backend.files.get(context.connection, fileRef)
  const opened = await refusing(() => openWorkbook(context.backend.ports.spawnWorker, workbookFile(source)))
  const workbookId = context.backend.ports.newId()
  const workbook: HeldWorkbook = { fileName: name, source, opened, lines: [] }
  held.set(context.connection, new Map([[workbookId, workbook]]))
  return {
    workbookId,
    fileName: name,
    repairSheet: false,
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
  const found = findLayout(sheets, registers.resident, wanted) ?? findLayout(sheets, registers.resident, unknown)
  if (!found) throw badRequest('这个表格里没有内容')
  if (wanted.fields) return { layout: found, remembered: false }
  const known = context.desk.database.reader
    .prepare('SELECT mapping FROM import_mappings WHERE shape_key = ?')
    .pluck()
    .get(found.shapeKey) as string | undefined
  if (known === undefined) return { layout: found, remembered: false }
  const fields = JSON.parse(known) as Record<string, string | null>
  return { layout: findLayout(workbook.opened.sheets, registers.resident, { ...wanted, fields }) ?? found, remembered: true }
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

export async function importWorkbook(
  context: OpenContext,
  workbookId: string,
  override: ImportOverride,
  dryRun: boolean,
  control: JobControl,
): Promise<ImportResult> {
  const workbook = find(context, workbookId)
  const { layout } = layoutOf(context, workbook, override)
  refuseIncomplete(layout)
  workbook.lines = []
  const interpret = createInterpreter(layout, registers.resident)
  async function* outcomes() {
    for await (const batch of readSheet(context.backend.ports.spawnWorker, workbookFile(workbook.source), layout.sheet)) {
      for (const part of slices(batch)) yield part.flatMap((row) => interpret(row) ?? [])
    }
  }
  const phase = dryRun ? '试导入' : '导入'
  const result = await refusing(() =>
    runImport(context, {
      layout,
      outcomes: outcomes(),
      dryRun,
      signal: control.signal,
      progress: (done) => {
        control.progress(phase, done, null)
      },
      note: (outcome) => {
        if (workbook.lines.length < 200_000) workbook.lines.push(...reportLines(outcome, registers.resident))
      },
    }),
  )
  if (!dryRun && override.fields) await remember(context, layout, override.fields)
  return result
}

/** a batch of a thousand rows is judged a hundred at a time, so that others are served in between */
function* slices(batch: readonly SheetRow[]): Generator<readonly SheetRow[]> {
  for (let from = 0; from < batch.length; from += 100) yield batch.slice(from, from + 100)
}

const remember = (context: OpenContext, layout: ImportLayout, fields: Record<string, string | null>): Promise<void> =>
  context.desk.exclusive(async () => {
    context.desk.database.writer
      .prepare(
        `INSERT INTO import_mappings (shape_key, register, mapping, saved_at) VALUES (?, 'resident', ?, ?)
         ON CONFLICT (shape_key) DO UPDATE SET mapping = excluded.mapping, saved_at = excluded.saved_at`,
      )
      .run([layout.shapeKey, JSON.stringify(fields), context.backend.ports.clock.now().toISOString()])
    return Promise.resolve()
  })

/** The remarks of the last run as a workbook. */
export async function importReport(context: OpenContext, workbookId: string): Promise<{ name: string; bytes: Uint8Array }> {
  const workbook = find(context, workbookId)
  return { name: `导入结果-${workbook.fileName.replace(/\.[^.]*$/, '')}.xlsx`, bytes: await writeReport(workbook.lines) }
}
