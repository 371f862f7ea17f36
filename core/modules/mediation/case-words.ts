/** What happened in a case, in the words of the trade. */
import type { StoredRow } from '../../../db/rows.ts'
import { codeName, type CodeTableName } from '../../domain/codes.ts'
import { fieldOf, type RecordValues, type RegisterName } from '../../domain/field.ts'
import { mediation } from '../../domain/mediation/fields.ts'
import type { TimelineChange } from '../../register/timeline.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
const named = (table: CodeTableName, value: unknown): string => (typeof value === 'string' ? codeName(table, value) : '')
const reason = (value: unknown): string => (text(value) === '' ? '' : `：${text(value)}`)

type Say = (change: TimelineChange, row: StoredRow) => string | null

const onCreate =
  (say: (row: StoredRow) => string | null): Say =>
  ({ kind }, row) =>
    kind === 'create' ? say(row) : null

/** Parts that a verb writes beside others speak only for the verb that is about them. */
const ofPart: Partial<Record<RegisterName, Say>> = {
  mediationParty: ({ label, kind, after }, { name, side }) => {
    if (label === '添加当事人') return `添加当事人：${text(name)}（${named('partySide', side)}）`
    if (kind === 'delete') return `移除当事人：${text(name)}（${text(after.reason)}）`
    return typeof after.consent === 'string' ? `${text(name)}：${named('partyConsent', after.consent)}` : null
  },
  mediatorChange: onCreate(
    ({ beforeNames, afterNames, requestedBy }) =>
      `更换调解员：${text(beforeNames)}换为${text(afterNames)}（${text(requestedBy)}提出）`,
  ),
  investigation: onCreate(({ name }) => `调查：${text(name)}`),
  evidence: onCreate(({ name }) => `收取证据：${text(name)}`),
  mediationSession: onCreate(({ sessionNo, result }) => `第 ${text(sessionNo)} 次调解：${named('sessionResult', result)}`),
  mediationAgreement: onCreate(({ agreementForm }) => (agreementForm === 'oral' ? null : '达成书面协议')),
  performanceItem: ({ label, after }, { itemNo }) =>
    label === '登记履行' && typeof after.state === 'string'
      ? `第 ${text(itemNo)} 项：${named('performanceItemState', after.state)}`
      : null,
  urge: onCreate(({ toWhom }) => `督促履行：${text(toWhom)}`),
  followUp: ({ label }, { performance }) => (label === '登记回访' ? `回访：${named('performance', performance)}` : null),
  judicialConfirmation: ({ kind, after }, { courtName }) => {
    if (kind === 'create') return `向${text(courtName)}申请司法确认`
    return typeof after.result === 'string' ? `法院：${named('confirmationResult', after.result)}` : null
  },
  fileLoan: ({ kind }, { borrower }) => `${text(borrower)}${kind === 'create' ? '借阅' : '归还'}卷宗`,
}

/** Of the case itself: the first of its changed fields that says what the step was. */
const ofCase: readonly (readonly [string, (after: RecordValues, label: string) => string | null])[] = [
  ['outcome', (after) => (after.outcome === 'oral' ? orally(after) : null)],
  ['fileNo', ({ fileNo }) => `受理，发卷号 ${text(fileNo)}`],
  ['extensionDays', ({ dueOn, extensionReason }) => `延长调解期限至 ${text(dueOn)}${reason(extensionReason)}`],
  ['rejectionReason', (after) => `不予受理：${named('rejectionReason', after.rejectionReason)}`],
  ['terminationReason', (after) => `终止调解：${named('terminationReason', after.terminationReason)}`],
  ['transferredTo', ({ transferredTo }) => `转出至${text(transferredTo)}`],
  ['voidReason', ({ voidReason }) => `作废：${text(voidReason)}`],
  ['reopenReason', (after) => `重新办理：${named('reopenReason', after.reopenReason)}`],
  ['filedOn', (after) => `立卷，${named('retention', after.retention)}保管`],
  ['shelfNo', ({ shelfNo }) => `归档，存放于${text(shelfNo)}`],
  ['entrustRepliedOn', () => '已向委托机关反馈'],
  ['status', ({ status, outcomeNote }, label) => ofStatus(text(status), label, text(outcomeNote))],
]

const orally = ({ fileNo, status }: RecordValues): string =>
  ['达成口头协议', ...(fileNo ? [`发卷号 ${text(fileNo)}`] : []), ...(status === 'closed' ? ['当场履行'] : [])].join('，')

function ofStatus(status: string, label: string, note: string): string | null {
  if (status === 'effective' && label === '登记签章') return '签章齐备，协议生效'
  if (status === 'withdrawn') return note
  return null
}

/** Names what was put right: 修改案情：发生日期、地点. */
function putRight(after: RecordValues): string | null {
  const labels = Object.keys(after).flatMap((name) => (isFact(name) ? [fieldOf(mediation, name).meta] : []))
  const named = labels.filter(({ derived }) => derived !== true).map(({ label }) => label)
  return named.length === 0 ? null : `修改案情：${named.join('、')}`
}
const isFact = (name: string) => Object.hasOwn(mediation.fields.shape, name)

/** @param parts all parts of the case by id, those that were removed too */
export const wordsOf =
  (parts: ReadonlyMap<string, StoredRow>) =>
  (change: TimelineChange): string | null => {
    const { register, recordId, kind, after, label } = change
    if (register !== 'mediation') {
      const row = parts.get(recordId)
      return row ? (ofPart[register]?.(change, row) ?? null) : null
    }
    if (kind !== 'update') return null
    for (const [field, say] of ofCase) {
      const words = Object.hasOwn(after, field) && after[field] !== null ? say(after, label) : null
      if (words !== null) return words
    }
    return label === '修改' ? putRight(after) : null
  }
