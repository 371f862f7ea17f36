import type { CellValue } from '../../workers/sheet-row.ts'
import { serialDay } from './dates.ts'

/** A cell as a person would read it, for headings, notes and reports; '' when it is empty. */
export function cellText(cell: CellValue | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell !== 'object') return String(cell)
  if ('text' in cell) return Math.abs(cell.n) < 1e21 && Number.isInteger(cell.n) ? BigInt(cell.n).toString() : cell.text
  if ('date' in cell) return serialDay(cell.date) ?? String(cell.date)
  return cell.error
}

const onlyBlanks = /^[\s\u3000\u200b\ufeff]*$/

export const isBlank = (cell: CellValue | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && !beginsPlainly(cell) && onlyBlanks.test(cell))

/** With a digit, a Latin letter or an ideograph, as nearly every cell does. */
function beginsPlainly(text: string): boolean {
  const first = text.charCodeAt(0)
  return (first > 0x20 && first < 0x7f) || (first >= 0x4e00 && first <= 0x9fff)
}
