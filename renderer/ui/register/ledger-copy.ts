import type { RecordView } from '../../../core/contract/register.ts'
import { fieldOf } from '../../../core/domain/field.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { valueText } from './record-detail.ts'

/** The most rows that go to the clipboard at once; more is what the export is for. */
export const copyRows = 20_000

export const labelOf = (register: RegisterName, name: string): string => {
  const { meta } = fieldOf(registers[register], name)
  return meta.shortLabel ?? meta.label
}

/** Rows as a spreadsheet takes them from the clipboard; masked values stay masked. */
export function tableText(register: RegisterName, columns: readonly string[], rows: readonly RecordView[]): string {
  const lines = rows.map((row) => columns.map((name) => cellText(plainText(register, name, row))))
  return [columns.map((name) => labelOf(register, name)), ...lines].map((line) => line.join('\t')).join('\n')
}

/** An amount as a number to reckon with, everything else as it stands on the page. */
function plainText(register: RegisterName, name: string, row: RecordView): string {
  const value = row.values[name]
  const { kind } = fieldOf(registers[register], name).meta
  return kind === 'money' && typeof value === 'number' ? (value / 100).toFixed(2) : valueText(register, name, row)
}

/**
 * One cell of pasted text. What begins with = + - @ would be taken for a formula, and a long number or one with leading zeros for a
 * number (its last digits become zeros): an apostrophe in front keeps both as text in Excel and WPS, and at the
 * worst is seen. A cell that begins with a quotation mark would swallow the cells after it.
 */
export function cellText(text: string): string {
  const line = text.replace(/[\t\n\r]+/g, ' ')
  if (/^\s*[=+\-@]/.test(line) || /^(\d{12,}|0\d+)$/.test(line)) return `'${line}`
  return line.startsWith('"') ? `"${line.replaceAll('"', '""')}"` : line
}
