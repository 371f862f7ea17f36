/** A ledger's rows as a workbook: what was taken out, by whom and why, is one row of the record of use before anything is written. */
import { badRequest, DeskError } from '../../contract/errors.ts'
import type { Chosen, ExportResult } from '../../contract/register.ts'
import { codeName } from '../../domain/codes.ts'
import { localDay } from '../../domain/day.ts'
import { fieldOf, fieldsOf, type DescribedField, type RegisterName } from '../../domain/field.ts'
import { registers } from '../../domain/registers.ts'
import { command, pause } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import type { JobControl } from '../../server/jobs.ts'
import { may } from '../../server/rights.ts'
import { createCellReader, type ExportedCell } from './cell-reader.ts'
import { chosenRows, type ChosenRows } from './chosen-rows.ts'
import { writeLedgerSheet } from './ledger-sheet.ts'

interface ExportInput {
  chosen: Chosen
  columns: readonly string[]
  reason: string
  full: boolean
}

/** rows of one sheet of the format, less what stands above them */
const mostRows = 1_000_000
const block = 500
/** rows written between two pauses: about 5 ms */
const slice = 100

const recordExport = command(
  'exportRows',
  { right: 'read', label: '导出台账' },
  (
    write,
    {
      register,
      ...detail
    }: { register: RegisterName; fields: string[]; rows: number; persons: 'full' | 'masked'; reason: string },
  ) => {
    const year = write.today.slice(0, 4)
    const serial = `DC-${year}-${String(write.nextNumber(`export-${year}`)).padStart(6, '0')}`
    write.note({ kind: register, ...detail, serial })
    return { serial, at: new Date(write.at) }
  },
)

/** @throws FORBIDDEN, BAD_REQUEST: what can be said before the work begins */
export function requireExportable({ session }: OpenContext, { chosen, columns, full }: ExportInput): DescribedField[] {
  if (full && !may(session, 'exportFull'))
    throw new DeskError('FORBIDDEN', '你的账号不能导出完整的证号和电话，请改为遮盖导出，或请管理员导出', {})
  const description = registers[chosen.query.register]
  const known = new Map(fieldsOf(description).map((one) => [one.name, one]))
  return columns.map((name) => {
    const found = known.get(name)
    if (!found) throw badRequest(`${description.label}没有字段 ${name}`)
    return found
  })
}

export async function exportRows(context: OpenContext, input: ExportInput, control: JobControl): Promise<ExportResult> {
  const fields = requireExportable(context, input)
  const { register } = input.chosen.query
  const description = registers[register]
  const rows = await chosenRows(context, input.chosen)
  const total = rows.rowNumbers.length
  if (total > mostRows) throw badRequest(`一次最多导出 ${String(mostRows)} 行，请先筛选`)
  const { serial, at } = await recordExport(context, {
    register,
    fields: [...input.columns],
    rows: total,
    persons: input.full ? 'full' : 'masked',
    reason: input.reason,
  })
  const bytes = await writeLedgerSheet({
    title: `${description.label}台账`,
    watermark: watermark(context, { serial, at, reason: input.reason, full: input.full }, rows),
    columns: fields.map(({ meta }) => ({ heading: meta.label, width: meta.width ?? 120, money: meta.kind === 'money' })),
    slices: cellsOf(rows, createCellReader(context.desk.database.reader, register, fields, input.full), control),
  })
  control.signal.throwIfAborted()
  const name = `${description.label}台账-${serial}.xlsx`
  const fileRef = context.backend.files.add(context.connection, name, { bytes })
  return { fileRef, name, rows: total, serial }
}

async function* cellsOf(
  { rowNumbers }: ChosenRows,
  read: (rowNumbers: readonly number[]) => ExportedCell[][],
  { signal, progress }: JobControl,
): AsyncGenerator<ExportedCell[][]> {
  for (let from = 0; from < rowNumbers.length; from += block) {
    signal.throwIfAborted()
    progress('正在导出', from, rowNumbers.length)
    const cells = read([...rowNumbers.subarray(from, from + block)])
    for (let at = 0; at < cells.length; at += slice) {
      await pause()
      yield cells.slice(at, at + slice)
    }
  }
  progress('正在导出', rowNumbers.length, rowNumbers.length)
}

function watermark(
  { desk, session }: OpenContext,
  { serial, at, reason, full }: { serial: string; at: Date; reason: string; full: boolean },
  { register, leftOut }: ChosenRows,
): string {
  const { counter } = registers[register]
  const minutes = `${localDay(at)} ${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
  const parts = [
    `单位：${desk.unit.unitName}`,
    `导出人：${session.displayName}`,
    `时间：${minutes}`,
    `编号：${serial}`,
    `用途：${reason}`,
    ...(full ? ['含完整证号和电话'] : []),
    ...(leftOut > 0 ? [`${retiredNames(register)} ${String(leftOut)} ${counter}未列入`] : []),
    '仅限本单位工作使用',
  ]
  return parts.join('　·　')
}

/** 已迁出、已去世 */
function retiredNames(register: RegisterName): string {
  const description = registers[register]
  if (!description.retired) return ''
  const { codes } = fieldOf(description, description.retired.field).meta
  return description.retired.is.map((one) => (codes ? codeName(codes, one) : one)).join('、')
}
