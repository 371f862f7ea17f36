import type { SortField, ViewDefinition } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { countText } from '../../lib/format.ts'
import type { LedgerLayout } from './ledger-columns.tsx'
import { labelOf } from './ledger-copy.ts'
import type { LedgerHits } from './ledger-rows.ts'

/** 命中 12,345 人; while they are still being counted: 命中 1,000 人以上 */
export function hitWords(hits: LedgerHits | undefined, counter: string): string {
  if (hits === undefined) return '正在读取…'
  return hits.exact ? `命中 ${countText(hits.total)} ${counter}` : `命中 ${countText(hits.total)} ${counter}以上，正在计数…`
}

/** 排序：村（社区）↑ 出生日期↓ */
export const sortWords = (register: RegisterName, sort: readonly SortField[]): string =>
  `排序：${sort.map(({ field, descending }) => `${labelOf(register, field)}${descending ? '↓' : '↑'}`).join(' ')}`

/** Whether a page shows what the view says. */
export function sameView(now: ViewDefinition, saved: ViewDefinition, usual: LedgerLayout): boolean {
  const columns = saved.columns.length === 0 ? usual : saved.columns
  const whereText = ({ where }: ViewDefinition) =>
    JSON.stringify([...where].sort((a, b) => (a.field + a.op < b.field + b.op ? -1 : 1)))
  return (
    now.search === saved.search &&
    now.groupBy === saved.groupBy &&
    JSON.stringify(now.sort) === JSON.stringify(saved.sort) &&
    JSON.stringify(now.columns) === JSON.stringify(columns) &&
    whereText(now) === whereText(saved)
  )
}
