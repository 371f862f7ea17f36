/** Steps of a demonstration case, taken with the same commands a person uses. */
import { addDays } from '../../domain/day.ts'
import type { RecordValues } from '../../domain/field.ts'
import { concludeAgreement, makeEffective } from '../../modules/mediation/agree.ts'
import { acceptCase, registerDispute } from '../../modules/mediation/intake.ts'
import { recordSession } from '../../modules/mediation/mediate.ts'
import { listParts } from '../../register/queries.ts'
import type { OpenContext } from '../context.ts'
import type { DemoCommittee } from './committees.ts'
import type { Dispute } from './disputes.ts'
import type { Chance } from './names.ts'

export interface DemoPerson {
  id: string
  name: string
  address: string
  villageId: string
}

export interface Making {
  context: OpenContext
  chance: Chance
  today: string
  committees: DemoCommittee[]
  nextPerson(): DemoPerson
}

export const party = (person: DemoPerson, side: string, consent = 'agreed'): RecordValues => ({
  side,
  residentId: person.id,
  name: person.name,
  address: person.address,
  consent,
})

export const remedies = '已告知双方可以依法申请仲裁、请求行政处理或者向人民法院起诉。'
/** rules that only warn are explained: invented people may share a name */
export const explained = '演示数据，已核对无利害关系'

export interface Beginning {
  dispute: Dispute
  /** days before today on which it was registered */
  ago: number
  values?: RecordValues
  /** instead of two people from the ledger */
  parties?: RecordValues[]
  respondentConsent?: string
  /** 0: the unit's own */
  committee?: number
}

export interface DemoCase {
  id: string
  start: string
  dispute: Dispute
  /** what every verb wants to know of the case */
  known(): { id: string; expectedVersion: number }
  committee: DemoCommittee
}

export async function register(making: Making, beginning: Beginning): Promise<DemoCase> {
  const { context, chance, today, committees } = making
  const { dispute, ago, values = {}, committee = 0 } = beginning
  const [first, second] = [making.nextPerson(), making.nextPerson()]
  const start = addDays(today, -ago)
  const parties = beginning.parties ?? [party(first, 'applicant'), party(second, 'respondent', beginning.respondentConsent)]
  const [one, other] = parties
  const chosen = committees[committee] ?? committees[0]
  if (!chosen) throw new Error('a demo has committees')
  const { id } = await registerDispute(context, {
    values: {
      title: `${String(one?.name)}与${String(other?.name)}${dispute.cause}纠纷`,
      category: dispute.category,
      source: chance.pick(['10', '10', '20']),
      difficulty: chance.pick(['simple', 'normal', 'normal', 'complex']),
      registeredOn: start,
      occurredOn: addDays(start, -2),
      villageId: first.villageId,
      place: first.address,
      summary: dispute.summary,
      involvedCount: 2 + chance.below(3),
      ...values,
    },
    parties,
  })
  const known = () => ({ id, expectedVersion: context.desk.rows.get('mediation', id)?.version ?? 0 })
  return { id, start, dispute, known, committee: chosen }
}

export async function accept({ context, chance }: Making, one: DemoCase): Promise<void> {
  await acceptCase(context, {
    ...one.known(),
    acceptedOn: one.start,
    mediatorIds: [chance.pick(one.committee.mediators)],
    committeeId: one.committee.id,
    mediatorChoice: chance.pick(['appointed', 'appointed', 'chosen']),
    explained,
  })
}

export async function hold({ context }: Making, one: DemoCase, result = 'continued', after = 3): Promise<void> {
  const [first, second] = listParts(context.desk.database.reader, 'mediationParty', one.id)
  await recordSession(context, {
    ...one.known(),
    values: {
      heldOn: addDays(one.start, after),
      startedAt: '09:00',
      endedAt: '11:20',
      place: '镇综治中心调解室',
      recorder: '张桂芬',
      noticeGiven: true,
      body: `调解员告知双方权利义务和调解原则，双方无异议。\n${String(first?.name)}陈述：${one.dispute.summary}\n${String(second?.name)}表示愿意协商，但对责任大小有不同看法。\n调解员到现场查看，并向邻近住户了解情况后，分别做了说服工作。`,
      result,
    },
  })
}

export interface Terms {
  amountFen?: number | null
  method?: string
  items?: RecordValues[]
  /** days after the start on which it is concluded */
  after?: number
  /** days after that by which it is performed */
  within?: number
}

export const agreementValues = (
  one: DemoCase,
  { amountFen = null, method = 'once', after = 6, within = 15 }: Terms,
): RecordValues => {
  const concludedOn = addDays(one.start, after)
  return {
    facts: one.dispute.summary,
    issues: '双方对责任大小和赔偿数额有争议。',
    terms: [one.dispute.term, '双方今后以和为贵，不得再因此事发生争执。'],
    amountFen,
    performMethod: method,
    performPlace: '镇综治中心',
    performDueOn: addDays(concludedOn, within),
    concludedOn,
    recorder: '张桂芬',
  }
}

export async function agree(making: Making, one: DemoCase, terms: Terms = {}): Promise<void> {
  await hold(making, one, 'agreed', (terms.after ?? 6) - 1)
  await concludeAgreement(making.context, {
    ...one.known(),
    values: agreementValues(one, terms),
    items: terms.items ?? [],
  })
}

/** Signed by all on the day of the agreement, sealed the day after. */
export async function sign({ context }: Making, one: DemoCase, after = 6): Promise<void> {
  const concludedOn = addDays(one.start, after)
  const parties = listParts(context.desk.database.reader, 'mediationParty', one.id)
  await makeEffective(context, {
    ...one.known(),
    partySignedOn: Object.fromEntries(parties.map(({ id }) => [id, concludedOn])),
    mediatorSignedOn: concludedOn,
    sealedOn: addDays(concludedOn, 1),
  })
}

/** Registered, accepted, agreed and in force. */
export async function inForce(making: Making, beginning: Beginning, terms: Terms = {}): Promise<DemoCase> {
  const one = await register(making, beginning)
  await accept(making, one)
  await agree(making, one, terms)
  await sign(making, one, terms.after)
  return one
}
