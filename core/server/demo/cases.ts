/** Cases of the demonstration: at least one in every state, and a year of others behind them. */
import { addDays } from '../../domain/day.ts'
import { applyConfirmation, recordConfirmation } from '../../modules/mediation/confirm.ts'
import { terminateCase, transferCase, voidCase, withdrawCase } from '../../modules/mediation/end.ts'
import { archiveCase, replyEntrustment } from '../../modules/mediation/file-away.ts'
import { rejectCase } from '../../modules/mediation/intake.ts'
import { recordConsent } from '../../modules/mediation/parties.ts'
import { recordPerformance, urgePerformance } from '../../modules/mediation/perform.ts'
import { yuan, type Story, parts, perform, closed, filed, oral, ended, instalments, entrusted } from './case-paths.ts'
import { accept, agree, explained, hold, inForce, register, remedies, type Making } from './case-steps.ts'
import { disputes } from './disputes.ts'
import { runningStories } from './running-cases.ts'

const endedStories: readonly Story[] = [
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
      note: null,
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
      note: null,
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
  for (const story of [...runningStories, ...endedStories]) await story(making)
  return earlier.length + runningStories.length + endedStories.length
}
