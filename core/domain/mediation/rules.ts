/** Rules of people's mediation, each with its id in reference appendix E. Pure: what is needed is passed in. */
import { ageOn, addDays, daysBetween } from '../day.ts'
import { idBirthday } from '../id-number.ts'
import type { RecordValues } from '../field.ts'
import type { Violation } from '../violation.ts'
import { isEntrusted } from './case-documents.ts'
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

/** reasons of a termination that say nothing by themselves */
export const needsNote = (reason: string | null): boolean => reason === 'specific' || reason === 'other'

/** M-05: a case ends without success only with a reason and a notice of remedies (§26). @param note left out where the reason needs none */
export function checkTermination(reason: string | null, remedyNotice: string | null, note?: string | null): Violation[] {
  const found: Violation[] = []
  if (!reason) found.push({ rule: 'M-05', level: 'block', field: 'terminationReason', message: '请选择终止原因' })
  if (note !== undefined && needsNote(reason) && !note?.trim())
    found.push({ rule: 'M-05', level: 'block', field: 'note', message: '请写明是什么事由，文书上要写' })
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
  const { birthOn, idNumber, guardianName, consentOn } = values
  const born = typeof birthOn === 'string' ? birthOn : typeof idNumber === 'string' ? idBirthday(idNumber) : null
  if (born === null || typeof consentOn !== 'string' || guardianName) return []
  return ageOn(born, consentOn) < 18
    ? [{ rule: 'M-17', level: 'block', field: 'guardianName', message: '当事人未满 18 周岁，请填写法定代理人' }]
    : []
}

/** What a court has in hand, or has confirmed, is not a mistake of the desk. */
export function checkVoid(
  { confirmedOn }: Readonly<Record<string, unknown>>,
  applications: readonly Readonly<Record<string, unknown>>[],
): Violation[] {
  const held =
    typeof confirmedOn === 'string'
      ? '本案协议已经法院确认，不能作废'
      : applications.some(({ result }) => result === null)
        ? '司法确认申请还没有法院结果，不能作废；请先登记法院结果'
        : null
  return held === null ? [] : [{ rule: 'A.1', level: 'block', message: held }]
}

const labourCategories = ['10', '11']
export const isLabour = (category: unknown): boolean => labourCategories.includes(String(category))

/** Term of mediation from the day of acceptance: labour disputes have their own (rule table med.termDays, med.labourDays). */
export const mediationDueOn = (acceptedOn: string, category: string, rules: { termDays: number; labourDays: number }): string =>
  addDays(acceptedOn, isLabour(category) ? rules.labourDays : rules.termDays)

/** File number `（2026）石榴人调字第3号`. */
export const mediationFileNo = (year: number, committeeShortName: string, serial: number): string =>
  `（${String(year)}）${committeeShortName}人调字第${String(serial)}号`

/** What the register page may still edit: facts, parties, evidence. */
export const isOpenCase = (status: unknown): boolean =>
  typeof status === 'string' && ['registered', 'accepted', 'mediating', 'agreed', 'settled'].includes(status)

const warns = (rule: string, message: string, field?: string): Violation => ({
  rule,
  level: 'warn',
  message,
  ...(field === undefined ? {} : { field }),
})

/** M-04: what may become a matter of public order or a crime is reported at once, and to whom is written down (§25). */
export function checkCase({ escalationKind, reportedTo, reportedOn }: RecordValues): Violation[] {
  if (escalationKind !== 'publicOrder' && escalationKind !== 'criminal') return []
  const message = '可能引发治安或刑事案件，须及时报告公安机关或有关部门，请填写报告对象和报告日期（人民调解法第二十五条）'
  return [
    ...(reportedTo ? [] : [{ rule: 'M-04', level: 'block', field: 'reportedTo', message } as const]),
    ...(reportedOn ? [] : [{ rule: 'M-04', level: 'block', field: 'reportedOn', message } as const]),
  ]
}

/** M-13, M-04 and who has the matter already: what must be clear before a case is accepted. */
export function checkAcceptance(values: Readonly<Record<string, unknown>>): Violation[] {
  const found: Violation[] = []
  if (typeof values.handledBy === 'string' && values.handledBy !== 'none') {
    found.push({
      rule: 'A.1',
      level: 'block',
      field: 'handledBy',
      message: '法院、公安或行政机关已经受理或已解决，不能再受理，请办理“不予受理”',
    })
  }
  if (isEntrusted(values.source)) {
    const missing = [
      ...(values.entrustedBy ? [] : (['委托机关'] as const)),
      ...(values.entrustNo ? [] : (['委托函号'] as const)),
      ...(values.entrustConsent === true ? [] : (['双方同意委托调解'] as const)),
    ]
    if (missing.length > 0)
      found.push({
        rule: 'M-13',
        level: 'block',
        field: 'entrustedBy',
        message: `委托移送的案件还缺：${missing.join('、')}，请先补填（地方规定）`,
      })
  }
  if (typeof values.escalationKind === 'string' && values.escalationKind !== 'none' && !values.escalationMeasures) {
    found.push({
      rule: 'M-04',
      level: 'block',
      field: 'escalationMeasures',
      message: '有激化风险，请先填写已采取的预防措施（人民调解法第二十五条）',
    })
  }
  return found
}

/** M-12: what is not performed on the spot, or is difficult, is better written down (宁波市人民调解条例 §24). */
export function checkOral(performed: boolean, difficulty: unknown): Violation[] {
  const reasons = [
    ...(performed ? [] : ['不能即时履行']),
    ...(difficulty === 'complex' || difficulty === 'major' ? ['属疑难复杂或重大纠纷'] : []),
  ]
  return reasons.length === 0 ? [] : [warns('M-12', `本案${reasons.join('，')}，宜制作书面协议；仍用口头协议的请说明理由`)]
}

