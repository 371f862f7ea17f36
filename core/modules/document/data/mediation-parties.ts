/** Parties on paper: in the rows of forms, in the sentences of agreements, on the lines they sign on. */
import type { StoredRow } from '../../../../db/rows.ts'
import type { DocumentData } from '../../../documents/render.ts'
import { ageOn } from '../../../domain/day.ts'
import type { DocumentSource } from './builder.ts'
import type { CaseForPaper } from './mediation-case.ts'
import { list, named, telephone, text } from './values.ts'

const withheld = '（依法不予载明）'
const ordinals = ['甲方', '乙方', '丙方', '丁方', '戊方', '己方', '庚方', '辛方', '壬方', '癸方']

/** 甲方（申请人） */
const roleOf = (row: StoredRow, index: number): string =>
  `${ordinals[index] ?? `第${String(index + 1)}方`}（${named('partySide', row.side)}）`

/** M-18: the one place that gives out addresses and telephone numbers. */
export const contactData = (hidden: boolean, phone: unknown, address: unknown): { 联系电话: string; 住址: string } =>
  hidden ? { 联系电话: withheld, 住址: withheld } : { 联系电话: telephone(phone), 住址: text(address) }

/** A child that is reached by its guardian's telephone has none of its own. */
const ownPhone = ({ phone, guardianPhone }: StoredRow): unknown => (phone === guardianPhone ? '' : phone)

function personData(row: StoredRow, today: string): DocumentData {
  const ethnicity = named('ethnicity', row.ethnicity)
  return {
    姓名: text(row.name),
    性别: named('sex', row.sex),
    民族: ethnicity === '' || ethnicity.endsWith('族') ? ethnicity : `${ethnicity}族`,
    年龄: typeof row.birthOn === 'string' ? ageOn(row.birthOn, today) : '',
    职业: text(row.occupation),
  }
}

function agentsOf(row: StoredRow, hidden: boolean): DocumentData[] {
  const phone = (value: unknown) => contactData(hidden, value, '').联系电话
  const guardian = text(row.guardianName) !== '' && {
    身份: '法定代理人',
    代理人姓名: text(row.guardianName),
    与当事人关系: text(row.guardianRelation),
    代理人电话: phone(row.guardianPhone),
  }
  const agent = text(row.agentName) !== '' && {
    身份: '委托代理人',
    代理人姓名: text(row.agentName),
    与当事人关系: text(row.agentRelation),
    代理人证号: text(row.agentIdNumber),
    权限: named('agentScope', row.agentScope),
    代理人电话: phone(row.agentPhone),
  }
  return [guardian, agent].filter((one) => one !== false)
}

/** Everything an agreement or a court asks of a party. */
export function fullParties({ parties, hidden }: CaseForPaper, { today }: DocumentSource): DocumentData[] {
  return parties.map((row, index) => {
    const { 联系电话, 住址 } = contactData(hidden, ownPhone(row), row.address)
    const common = { 称谓: roleOf(row, index), 联系电话, 代理人: agentsOf(row, hidden) }
    if (row.kind === 'organization')
      return {
        ...common,
        单位: true,
        名称: text(row.name),
        统一社会信用代码: text(row.creditCode),
        地址: 住址,
        法定代表人: text(row.representative),
        职务: text(row.position),
      }
    const representatives = list(row.representatives).join('、')
    if (row.kind === 'group')
      return { ...common, 群体: true, 名称: text(row.name), 人数: text(row.groupSize), 代表: representatives, 住址 }
    return {
      ...common,
      ...personData(row, today),
      身份证号: text(row.idNumber),
      住址,
      户籍地: hidden ? '' : text(row.hukouAddress),
      邮编: hidden ? '' : text(row.postcode),
    }
  })
}

const joined = (parts: readonly (string | false)[]): string => parts.filter((one) => one !== false && one !== '').join('，')
const said = (words: string, value: unknown): string => (text(value) === '' ? '' : `${words}${text(value)}`)

/** What a form has no column for: the number of a firm, who acts for a party, whom a group has chosen. */
function remarkOf(row: StoredRow, hidden: boolean): string {
  const phone = (value: unknown) => !hidden && said('电话', telephone(value))
  return [
    said('统一社会信用代码', row.creditCode),
    row.kind === 'organization' ? joined([said('法定代表人', row.representative), text(row.position)]) : '',
    row.kind === 'group'
      ? joined([
          said('共', row.groupSize) && `${said('共', row.groupSize)}人`,
          said('代表', list(row.representatives).join('、')),
        ])
      : '',
    joined([said('法定代理人', row.guardianName), text(row.guardianRelation), phone(row.guardianPhone)]),
    joined([
      said('委托代理人', row.agentName),
      text(row.agentRelation),
      named('agentScope', row.agentScope),
      phone(row.agentPhone),
    ]),
  ]
    .filter((one) => one !== '')
    .join('；')
}

/** The rows of forms. */
export function partyRows({ parties, hidden }: CaseForPaper, { today }: DocumentSource): DocumentData[] {
  return parties.map((row) => {
    const one = {
      称谓: named('partySide', row.side),
      ...contactData(hidden, ownPhone(row), row.address),
      说明: remarkOf(row, hidden),
    }
    return row.kind === 'person' ? { ...one, ...personData(row, today) } : { ...one, 单位: true, 姓名: text(row.name) }
  })
}

export interface SignatureLine extends DocumentData {
  签名人: string
  方式: string
}

/** Everyone who signs: parties, guardians, agents, and each of those whom a group has chosen (rule M-06). */
export function signatureLines(
  { parties }: Pick<CaseForPaper, 'parties'>,
  called: 'role' | 'name',
  before = '',
): SignatureLine[] {
  const byHand = '（签名、盖章或按指印）'
  return parties.flatMap((row, index) => {
    const role = roleOf(row, index)
    const who = before + (called === 'role' ? role : `${before === '' ? named('partySide', row.side) : ''}${text(row.name)}`)
    const short = called === 'role' ? (ordinals[index] ?? role) : text(row.name)
    const representatives = list(row.representatives)
    const own =
      row.kind === 'group' && representatives.length > 0
        ? representatives.map((name) => ({ 签名人: `${short}代表${name}`, 方式: byHand }))
        : [{ 签名人: who, 方式: row.kind === 'organization' ? '（单位盖章、代表人签名）' : byHand }]
    const guardian =
      text(row.guardianName) === '' ? [] : [{ 签名人: `${short}法定代理人${text(row.guardianName)}`, 方式: byHand }]
    const agent = text(row.agentName) === '' ? [] : [{ 签名人: `${short}委托代理人${text(row.agentName)}`, 方式: '（签名）' }]
    return [...own, ...guardian, ...agent]
  })
}

/** Who is handed a paper: for a party that has one, the guardian. */
export const receivers = (parties: readonly StoredRow[]): DocumentData[] =>
  parties.map(({ name, guardianName }) => ({
    受送达人: `${text(name)}${text(guardianName) === '' ? '' : `（法定代理人${text(guardianName)}）`}`,
  }))
