/**
 * Configurable rules (reference appendix C): number, unit and the document it rests on. An office may change a value in
 * the table `rule_settings`; a locked one may only be made stricter.
 */
export interface RuleSetting {
  key: string
  label: string
  value: number
  unit: '日' | '月' | '年' | '次' | '分钟'
  basis: string
  locked?: boolean
}

export const ruleSettings = [
  { key: 'med.termDays', label: '调解期限', value: 30, unit: '日', basis: '地方条例：一般一个月内调结' },
  { key: 'med.labourDays', label: '劳动争议调解期限', value: 15, unit: '日', basis: '劳动争议调解仲裁法 §14', locked: true },
  { key: 'med.confirmDays', label: '申请司法确认期限', value: 30, unit: '日', basis: '人民调解法 §33', locked: true },
  { key: 'rst.termYears.released', label: '刑满释放人员帮教期', value: 5, unit: '年', basis: '地方办法，待司法所核' },
  { key: 'rst.termYears.corrected', label: '解除社区矫正人员帮教期', value: 3, unit: '年', basis: '地方办法，待司法所核' },
  { key: 'rst.termYears.parole', label: '假释等期满人员帮教期', value: 5, unit: '年', basis: '地方办法，待司法所核' },
  { key: 'rst.firstVisitDays', label: '首次走访', value: 7, unit: '日', basis: '地方做法' },
  { key: 'rst.visitMonths.02', label: '一般帮教走访间隔', value: 3, unit: '月', basis: '地方做法：每季度一次' },
  { key: 'rst.visitMonths.01', label: '重点帮教走访间隔', value: 1, unit: '月', basis: '地方做法：每月一次' },
  { key: 'sec.idleMinutes', label: '无操作自动锁定', value: 15, unit: '分钟', basis: 'GB/T 22239 二级' },
] as const satisfies readonly RuleSetting[]

export type RuleKey = (typeof ruleSettings)[number]['key']
