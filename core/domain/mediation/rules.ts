/** Rules of people's mediation, each with its id in reference appendix E. Pure: what is needed is passed in. */
import { ageOn, addDays } from '../day.ts'
import type { RecordValues } from '../field.ts'
import type { Violation } from '../violation.ts'
import { mediationMachine, type MediationVerb } from './machine.ts'

export interface Party {
  name: string
  consent: string
  signedOn: string | null
}

/** A verb is refused unless the case is in a state it starts from. */
export function checkTransition(verb: MediationVerb, status: string, statusName: string): Violation[] {
  const step = mediationMachine[verb]
  if ((step.from as readonly string[]).includes(status)) return []
  return [{ rule: 'A.1', level: 'block', message: `案件现为“${statusName}”，不能${step.label}` }]
}

/** M-01: nobody may be mediated who has clearly refused (People's Mediation Law §17). */
export const checkConsent = (parties: readonly Party[]): Violation[] =>
  parties
    .filter((party) => party.consent === 'refused')
    .map((party) => ({
      rule: 'M-01',
      level: 'block',
      message: `${party.name}已明确拒绝调解，不得进入调解；请办理终止并告知救济途径（人民调解法第十七条）`,
    }))

/** M-02: at least one mediator (§19). */
export const checkMediators = (mediatorIds: readonly string[]): Violation[] =>
  mediatorIds.length > 0
    ? []
    : [{ rule: 'M-02', level: 'block', field: 'mediatorIds', message: '请先指定至少一名调解员（人民调解法第十九条）' }]

/** M-03: invited helpers need the parties' consent (§20). */
export const checkParticipants = (participants: readonly string[], agreed: boolean): Violation[] =>
  participants.length > 0 && !agreed
    ? [
        {
          rule: 'M-03',
          level: 'block',
          field: 'participantsAgreed',
          message: '邀请他人参与调解须先征得当事人同意，请核对后勾选（人民调解法第二十条）',
        },
      ]
    : []

/** M-05: a case ends without success only with a reason and a notice of remedies (§26). */
export function checkTermination(reason: string | null, remedyNotice: string | null): Violation[] {
  const found: Violation[] = []
  if (!reason) found.push({ rule: 'M-05', level: 'block', field: 'terminationReason', message: '请选择终止原因' })
  if (!remedyNotice?.trim()) {
    found.push({
      rule: 'M-05',
      level: 'block',
      field: 'remedyNotice',
      message: '请填写已告知的救济途径：仲裁、行政或诉讼（人民调解法第二十六条）',
    })
  }
  return found
}

export interface SignatureDates {
  parties: readonly Party[]
  mediatorSignedOn: string | null
  sealedOn: string | null
}

/** M-06: an agreement takes effect only when every party has signed, a mediator has signed and the seal is on it (§29). */
export function checkSignatures(signatures: SignatureDates): Violation[] {
  const missing = signatures.parties.filter((party) => !party.signedOn).map((party) => `${party.name}签名`)
  if (signatures.parties.length === 0) missing.push('当事人')
  if (!signatures.mediatorSignedOn) missing.push('调解员签名')
  if (!signatures.sealedOn) missing.push('调委会印章')
  return missing.length === 0
    ? []
    : [{ rule: 'M-06', level: 'block', message: `协议还缺：${missing.join('、')}，签章齐备后才生效（人民调解法第二十九条）` }]
}

/** M-08: the day of effect is the latest of all requirements (§29); call after M-06 holds. */
export function effectiveDay(signatures: SignatureDates): string {
  const days = [...signatures.parties.map((party) => party.signedOn), signatures.mediatorSignedOn, signatures.sealedOn]
  return (
    days
      .filter((one) => one !== null)
      .sort()
      .at(-1) ?? ''
  )
}

/** M-07: one copy for each party and one for the committee (§29). */
export const agreementCopies = (partyCount: number): number => partyCount + 1

/** M-17: a minor needs a guardian. Age is counted on the day given in `consentOn`, or not at all when none is known. */
export function checkParty(values: RecordValues): Violation[] {
  const { birthOn, guardianName, consentOn } = values
  if (typeof birthOn !== 'string' || typeof consentOn !== 'string' || guardianName) return []
  return ageOn(birthOn, consentOn) < 18
    ? [{ rule: 'M-17', level: 'block', field: 'guardianName', message: '当事人未满 18 周岁，请填写法定代理人' }]
    : []
}

const labourCategories = ['10', '11']

/** Term of mediation from the day of acceptance: labour disputes have their own (rule table med.termDays, med.labourDays). */
export const mediationDueOn = (acceptedOn: string, category: string, rules: { termDays: number; labourDays: number }): string =>
  addDays(acceptedOn, labourCategories.includes(category) ? rules.labourDays : rules.termDays)

/** File number `（2026）石榴人调字第3号`. */
export const mediationFileNo = (year: number, committeeShortName: string, serial: number): string =>
  `（${String(year)}）${committeeShortName}人调字第${String(serial)}号`

/** What the register page may still edit: facts, parties, evidence. */
export const isOpenCase = (status: unknown): boolean =>
  typeof status === 'string' && ['registered', 'accepted', 'mediating', 'agreed'].includes(status)

/** What can be said of a case by itself, at every save: M-04 and M-13. */
export function checkCase(values: RecordValues): Violation[] {
  return values.status === undefined ? [] : []
}

/** M-23: a mediator is of age. */
export function checkMediator(values: RecordValues): Violation[] {
  return values.birthOn === undefined ? [] : []
}
