/** The state machine of a case (reference A.1): verbs, where they start, where they lead. Guards stand in rules.ts, by id. */

import { mediationCodes } from './codes.ts'

const running = ['accepted', 'mediating'] as const
const unaccepted = ['registered'] as const
/** what was settled while it was screened, and broke out again, is mediated like any other */
const mediable = ['registered', 'settled'] as const
const untilAgreed = ['registered', 'accepted', 'mediating'] as const
const inForce = ['effective', 'closed'] as const
const afterwards = ['effective', 'closed', 'filed', 'archived'] as const

export interface Transition {
  from: readonly string[]
  /** null: the state stays, or follows from what is entered */
  to: string | null
  /** on the button and in the history */
  label: string
}

export const mediationMachine = {
  acceptCase: { from: mediable, to: 'accepted', label: '受理' },
  rejectCase: { from: unaccepted, to: 'rejected', label: '不予受理' },
  settleOrally: { from: mediable, to: null, label: '口头协议' },
  recordConsent: { from: running, to: null, label: '登记意愿' },
  changeMediators: { from: running, to: null, label: '更换调解员' },
  extendTerm: { from: running, to: null, label: '延期' },
  recordSession: { from: running, to: 'mediating', label: '记录调解' },
  concludeAgreement: { from: ['mediating'], to: 'agreed', label: '达成协议' },
  concludeOrally: { from: running, to: null, label: '口头协议' },
  reviseAgreement: { from: ['agreed'], to: null, label: '修改协议' },
  makeEffective: { from: ['agreed'], to: 'effective', label: '登记签章' },
  /** to 调解不成 where no agreement was reached, to 已终止 for every other reason */
  terminateCase: { from: ['accepted', 'mediating', 'agreed'], to: null, label: '终止调解' },
  withdrawCase: { from: untilAgreed, to: 'withdrawn', label: '撤回申请' },
  transferCase: { from: untilAgreed, to: 'transferred', label: '转出' },
  /** the number stays given, with its reason (M-20) */
  voidCase: { from: [...untilAgreed, 'agreed', ...inForce], to: 'voided', label: '作废' },
  promoteOral: { from: inForce, to: 'mediating', label: '转为书面调解' },
  recordPerformance: { from: inForce, to: null, label: '登记履行' },
  urgePerformance: { from: inForce, to: null, label: '督促履行' },
  recordFollowUp: { from: afterwards, to: null, label: '登记回访' },
  applyConfirmation: { from: inForce, to: null, label: '申请司法确认' },
  recordConfirmation: { from: inForce, to: null, label: '登记法院结果' },
  replyEntrustment: {
    from: ['effective', 'closed', 'failed', 'terminated', 'withdrawn', 'rejected', 'transferred'],
    to: null,
    label: '反馈委托机关',
  },
  closeCase: { from: ['effective'], to: 'closed', label: '结案' },
  /** refused until the file is whole, or what is missing is explained (M-19) */
  fileCase: { from: ['closed', 'failed', 'terminated', 'withdrawn', 'rejected'], to: 'filed', label: '立卷' },
  archiveCase: { from: ['filed'], to: 'archived', label: '归档' },
  lendFile: { from: ['filed', 'archived'], to: null, label: '借出' },
  /** a file that was lent comes back whatever became of its case meanwhile */
  returnFile: { from: mediationCodes.mediationStatus.map(([status]) => status), to: null, label: '归还' },
  /** to 协议已生效 after a breach of what was closed, to 调解中 for another agreement: changed by the parties or not upheld by the court */
  reopenCase: { from: afterwards, to: null, label: '重新办理' },
} as const satisfies Record<string, Transition>

export type MediationVerb = keyof typeof mediationMachine

export const startsFrom = (verb: MediationVerb, status: string): boolean =>
  (mediationMachine[verb].from as readonly string[]).includes(status)

/** Steps of the stepper, in the users' words. */
export const mediationSteps = [
  { key: 'registered', label: '登记' },
  { key: 'accepted', label: '受理' },
  { key: 'mediating', label: '调解' },
  { key: 'agreed', label: '协议' },
  { key: 'effective', label: '履行回访' },
  { key: 'filed', label: '立卷归档' },
] as const
