/** What the population table can be made of, in words, and the conditions that narrow it. */
import type { Filter } from '../../../core/contract/register.ts'
import type { PopulationDimension } from '../../../core/contract/statistics.ts'
import { codeTables } from '../../../core/domain/codes.ts'
import { ageBands, birthRange } from '../../../core/domain/statistics/age-bands.ts'

export const dimensionNames: Record<PopulationDimension, { label: string; short: string }> = {
  village: { label: '村（社区）', short: '分村' },
  grid: { label: '网格', short: '分网格' },
  personType: { label: '人员类型', short: '分类型' },
  ageBand: { label: '年龄段', short: '分年龄' },
  sex: { label: '性别', short: '分性别' },
}
export const dimensions = Object.keys(dimensionNames) as PopulationDimension[]

export const isDimension = (value: string | null): value is PopulationDimension =>
  value !== null && Object.hasOwn(dimensionNames, value)

/** What may be narrowed by beside rows and columns. Villages come from the ledger. */
export const conditionNames = ['village', 'personType', 'sex', 'ageBand'] as const
export type ConditionName = (typeof conditionNames)[number]
export type Conditions = Readonly<Partial<Record<ConditionName, string>>>

export const conditionOptions = {
  personType: codeTables.personType.map(([value, label]) => ({ value: value, label: label })),
  sex: codeTables.sex.map(([value, label]) => ({ value: value, label: label })),
  ageBand: ageBands.map(({ key, label }) => ({ value: key, label: label })),
} satisfies Partial<Record<ConditionName, { value: string; label: string }[]>>

/** The conditions as the ledger understands them; ages as they are on the day `today`. */
export function conditionFilters({ village, personType, sex, ageBand }: Conditions, today: string): Filter[] {
  const band = ageBands.find(({ key }) => key === ageBand)
  const { from = null, to = null } = band === undefined ? {} : birthRange(band, today)
  const is = (field: string, value: string | undefined): Filter[] => (value === undefined ? [] : [{ field, op: 'is', value }])
  return [
    ...is('villageId', village),
    ...is('personType', personType),
    ...is('sex', sex),
    ...(from === null ? [] : [{ field: 'birthOn', op: 'from' as const, value: from }]),
    ...(to === null ? [] : [{ field: 'birthOn', op: 'to' as const, value: to }]),
  ]
}
