/**
 * The rolling ledger of disputes (矛盾纠纷排查化解滚动台账, reference §3.7, §5.4) as offices keep it in Excel: one row is a dispute with
 * its parties and its result. Only read: a row becomes a registered case and its parties.
 */
import { z } from 'zod'
import { code, day, field, money, optional, phone, reference, text, type RegisterDescription } from '../field.ts'
import { matter, party } from './bases.ts'

const person = { ...party, basis: '矛盾纠纷排查滚动台账' } as const

export const rollingLedger: RegisterDescription = {
  name: 'mediation',
  label: '矛盾纠纷滚动台账',
  counter: '件',
  fields: z.object({
    registeredOn: field(day(), {
      ...matter,
      label: '排查日期',
      kind: 'day',
      required: true,
      aliases: ['登记日期', '排查时间', '登记时间', '上报日期', '日期'],
      help: '如 2026-11-21；只写 5月20日 的，按化解时限推定年份',
    }),
    sourceText: field(optional(text(60)), {
      ...matter,
      label: '来源',
      kind: 'text',
      aliases: ['案件来源', '纠纷来源', '信息来源'],
    }),
    villageId: field(optional(reference()), {
      ...matter,
      label: '村（社区）',
      kind: 'reference',
      target: 'village',
      aliases: ['所在村', '村居', '所属村'],
    }),
    place: field(optional(text(100)), {
      ...matter,
      label: '发生地',
      kind: 'text',
      aliases: ['发生地点', '地点', '发生地村组', '纠纷发生地'],
    }),
    category: field(optional(code('disputeCategory')), {
      ...matter,
      label: '纠纷类别',
      kind: 'code',
      codes: 'disputeCategory',
      aliases: ['纠纷类型', '类别', '类型', '矛盾类型'],
    }),
    firstParty: field(text(80), {
      ...person,
      label: '当事人一',
      kind: 'personName',
      required: true,
      aliases: ['当事人1', '当事人甲', '甲方', '申请人', '当事人', '当事人姓名'],
    }),
    firstPhone: field(optional(phone()), {
      ...person,
      label: '当事人一电话',
      kind: 'phone',
      aliases: ['当事人1电话', '联系电话', '电话', '联系方式'],
    }),
    secondParty: field(optional(text(80)), {
      ...person,
      label: '当事人二',
      kind: 'personName',
      aliases: ['当事人2', '当事人乙', '乙方', '被申请人', '对方当事人'],
    }),
    secondPhone: field(optional(phone()), { ...person, label: '当事人二电话', kind: 'phone', aliases: ['当事人2电话'] }),
    involvedCount: field(optional(z.int().min(1).max(999_999)), {
      ...matter,
      label: '涉及人数',
      kind: 'integer',
      aliases: ['人数', '涉及人员数'],
    }),
    summary: field(text(4000), {
      ...matter,
      label: '简要情况',
      kind: 'longText',
      required: true,
      aliases: ['纠纷简要情况', '主要情况', '基本情况', '案情', '案件简介'],
    }),
    leadOrganization: field(optional(text(100)), {
      ...matter,
      label: '责任单位',
      kind: 'text',
      aliases: ['包案单位', '牵头单位', '调处单位'],
    }),
    leadPerson: field(optional(text(50)), {
      ...person,
      label: '责任人',
      kind: 'text',
      aliases: ['包案人', '包案领导', '调处责任人'],
    }),
    resolveDueOn: field(optional(day()), {
      ...matter,
      label: '化解时限',
      kind: 'day',
      aliases: ['化解期限', '办结时限', '时限'],
    }),
    progress: field(optional(text(1000)), {
      ...matter,
      label: '进展情况',
      kind: 'longText',
      aliases: ['进展', '办理进展', '化解进展', '化解措施'],
    }),
    resultText: field(optional(text(40)), {
      ...matter,
      label: '结果',
      kind: 'text',
      aliases: ['化解结果', '是否化解', '办理结果', '化解情况'],
    }),
    closedOn: field(optional(day()), {
      ...matter,
      label: '化解日期',
      kind: 'day',
      aliases: ['化解时间', '办结日期', '办结时间'],
    }),
    claimFen: field(optional(money()), {
      ...matter,
      label: '涉及金额',
      kind: 'money',
      aliases: ['涉案金额', '金额'],
      help: '如 12500.5、2万、1.2万元',
    }),
  }),
  title: ['firstParty'],
  sections: [],
  schemaVersion: 1,
}

/** Where a dispute came from, in the words of rolling ledgers → codes of disputeSource and disputeSubSource. */
const sources: readonly (readonly [RegExp, string, string | null])[] = [
  [/法院/, '31', null],
  [/检察/, '32', null],
  [/派出所|公安|交警|110/, '33', null],
  [/信访/, '34', null],
  [/12345|热线/, '39', 'hotline'],
  [/吹哨/, '39', 'whistle'],
  [/领导|接访/, '20', 'leader'],
  [/网格|巡查|网格员/, '20', 'grid'],
  [/排查|摸排/, '20', 'screening'],
  [/来访|上门/, '10', 'visit'],
  [/司法所|窗口/, '10', 'window'],
  [/申请|自行/, '10', null],
  [/主动/, '20', null],
  [/委托|移送|移交|转办|交办/, '39', null],
]

/** null where the words say nothing known */
export function sourceOf(written: string): { source: string; subSource: string | null } | null {
  const found = sources.find(([words]) => words.test(written))
  return found ? { source: found[1], subSource: found[2] } : null
}

/** Whether a row says that the dispute is over: by its result, or by the day where the result is left empty; null where it cannot be told. */
export function isResolved(written: unknown, closedOn: unknown): boolean | null {
  const plain = typeof written === 'string' ? written.replaceAll(/\s/g, '') : ''
  if (plain === '') return typeof closedOn === 'string'
  if (/^(未|没|尚未|不|正在|待|部分)|化解中|办理中|调解中|跟踪|转/.test(plain)) return false
  return /化解|办结|调解成功|成功|完成|和解|撤诉|是/.test(plain) ? true : null
}

/** 甲与乙邻里纠纷 */
export const disputeTitle = (first: string, second: string | null, categoryName: string): string =>
  `${first}${second === null ? '' : `与${second}`}${categoryName.replace(/纠纷$/, '')}纠纷`.slice(0, 200)
