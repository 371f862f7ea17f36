import { countText } from '../../lib/format.ts'

const fenOfWan = 1_000_000

/** 12, 3.50 (万元, from fen), — for nothing. */
export function officialText(value: number | null, unit: string): string {
  if (value === null || value === 0) return '—'
  if (unit !== '万元') return countText(value)
  return (value / fenOfWan).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}
