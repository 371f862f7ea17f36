/**
 * 《人民调解案件情况统计表》 as one table to read aloud (reference §1.9): every column with the cases it counts, and the sums that
 * must agree (M-24). A condition is written as a filter of the ledger, so a figure and the list it opens cannot differ.
 */
import { codeTables } from '../codes.ts'

/** A filter of the ledger of cases. */
export interface CaseCondition {
  field: string
  op: 'is' | 'in' | 'from' | 'to' | 'empty' | 'notEmpty'
  value?: string | string[]
}

/** official: opening figures by the day of acceptance, ending figures by the day of closing · else all by that one day */
export type CountingRule = 'official' | 'accepted' | 'closed'

export interface OfficialColumn {
  key: string
  label: string
  unit: '件' | '人' | '万元'
  /** opening: what came in · ending: what came of it */
  counts: 'opening' | 'ending'
  where: readonly CaseCondition[]
  /** field that is added up; without it cases are counted */
  sum?: string
}

const is = (field: string, value: string): CaseCondition => ({ field, op: 'is', value })
const oneOf = (field: string, value: string[]): CaseCondition => ({ field, op: 'in', value })

const entrusted = ['31', '32', '33', '34', '39']
const inForce: CaseCondition = { field: 'effectiveOn', op: 'notEmpty' }
/** 调解成功: an agreement, in writing or orally, that is in force; one that nobody has signed yet is no result */
export const succeeded: readonly CaseCondition[] = [oneOf('outcome', ['written', 'oral']), inForce]
/** of cases with a day of closing: all but those whose agreement waits for signatures */
export const hasEnded: CaseCondition = oneOf(
  'status',
  codeTables.mediationStatus.map(([status]) => status).filter((status) => status !== 'agreed'),
)

const opened = (key: string, label: string, ...where: CaseCondition[]): OfficialColumn => ({
  key,
  label,
  unit: '件',
  counts: 'opening',
  where,
})
const ended = (key: string, label: string, ...where: CaseCondition[]): OfficialColumn => ({
  key,
  label,
  unit: '件',
  counts: 'ending',
  where,
})
/** 件 and 人 of one kind of harm that was prevented */
const prevented = (field: string, label: string): OfficialColumn[] => [
  opened(field, label, { field, op: 'notEmpty' }),
  { ...opened(`${field}People`, label, { field, op: 'notEmpty' }), unit: '人', sum: field },
]

export const officialGroups: readonly { label: string; columns: readonly OfficialColumn[] }[] = [
  {
    label: '总量',
    columns: [
      opened('total', '案件总数'),
      { ...opened('parties', '涉及当事人数'), unit: '人', sum: 'partyCount' },
      ended('success', '调解成功', ...succeeded),
      opened('complex', '疑难复杂', oneOf('difficulty', ['complex', 'major'])),
      { ...ended('amount', '协议涉及金额', ...succeeded), unit: '万元', sum: 'agreedFen' },
    ],
  },
  {
    label: '案件来源',
    columns: [
      opened('proactive', '主动调解', is('source', '20')),
      opened('onRequest', '依申请调解', is('source', '10')),
      opened('entrusted', '接受委托移送小计', oneOf('source', entrusted)),
      opened('entrustedCourt', '法院', is('source', '31')),
      opened('entrustedProcuratorate', '检察院', is('source', '32')),
      opened('entrustedPolice', '公安机关', is('source', '33')),
      opened('entrustedPetition', '信访部门', is('source', '34')),
      opened('entrustedOther', '其他部门', is('source', '39')),
    ],
  },
  {
    label: '纠纷类别',
    columns: codeTables.disputeCategory.map(([code, label]) => opened(`category${code}`, label, is('category', code))),
  },
  {
    label: '协议形式',
    columns: [
      ended('oral', '口头协议', is('outcome', 'oral'), inForce),
      ended('written', '书面协议', is('outcome', 'written'), inForce),
    ],
  },
  {
    label: '履行和确认',
    columns: [
      // whatever the outcome: performed without an agreement is one of the problems to be found
      ended('performed', '履行', is('performance', 'performed')),
      ended('confirmed', '司法确认', { field: 'confirmedOn', op: 'notEmpty' }),
    ],
  },
  {
    label: '预防',
    columns: [
      ...prevented('preventedCriminal', '防止民转刑'),
      ...prevented('preventedPetition', '防止群体性上访'),
      ...prevented('preventedBrawl', '防止群体性械斗'),
      ...prevented('preventedSuicide', '防止自杀'),
    ],
  },
]

