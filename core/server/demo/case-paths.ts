/** Ways a demonstrated case may take, each from its registration. */
import { addDays } from '../../domain/day.ts'
import type { RecordValues } from '../../domain/field.ts'
import { closeCase, fileCase } from '../../modules/mediation/file-away.ts'
import { settleOrally } from '../../modules/mediation/oral.ts'
import { recordFollowUp, recordPerformance } from '../../modules/mediation/perform.ts'
import { listParts } from '../../register/queries.ts'
import { accept, explained, hold, inForce, party, register, type Beginning, type DemoCase, type Making } from './case-steps.ts'
import type { Dispute } from './disputes.ts'

export const yuan = (amount: number): number => amount * 100

export type Story = (making: Making) => Promise<unknown>

export const opened =
  (beginning: Beginning): Story =>
  (making) =>
    register(making, beginning)

/** @param sessions held three days apart */
export const mediating =
  (beginning: Beginning, sessions = 1): Story =>
  async (making) => {
    const one = await register(making, beginning)
    await accept(making, one)
    for (let no = 1; no <= sessions; no++) await hold(making, one, 'continued', no * 3)
    return one
  }

export const parts = (
  { context }: Making,
  register: 'mediationParty' | 'performanceItem' | 'followUp' | 'judicialConfirmation',
  one: DemoCase,
) => listParts(context.desk.database.reader, register, one.id)

export async function perform(making: Making, one: DemoCase, itemNo: number, on: string): Promise<void> {
  const item = parts(making, 'performanceItem', one).find((part) => part.itemNo === itemNo)
  if (item)
    await recordPerformance(making.context, { ...one.known(), itemId: item.id, state: 'done', on, paidFen: null, note: null })
}

export async function visit(making: Making, one: DemoCase, on: string, values: RecordValues = {}): Promise<void> {
  const plan = parts(making, 'followUp', one).find(({ doneOn }) => doneOn === null)
  await recordFollowUp(making.context, {
    ...one.known(),
    followUpId: plan?.id ?? null,
    values: {
      doneOn: on,
      mode: 'home',
      visited: '双方当事人',
      performance: 'performed',
      satisfaction: 'satisfied',
      situation: '协议内容已经履行，双方关系正常，没有新的矛盾。',
      visitedBy: '张桂芬',
      ...values,
    },
  })
}

/** In force, performed, visited and closed. */
export async function closed(making: Making, beginning: Beginning): Promise<DemoCase> {
  const one = await inForce(making, beginning, { amountFen: yuan(600 + making.chance.below(90) * 100) })
  await perform(making, one, 1, addDays(one.start, 14))
  await visit(making, one, addDays(one.start, 14))
  await visit(making, one, addDays(one.start, 24))
  await closeCase(making.context, { ...one.known(), on: addDays(one.start, 26), note: null, explained })
  return one
}

export async function filed(making: Making, beginning: Beginning): Promise<DemoCase> {
  const one = await closed(making, beginning)
  await fileCase(making.context, {
    ...one.known(),
    filedOn: addDays(one.start, 35),
    filedBy: '张桂芬',
    checkedBy: '王秋石',
    fileKind: 'standard',
    retention: 'L',
    fileNote: null,
    missingNote: '演示卷宗，未附扫描件',
  })
  return one
}

export const oral =
  (dispute: Dispute, ago: number, performed: boolean): Story =>
  async ({ context, today, committees, nextPerson, chance }) => {
    const [first, second] = [nextPerson(), nextPerson()]
    const on = addDays(today, -ago)
    return settleOrally(context, {
      known: null,
      values: {
        title: `${first.name}与${second.name}${dispute.cause}纠纷`,
        category: dispute.category,
        source: '20',
        difficulty: 'simple',
        villageId: first.villageId,
        place: first.address,
        summary: dispute.summary,
        involvedCount: 2,
      },
      parties: [party(first, 'applicant'), party(second, 'respondent')],
      mediatorIds: [chance.pick(committees[0]?.mediators ?? [])],
      agreement: {
        facts: dispute.summary,
        terms: [dispute.term],
        amountFen: performed ? yuan(260) : null,
        performMethod: performed ? 'immediate' : 'action',
        performDueOn: performed ? on : addDays(on, 20),
        concludedOn: on,
      },
      performed,
      explained: performed ? explained : '双方均要求口头协议，认为无需制作书面协议',
    })
  }

export const ended =
  (beginning: Beginning, end: (making: Making, one: DemoCase) => Promise<unknown>, accepted = true): Story =>
  async (making) => {
    const one = await register(making, beginning)
    if (accepted) await accept(making, one)
    return end(making, one)
  }

export const instalments = (one: string, each: number, done: number): RecordValues[] =>
  [1, 2, 3].map((no) => ({ content: `第 ${String(no)} 期工资`, amountFen: yuan(each), dueOn: addDays(one, done + no * 20) }))

export const entrusted = (by: string, no: string, on: string): RecordValues => ({
  source: '31',
  entrustedBy: by,
  entrustNo: no,
  entrustedOn: on,
  entrustConsent: true,
})
