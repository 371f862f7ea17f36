/**
 * Configurable rules (reference appendix C): number, unit and the document it rests on. An office may change a value in
 * the table `rule_settings`; a locked one may only be made stricter.
 */
export interface RuleSetting {
  key: string
  label: string
  value: number
  unit: '日' | '月' | '年' | '次' | '人' | '元' | '分钟'
  basis: string
  locked?: boolean
}

export const ruleSettings = [
  { key: 'med.acceptDays', label: '受理审查期限', value: 3, unit: '日', basis: 'SF/T 0083，原文待核' },
  { key: 'med.termDays', label: '调解期限', value: 30, unit: '日', basis: '地方条例：一般一个月内调结' },
  { key: 'med.labourDays', label: '劳动争议调解期限', value: 15, unit: '日', basis: '劳动争议调解仲裁法 §14', locked: true },
  { key: 'med.confirmDays', label: '申请司法确认期限', value: 30, unit: '日', basis: '人民调解法 §33', locked: true },
  { key: 'med.extendDays', label: '调解期限最多延长', value: 30, unit: '日', basis: '地方办法：双方要求可适当延长' },
  { key: 'med.followUpDays', label: '达成协议后、履行到期后回访', value: 7, unit: '日', basis: '设计默认，可改' },
  { key: 'med.fileDays', label: '结案后立卷期限', value: 30, unit: '日', basis: '地方做法，待核' },
  { key: 'med.maxRepresentatives', label: '一方代表人数上限', value: 5, unit: '人', basis: '地方规定' },
  { key: 'med.retention.S', label: '短期保管', value: 10, unit: '年', basis: '由司法所报档案主管部门审核后填' },
  { key: 'med.retention.L', label: '长期保管', value: 30, unit: '年', basis: '由司法所报档案主管部门审核后填' },
  { key: 'med.loanDays', label: '卷宗借阅期限', value: 10, unit: '日', basis: '设计默认，可改' },
  { key: 'med.subsidy.simple', label: '以案定补：简易', value: 50, unit: '元', basis: '地方办法，由本地填写' },
  { key: 'med.subsidy.normal', label: '以案定补：一般', value: 200, unit: '元', basis: '地方办法，由本地填写' },
  { key: 'med.subsidy.complex', label: '以案定补：疑难复杂', value: 500, unit: '元', basis: '地方办法，由本地填写' },
  { key: 'med.subsidy.major', label: '以案定补：重大', value: 1000, unit: '元', basis: '地方办法，由本地填写' },
  { key: 'rst.termYears.released', label: '刑满释放人员帮教期', value: 5, unit: '年', basis: '地方办法，待司法所核' },
  { key: 'rst.termYears.corrected', label: '解除社区矫正人员帮教期', value: 3, unit: '年', basis: '地方办法，待司法所核' },
  { key: 'rst.termYears.parole', label: '假释等期满人员帮教期', value: 5, unit: '年', basis: '地方办法，待司法所核' },
  { key: 'rst.firstVisitDays', label: '首次走访', value: 7, unit: '日', basis: '地方做法' },
  { key: 'rst.visitMonths.02', label: '一般帮教走访间隔', value: 3, unit: '月', basis: '地方做法：每季度一次' },
  { key: 'rst.visitMonths.01', label: '重点帮教走访间隔', value: 1, unit: '月', basis: '地方做法：每月一次' },
  { key: 'sec.idleMinutes', label: '无操作自动锁定', value: 15, unit: '分钟', basis: 'GB/T 22239 二级' },
] as const satisfies readonly RuleSetting[]

export type RuleKey = (typeof ruleSettings)[number]['key']
