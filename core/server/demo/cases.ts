/** Cases of the demonstration: at least one in every state, and a year of others behind them. */
import { addDays } from '../../domain/day.ts'
import type { RecordValues } from '../../domain/field.ts'
import { applyConfirmation, recordConfirmation } from '../../modules/mediation/confirm.ts'
import { terminateCase, transferCase, voidCase, withdrawCase } from '../../modules/mediation/end.ts'
import { archiveCase, closeCase, fileCase, replyEntrustment } from '../../modules/mediation/file-away.ts'
import { rejectCase } from '../../modules/mediation/intake.ts'
import { changeMediators, extendTerm } from '../../modules/mediation/mediate.ts'
import { settleOrally } from '../../modules/mediation/oral.ts'
import { recordConsent } from '../../modules/mediation/parties.ts'
import { recordFollowUp, recordPerformance, urgePerformance } from '../../modules/mediation/perform.ts'
import { createRecord } from '../../register/commands.ts'
import { listParts } from '../../register/queries.ts'
import {
  accept,
  agree,
  explained,
  hold,
  inForce,
  party,
  register,
  remedies,
  type Beginning,
  type DemoCase,
  type Making,
} from './case-steps.ts'
import { disputes, type Dispute } from './disputes.ts'

const yuan = (amount: number): number => amount * 100

type Story = (making: Making) => Promise<unknown>

const opened =
  (beginning: Beginning): Story =>
  (making) =>
    register(making, beginning)

/** @param sessions held three days apart */
const mediating =
  (beginning: Beginning, sessions = 1): Story =>
  async (making) => {
    const one = await register(making, beginning)
    await accept(making, one)
    for (let no = 1; no <= sessions; no++) await hold(making, one, 'continued', no * 3)
    return one
  }

const parts = (
  { context }: Making,
  register: 'mediationParty' | 'performanceItem' | 'followUp' | 'judicialConfirmation',
  one: DemoCase,
) => listParts(context.desk.database.reader, register, one.id)

async function perform(making: Making, one: DemoCase, itemNo: number, on: string): Promise<void> {
  const item = parts(making, 'performanceItem', one).find((part) => part.itemNo === itemNo)
  if (item)
    await recordPerformance(making.context, { ...one.known(), itemId: item.id, state: 'done', on, paidFen: null, note: null })
}

