/** The steps of a case: the dialog of each, and what is said and offered after it. */
import type { ComponentType } from 'react'
import type { MediationVerb } from '../../../core/domain/mediation/machine.ts'
import { AcceptDialog } from './accept-dialog.tsx'
import { FollowUpDialog, PerformanceDialog, UrgeDialog } from './after-dialogs.tsx'
import { AgreementDialog, ReviseAgreementDialog } from './agreement-dialog.tsx'
import type { CaseDialogProps } from './case.ts'
import { ChangeMediatorsDialog, ExtendDialog, PromoteDialog, VoidDialog } from './change-dialogs.tsx'
import { ApplyConfirmationDialog, RecordConfirmationDialog } from './confirmation-dialogs.tsx'
import { ConsentDialog } from './consent-dialog.tsx'
import { EditCaseDialog } from './edit-case-dialog.tsx'
import { CloseDialog, RejectDialog, ReopenDialog, ReplyDialog, TransferDialog, WithdrawDialog } from './ending-dialogs.tsx'
import { fileDialogs } from './file/file-dialogs.tsx'
import { OralConclusionDialog } from './oral-conclusion-dialog.tsx'
import { AddPartyDialog } from './party-dialogs.tsx'
import { SessionDialog } from './session-dialog.tsx'
import { SignatureDialog } from './signature-dialog.tsx'
import { TerminateDialog } from './terminate-dialog.tsx'

/** 口头协议 of a dispute not yet accepted has a page of its own. */
export type CaseStep = Exclude<MediationVerb, 'settleOrally'> | 'editCase' | 'addParty'

export const caseDialogs: Readonly<Record<CaseStep, ComponentType<CaseDialogProps>>> = {
  acceptCase: AcceptDialog,
  rejectCase: RejectDialog,
  recordConsent: ConsentDialog,
  changeMediators: ChangeMediatorsDialog,
  extendTerm: ExtendDialog,
  recordSession: SessionDialog,
  concludeAgreement: AgreementDialog,
  concludeOrally: OralConclusionDialog,
  reviseAgreement: ReviseAgreementDialog,
  makeEffective: SignatureDialog,
  terminateCase: TerminateDialog,
  withdrawCase: WithdrawDialog,
  transferCase: TransferDialog,
  voidCase: VoidDialog,
  promoteOral: PromoteDialog,
  recordPerformance: PerformanceDialog,
  urgePerformance: UrgeDialog,
  recordFollowUp: FollowUpDialog,
  applyConfirmation: ApplyConfirmationDialog,
  recordConfirmation: RecordConfirmationDialog,
  replyEntrustment: ReplyDialog,
  closeCase: CloseDialog,
  reopenCase: ReopenDialog,
  editCase: EditCaseDialog,
  addParty: AddPartyDialog,
  ...fileDialogs,
}

export const isCaseStep = (name: string | null): name is CaseStep => name !== null && Object.hasOwn(caseDialogs, name)

export interface StepDone {
  text: string
  /** where its result is seen */
  tab?: string
  /** places of the file whose papers are to be printed now */
  papers?: readonly string[]
}

export const stepDone: Readonly<Record<CaseStep, StepDone>> = {
  acceptCase: { text: '已受理，案件已编号。', papers: ['acceptance', 'rightsNotice'] },
  rejectCase: { text: '已登记不予受理。', papers: ['rejectionNotice'] },
  recordConsent: { text: '意愿已登记。', tab: 'parties' },
  changeMediators: { text: '调解员已更换。' },
  extendTerm: { text: '调解期限已延长。', papers: ['extension'] },
  recordSession: { text: '调解记录已保存。', tab: 'sessions', papers: ['mediationRecord'] },
  concludeAgreement: { text: '协议已保存，可以打印了。', tab: 'agreement', papers: ['agreement'] },
  concludeOrally: { text: '口头协议已登记，即时生效。', tab: 'agreement', papers: ['oralAgreement'] },
  reviseAgreement: { text: '协议已修改，请重新打印。', tab: 'agreement', papers: ['agreement'] },
  makeEffective: { text: '签章已登记，协议生效。', tab: 'agreement' },
  terminateCase: { text: '案件已终止。', papers: ['terminationNotice'] },
  withdrawCase: { text: '已登记撤回申请。' },
  transferCase: { text: '案件已转出。' },
  voidCase: { text: '案件已作废，卷号保留。' },
  promoteOral: { text: '已转为书面调解，请再记录调解或达成书面协议。' },
  recordPerformance: { text: '履行情况已登记。', tab: 'agreement' },
  urgePerformance: { text: '督促已登记。', tab: 'agreement', papers: ['urge'] },
  recordFollowUp: { text: '回访已登记。', tab: 'agreement', papers: ['followUp'] },
  applyConfirmation: { text: '司法确认申请已登记。', tab: 'agreement', papers: ['judicialConfirmation'] },
  recordConfirmation: { text: '法院结果已登记。', tab: 'agreement' },
  replyEntrustment: { text: '反馈已登记。', papers: ['entrustReply'] },
  closeCase: { text: '已结案。', papers: ['closingReport'] },
  fileCase: { text: '已立卷。', tab: 'documents' },
  archiveCase: { text: '已归档。', tab: 'documents' },
  lendFile: { text: '借出已登记。', tab: 'documents' },
  returnFile: { text: '归还已登记。', tab: 'documents' },
  reopenCase: { text: '案件已重新办理。', tab: 'agreement' },
  editCase: { text: '案情已修改。', tab: 'story' },
  addParty: { text: '当事人已追加。', tab: 'parties' },
}
