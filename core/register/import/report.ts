/** The rows with remarks as a workbook for the person who mends the ledger. All cells are text: nothing a user typed becomes a formula. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { RegisterDescription } from '../../domain/field.ts'
import { fieldOf } from '../../domain/field.ts'
import { printable } from '../export/printable.ts'
import type { RowOutcome } from './interpret.ts'
import type { ImportLayout } from './layout.ts'
import { columnLetters } from './plain-text.ts'
import { repairNames, type Remark } from './remark.ts'

export interface ReportLine {
  row: number
  /** zero-based; null when the whole row is meant */
  index: number | null
  level: 'rejected' | 'duplicate' | 'warning' | 'repaired'
  /** column letter and heading, `D 身份证号`; '' when the whole row is meant */
  column: string
  result: '未导入' | '已导入，有提醒' | '已修正' | '重复，未导入'
  /** the cell as typed */
  value: string
  reason: string
  code: string
}

/** What the report says of one row; nothing of a clean one. */
export function reportLines(
  outcome: RowOutcome,
  description: RegisterDescription,
  layout: Pick<ImportLayout, 'columns'>,
): ReportLine[] {
  // a remark of the ledger knows only the field
  const indexOf = ({ column, field }: Pick<Remark, 'column' | 'field'>) =>
    column ?? (field === null ? undefined : layout.columns.find((one) => one.field === field)?.index) ?? null
  const columnName = (column: number | null, field: string | null) =>
    column === null ? '' : `${columnLetters(column)}${field === null ? '' : ` ${fieldOf(description, field).meta.label}`}`
  const line = (
    level: 'rejected' | 'warning',
    result: ReportLine['result'],
    { column, field, value, message, code }: Remark,
  ): ReportLine => ({
    row: outcome.row,
    index: indexOf({ column, field }),
    level,
    column: columnName(indexOf({ column, field }), field),
    result,
    value,
    reason: message,
    code,
  })
  if (outcome.kind === 'skipped') return []
  if (outcome.kind === 'rejected') return outcome.problems.map((one) => line('rejected', '未导入', one))
  if (outcome.duplicateOfRow !== null) {
    const reason = `与第 ${String(outcome.duplicateOfRow)} 行相同，只导入前一行；请核对两行是否同一人`
    return [
      {
        row: outcome.row,
        index: null,
        level: 'duplicate',
        column: '',
        result: '重复，未导入',
        value: String(outcome.values.name ?? ''),
        reason,
        code: 'DUPLICATE',
      },
    ]
  }
  return [
    ...outcome.warnings.map((one) => line('warning', '已导入，有提醒', one)),
    ...outcome.repairs.map(({ column, field, kind, before, after }) => ({
      row: outcome.row,
      index: column,
      level: 'repaired' as const,
      column: columnName(column, field),
      result: '已修正' as const,
      value: before,
      reason: `${repairNames[kind]}，改为 ${after}`,
      code: kind,
    })),
  ]
}

const columns = [
  { header: '行号', key: 'row', width: 8 },
  { header: '列', key: 'column', width: 16 },
  { header: '结果', key: 'result', width: 16 },
  { header: '原值', key: 'value', width: 28 },
  { header: '原因与办法', key: 'reason', width: 60 },
  { header: '代码', key: 'code', width: 20 },
] as const

/** The report as a workbook. Its bytes stay in memory: they hold people's data. */
export async function writeReport(lines: AsyncIterable<ReportLine> | Iterable<ReportLine>): Promise<Uint8Array> {
  const { default: excel } = await import('exceljs')
  const stream = new PassThrough()
  const bytes = buffer(stream)
  const workbook = new excel.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false, useStyles: true })
  const sheet = workbook.addWorksheet('导入结果', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map((one) => ({ ...one, style: { numFmt: '@' } }))
  for await (const line of lines) {
    sheet.addRow(columns.map(({ key }) => printable(String(line[key])))).commit()
  }
  sheet.commit()
  await workbook.commit()
  return bytes
}