/** Counted beside the columns, for the checks alone. */
export const checkedColumns: readonly OfficialColumn[] = [
  ended('ended', '有调解结果或已结案', { field: 'closedOn', op: 'notEmpty' }, hasEnded),
  ended(
    'unsuccessful',
    '未成功',
    { field: 'closedOn', op: 'notEmpty' },
    oneOf('outcome', ['failed', 'terminated', 'withdrawn', 'rejected', 'transferred']),
  ),
  ended('successClosed', '成功且已结案', { field: 'closedOn', op: 'notEmpty' }, ...succeeded),
]

/** M-24: the parts together are the whole, or (atMost) no more than it. */
export interface OfficialCheck {
  parts: readonly string[]
  /** how the parts are called together */
  partsLabel: string
  whole: string
  wholeLabel: string
  relation: 'equal' | 'atMost'
}

export const officialChecks: readonly OfficialCheck[] = [
  {
    parts: ['proactive', 'onRequest', 'entrusted'],
    partsLabel: '主动、依申请、接受委托移送',
    whole: 'total',
    wholeLabel: '案件总数',
    relation: 'equal',
  },
  {
    parts: ['entrustedCourt', 'entrustedProcuratorate', 'entrustedPolice', 'entrustedPetition', 'entrustedOther'],
    partsLabel: '接受委托移送各栏',
    whole: 'entrusted',
    wholeLabel: '接受委托移送小计',
    relation: 'equal',
  },
  {
    parts: codeTables.disputeCategory.map(([code]) => `category${code}`),
    partsLabel: '纠纷类别各栏',
    whole: 'total',
    wholeLabel: '案件总数',
    relation: 'equal',
  },
  { parts: ['oral', 'written'], partsLabel: '口头、书面协议', whole: 'success', wholeLabel: '调解成功', relation: 'equal' },
  {
    parts: ['successClosed', 'unsuccessful'],
    partsLabel: '成功和未成功',
    whole: 'ended',
    wholeLabel: '已结案',
    relation: 'equal',
  },
  { parts: ['performed'], partsLabel: '履行', whole: 'success', wholeLabel: '调解成功', relation: 'atMost' },
]

/** Void cases keep their number and count nowhere. By the day, not by the state: every case but a few has no such day. */
export const notVoid: CaseCondition = { field: 'voidedOn', op: 'empty' }

export interface CountedPeriod {
  /** both included */
  from: string
  to: string
  countBy: CountingRule
}

/**
 * The cases a kind of column looks at in a period: accepted and not void. What was settled while it was only screened was never
 * accepted.
 */
export function basisOf(counts: OfficialColumn['counts'], { from, to, countBy }: CountedPeriod): CaseCondition[] {
  const byClosing = countBy === 'closed' || (countBy === 'official' && counts === 'ending')
  const field = byClosing ? 'closedOn' : 'acceptedOn'
  return [
    { field, op: 'from', value: from },
    { field, op: 'to', value: to },
    ...(byClosing ? [{ field: 'acceptedOn', op: 'notEmpty' as const }] : []),
    ...(byClosing && counts === 'opening' ? [hasEnded] : []),
    notVoid,
  ]
}

export const countingNotes: Record<CountingRule, string> = {
  official: '案件总数、当事人数、疑难复杂、来源、类别、预防按受理日期统计；调解成功、协议、金额、履行、司法确认按结案日期统计。',
  accepted: '各栏都按受理日期统计：期内受理的案件，以及它们到现在为止的结果。',
  closed: '各栏都按结案日期统计：期内结案的案件。',
}
