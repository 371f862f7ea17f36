/**
 * 《人民调解组织队伍经费保障情况统计表》 as data (reference §1.9; the original form could not be read, the columns are proposed
 * there): committees and mediators as they stand on the last day of the period.
 */
import { codeTables } from '../codes.ts'

interface StandingCondition {
  field: string
  op: 'is' | 'in' | 'empty'
  value?: string | boolean | string[]
}

export interface StandingColumn {
  key: string
  label: string
  unit: '个' | '人'
  register: 'committee' | 'mediator'
  where: readonly StandingCondition[]
}

const committees = (key: string, label: string, ...where: StandingCondition[]): StandingColumn => ({
  key,
  label,
  unit: '个',
  register: 'committee',
  where,
})
const mediators = (key: string, label: string, ...where: StandingCondition[]): StandingColumn => ({
  key,
  label,
  unit: '人',
  register: 'mediator',
  where,
})
const is = (field: string, value: string | boolean): StandingCondition => ({ field, op: 'is', value })
const education = (...value: string[]): StandingCondition => ({ field: 'education', op: 'in', value })

const han = '01'
const minorities = codeTables.ethnicity.map(([code]) => code).filter((code) => code !== han)

export const standingGroups: readonly { label: string; columns: readonly StandingColumn[] }[] = [
  {
    label: '组织',
    columns: [
      committees('committees', '调委会'),
      committees('rooms', '有调解室', is('hasRoom', true)),
      committees('posted', '派驻调解室', is('posted', true)),
    ],
  },
  {
    label: '人民调解员',
    columns: [
      mediators('mediators', '总数'),
      mediators('fullTime', '专职', is('fullTime', true)),
      mediators('partTime', '兼职', is('fullTime', false)),
      mediators('female', '女性', is('sex', '2')),
      mediators('minority', '少数民族', { field: 'ethnicity', op: 'in', value: minorities }),
      mediators('hired', '聘任', is('duty', 'hired')),
      mediators('legal', '法律专业背景', is('legalBackground', true)),
    ],
  },
  {
    label: '学历',
    columns: [
      mediators('postgraduate', '研究生', education('10', '11', '14')),
      mediators('bachelor', '本科', education('20')),
      mediators('college', '大专', education('30')),
      mediators('secondary', '高中、中专', education('40', '60')),
      mediators('junior', '初中及以下', education('70', '80')),
      mediators('otherEducation', '其他', education('90')),
      mediators('noEducation', '未填', { field: 'education', op: 'empty' }),
    ],
  },
]

/** Amounts of the years the period touches, on the row of the sum alone. */
export const fundingColumns = [
  { key: 'guidance', label: '指导经费', field: 'guidanceFen' },
  { key: 'committee', label: '补助经费', field: 'committeeFen' },
  { key: 'subsidy', label: '补贴经费', field: 'subsidyFen' },
] as const

export const standingChecks = [
  { parts: ['fullTime', 'partTime'], partsLabel: '专职、兼职' },
  { parts: standingGroups[2]?.columns.map(({ key }) => key) ?? [], partsLabel: '各学历' },
] as const