interface TermState {
  today: string
  status: unknown
  acceptedOn: unknown
  dueOn: unknown
  extendedOn: unknown
  category: unknown
  labourDays: number
}

/** days before its end at which a term is spoken of */
const nearDays = 5

/** M-14 and M-15: a term that has passed or ends soon, and what the parties of a labour dispute may do then. */
export function checkTerm({ today, status, acceptedOn, dueOn, extendedOn, category, labourDays }: TermState): Violation[] {
  if ((status !== 'accepted' && status !== 'mediating') || typeof dueOn !== 'string') return []
  const found: Violation[] = []
  const left = daysBetween(today, dueOn)
  if (left < 0) {
    const past = `调解期限 ${dueOn} 已过 ${String(-left)} 天`
    found.push(
      extendedOn
        ? warns('M-14', `延长后的${past}，请达成协议或终止调解并告知救济途径`, 'dueOn')
        : warns('M-14', `${past}，没有延长确认：请由各方确认延期，或终止调解并告知救济途径`, 'dueOn'),
    )
  } else if (left <= nearDays) {
    const when = left === 0 ? '今天到期' : `还有 ${String(left)} 天到期`
    const next = extendedOn ? '请达成协议或终止调解' : '需要延期的，请先由各方在延长确认书上签字'
    found.push({ rule: 'M-14', level: 'auto', field: 'dueOn', message: `调解期限${when}（${dueOn}），${next}` })
  }
  if (isLabour(category) && typeof acceptedOn === 'string' && daysBetween(acceptedOn, today) >= labourDays) {
    found.push({
      rule: 'M-15',
      level: 'auto',
      message: `劳动争议受理已满 ${String(labourDays)} 日未达成协议，当事人可以依法申请劳动仲裁，请告知（劳动争议调解仲裁法第十四条）`,
    })
  }
  return found
}

/** M-14: an extension stands on the paper every party has signed, and has an end. @param days all extensions together */
export function checkExtension(days: number, confirmed: boolean, most: number): Violation[] {
  const block = (field: string, message: string): Violation => ({ rule: 'M-14', level: 'block', field, message })
  return [
    ...(confirmed ? [] : [block('confirmed', '延期须各方当事人在《延长调解期限确认书》上签字，请确认后勾选')]),
    ...(days > most ? [block('days', `调解期限合计最多延长 ${String(most)} 日，现为 ${String(days)} 日`)] : []),
  ]
}

export interface Person {
  name: string
  idNumber: unknown
  residentId: unknown
}

/** M-16: a mediator who is a party, or lives in a party's household. @param inOneHousehold both residents belong to one household */
export function checkConflict(
  mediators: readonly Person[],
  parties: readonly Person[],
  inOneHousehold: (residentId: string, other: string) => boolean,
): Violation[] {
  const same = (a: unknown, b: unknown) => typeof a === 'string' && a === b
  const near = (a: unknown, b: unknown) => typeof a === 'string' && typeof b === 'string' && inOneHousehold(a, b)
  return mediators.flatMap((mediator) =>
    parties.flatMap((party) => {
      const identical = same(mediator.idNumber, party.idNumber) || same(mediator.residentId, party.residentId)
      const why = identical
        ? `调解员${mediator.name}就是当事人${party.name}本人`
        : mediator.name === party.name
          ? `调解员${mediator.name}与当事人同名`
          : near(mediator.residentId, party.residentId)
            ? `调解员${mediator.name}与当事人${party.name}登记在同一户`
            : null
      return why === null ? [] : [warns('M-16', `${why}，应当更换调解员；确无利害关系的请说明`, 'mediatorIds')]
    }),
  )
}

/** M-18: mediation takes the place of neither police nor court (Anti-Domestic Violence Law §10, §14). */
export const checkViolence = (domesticViolence: unknown): Violation[] =>
  domesticViolence === true
    ? [
        {
          rule: 'M-18',
          level: 'auto',
          message:
            '涉家庭暴力：调解不能替代报警、告诫书和人身安全保护令，请告知受害人；受害人无民事行为能力或受限制的，应当立即报案。打印的文书互不载明对方住址、电话',
        },
      ]
    : []

export interface Representation {
  name: string
  representatives: readonly unknown[]
}

/** A group speaks through a few of its members (宁波市人民调解条例 §20); how many is the setting med.maxRepresentatives. */
export const checkRepresentatives = (parties: readonly Representation[], most: number): Violation[] =>
  parties
    .filter(({ representatives }) => representatives.length > most)
    .map(({ name, representatives }) =>
      warns(
        '代表人数',
        `${name}推选代表 ${String(representatives.length)} 人，一方代表一般不超过 ${String(most)} 人`,
        'representatives',
      ),
    )

/** A dispute has two sides. */
export const checkSides = (parties: readonly Readonly<Record<string, unknown>>[]): Violation[] =>
  ['applicant', 'respondent'].every((side) => parties.some((one) => one.side === side))
    ? []
    : [{ rule: 'A.1', level: 'block', field: 'parties', message: '请登记申请人和被申请人各至少一方' }]

/** Persons on all sides: a group counts with all its members. */
export const countParties = (parties: readonly Readonly<Record<string, unknown>>[]): number =>
  parties.reduce((sum, { kind, groupSize }) => sum + (kind === 'group' && typeof groupSize === 'number' ? groupSize : 1), 0)