async function visit(making: Making, one: DemoCase, on: string, values: RecordValues = {}): Promise<void> {
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
async function closed(making: Making, beginning: Beginning): Promise<DemoCase> {
  const one = await inForce(making, beginning, { amountFen: yuan(600 + making.chance.below(90) * 100) })
  await perform(making, one, 1, addDays(one.start, 14))
  await visit(making, one, addDays(one.start, 14))
  await visit(making, one, addDays(one.start, 24))
  await closeCase(making.context, { ...one.known(), on: addDays(one.start, 26), note: null, explained })
  return one
}

async function filed(making: Making, beginning: Beginning): Promise<DemoCase> {
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

const oral =
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

const ended =
  (beginning: Beginning, end: (making: Making, one: DemoCase) => Promise<unknown>, accepted = true): Story =>
  async (making) => {
    const one = await register(making, beginning)
    if (accepted) await accept(making, one)
    return end(making, one)
  }

const instalments = (one: string, each: number, done: number): RecordValues[] =>
  [1, 2, 3].map((no) => ({ content: `第 ${String(no)} 期工资`, amountFen: yuan(each), dueOn: addDays(one, done + no * 20) }))

const entrusted = (by: string, no: string, on: string): RecordValues => ({
  source: '31',
  entrustedBy: by,
  entrustNo: no,
  entrustedOn: on,
  entrustConsent: true,
})

const stories: readonly Story[] = [
  opened({ dispute: disputes.wall, ago: 1 }),
  opened({ dispute: disputes.smoke, ago: 6, values: { source: '20', subSource: 'screening' } }),
  mediating({ dispute: disputes.road, ago: 3, respondentConsent: 'unstated' }, 0),
  mediating({ dispute: disputes.ridge, ago: 12 }, 2),
  mediating({ dispute: disputes.rent, ago: 30 }),
  mediating({ dispute: disputes.leak, ago: 33 }),
  mediating({ dispute: disputes.goods, ago: 18, committee: 1 }),
  // may come to blows: the police have been told
  (making) =>
    mediating({
      dispute: disputes.wall,
      ago: 9,
      values: {
        difficulty: 'major',
        escalationKind: 'publicOrder',
        escalationMeasures: '村干部轮流值守，双方暂不接触。',
        reportedTo: '石榴派出所',
        reportedOn: addDays(making.today, -9),
        reportedAt: '10:30',
      },
    })(making),
  // fifteen days have passed: the parties may go to arbitration
  async (making) => {
    const worker = making.nextPerson()
    return mediating({
      dispute: disputes.wages,
      ago: 16,
      parties: [
        party(worker, 'applicant'),
        {
          side: 'respondent',
          kind: 'organization',
          name: '示例建材厂',
          representative: '谢立新',
          position: '厂长',
          consent: 'agreed',
        },
      ],
    })(making)
  },
  // violence at home
  mediating({ dispute: disputes.couple, ago: 5, values: { domesticViolence: true, difficulty: 'complex' } }, 0),
  // a group with spokesmen
  async (making) => {
    const farm = making.nextPerson()
    const group = {
      side: 'applicant',
      kind: 'group',
      name: '板桥村三组村民',
      groupSize: 17,
      representatives: ['马来福', '吴有才', '曹秀英'],
      consent: 'agreed',
    }
    return mediating({
      dispute: disputes.smoke,
      ago: 14,
      parties: [group, party(farm, 'respondent')],
      values: { involvedCount: 18, difficulty: 'complex' },
    })(making)
  },
  // a minor and his guardian
  async (making) => {
    const other = making.nextPerson()
    const birthOn = addDays(making.today, -365 * 13)
    const minor = {
      side: 'applicant',
      name: '冯小磊',
      sex: '1',
      birthOn,
      guardianName: '冯志强',
      guardianRelation: '父子',
      consent: 'agreed',
    }
    return mediating({ dispute: disputes.traffic, ago: 8, parties: [minor, party(other, 'respondent')] })(making)
  },
  // extended, with an investigation, evidence and another mediator
  async (making) => {
    const { context } = making
    const one = await register(making, { dispute: disputes.ridge, ago: 36 })
    await accept(making, one)
    await createRecord(context, {
      register: 'investigation',
      values: {
        caseId: one.id,
        investigatedOn: addDays(one.start, 4),
        place: '地头',
        name: '孙满仓',
        relationToDispute: '邻地承包人',
        investigators: ['王秋石'],
        recorder: '张桂芬',
        body: '问：原来的界石在哪里？答：在老柳树往东三步，去年秋天还在。',
      },
    })
    for (const [name, evidenceKind] of [
      ['土地承包经营权证', 'documentary'],
      ['现场照片', 'inspection'],
    ] as const)
      await createRecord(context, {
        register: 'evidence',
        values: {
          caseId: one.id,
          name,
          evidenceKind,
          provider: '申请人',
          pages: 2,
          receivedOn: addDays(one.start, 4),
          checkedBy: '张桂芬',
        },
      })
    await hold(making, one)
    const before = context.desk.rows.get('mediation', one.id)?.mediatorIds as string[]
    const other = one.committee.mediators.filter((id) => !before.includes(id)).slice(0, 1)
    await changeMediators(context, {
      ...one.known(),
      mediatorIds: other,
      choice: 'chosen',
      values: {
        changedOn: addDays(one.start, 10),
        requestedBy: '被申请人',
        reason: '原调解员与申请人是同学',
        handling: '经双方同意更换',
      },
      explained,
    })
    return extendTerm(context, {
      ...one.known(),
      days: 20,
      reason: '需等待实地勘界结果',
      confirmed: true,
      on: addDays(one.start, 28),
    })
  },
  async (making) => {
    const one = await register(making, { dispute: disputes.traffic, ago: 16 })
    await accept(making, one)
    return agree(making, one, { amountFen: yuan(4300), after: 14 })
  },
  (making) => inForce(making, { dispute: disputes.wall, ago: 12 }),
  (making) => inForce(making, { dispute: disputes.rent, ago: 44, committee: 2 }, { amountFen: yuan(5600), within: 90 }),
  // wages in three parts, one of them paid
  async (making) => {
    const start = addDays(making.today, -40)
    const items = instalments(start, 3200, 4)
    const one = await inForce(
      making,
      { dispute: disputes.wages, ago: 40 },
      { amountFen: yuan(9600), method: 'instalments', items, within: 60 },
    )
    return perform(making, one, 1, addDays(start, 24))
  },
  // entrusted by the court, which has been told
  async (making) => {
    const on = addDays(making.today, -21)
    const one = await inForce(
      making,
      { dispute: disputes.traffic, ago: 20, values: entrusted('示例县人民法院', '（2026）示委调字第 8 号', on) },
      { amountFen: yuan(12_800) },
    )
    return replyEntrustment(making.context, { ...one.known(), on: addDays(making.today, -10) })
  },
  // confirmed by the court
  async (making) => {
    const { context } = making
    const one = await inForce(making, { dispute: disputes.rent, ago: 50 }, { amountFen: yuan(18_000), within: 120 })
    await applyConfirmation(context, {
      ...one.known(),
      values: { appliedOn: addDays(one.start, 12), jointly: true, courtName: '示例县人民法院' },
      explained,
    })
    const confirmationId = parts(making, 'judicialConfirmation', one)[0]?.id ?? ''
    return recordConfirmation(context, {
      ...one.known(),
      confirmationId,
      values: {
        courtCaseNo: '（2026）示调确 12 号',
        acceptedOn: addDays(one.start, 14),
        decidedOn: addDays(one.start, 22),
        result: 'confirmed',
      },
    })
  },
  // not kept, and urged
  async (making) => {
    const { context, today } = making
    const one = await inForce(making, { dispute: disputes.goods, ago: 48 }, { amountFen: yuan(1500) })
    const item = parts(making, 'performanceItem', one)[0]
    if (item)
      await recordPerformance(context, {
        ...one.known(),
        itemId: item.id,
        state: 'defaulted',
        on: null,
        paidFen: null,
        note: '卖方称资金周转困难',
      })
    return urgePerformance(context, {
      ...one.known(),
      values: {
        urgedOn: addDays(today, -3),
        mode: 'home',
        toWhom: '被申请人',
        content: '说明协议具有法律约束力，请于十日内履行。',
        deadlineOn: addDays(today, 7),
        reply: '答应月底前付清。',
        urgedBy: '李永福',
      },
    })
  },
  oral(disputes.stall, 4, true),
  oral(disputes.stall, 52, true),
  oral(disputes.wall, 11, false),
  ended({ dispute: disputes.road, ago: 40 }, async (making, one) => {
    await hold(making, one, 'failed')
    return terminateCase(making.context, {
      ...one.known(),
      reason: 'noAgreement',
      remedyNotice: remedies,
      on: addDays(one.start, 20),
    })
  }),
  ended({ dispute: disputes.support, ago: 26 }, async (making, one) => {
    const respondent = parts(making, 'mediationParty', one).find(({ side }) => side === 'respondent')
    if (respondent)
      await recordConsent(making.context, { partyId: respondent.id, consent: 'refused', on: addDays(one.start, 10) })
    return terminateCase(making.context, {
      ...one.known(),
      reason: 'refused',
      remedyNotice: remedies,
      on: addDays(one.start, 10),
    })
  }),
  ended({ dispute: disputes.leak, ago: 22 }, ({ context }, one) =>
    withdrawCase(context, { ...one.known(), by: '申请人', note: '双方已自行和解', on: addDays(one.start, 6) }),
  ),
  ended({ dispute: disputes.goods, ago: 19 }, ({ context }, one) =>
    transferCase(context, { ...one.known(), to: '示例县消费者权益保护委员会', note: '卖方不在本镇', on: addDays(one.start, 2) }),
  ),
  ended({ dispute: disputes.wall, ago: 17 }, ({ context }, one) =>
    voidCase(context, { ...one.known(), reason: '与另一案重复登记' }),
  ),
  ended(
    { dispute: disputes.rent, ago: 15, values: { handledBy: 'court' } },
    ({ context }, one) =>
      rejectCase(context, {
        ...one.known(),
        reason: 'handled',
        note: '法院已立案',
        remedyNotice: '可在诉讼中请求法院调解。',
        on: addDays(one.start, 1),
      }),
    false,
  ),
  (making) => closed(making, { dispute: disputes.support, ago: 31 }),
  (making) => filed(making, { dispute: disputes.ridge, ago: 70 }),
  async (making) => {
    const one = await filed(making, { dispute: disputes.smoke, ago: 130 })
    return archiveCase(making.context, { ...one.known(), on: addDays(one.start, 50), shelfNo: '档案室 1 架 2 层 6 盒' })
  },
]

/** days ago of the cases that only fill the year */
const earlier = [95, 118, 146, 171, 199, 228, 260, 291]

/** @returns how many cases were made */
export async function fillCases(making: Making): Promise<number> {
  const kinds = Object.values(disputes)
  for (const [index, ago] of earlier.entries())
    await closed(making, {
      dispute: kinds[index % kinds.length] ?? disputes.wall,
      ago,
      committee: index % making.committees.length,
    })
  for (const story of stories) await story(making)
  return earlier.length + stories.length
}
