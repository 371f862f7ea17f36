/** Committees and mediators of the demonstration, what they were taught, what they cost, and the words they use. */
import type { RecordValues } from '../../domain/field.ts'
import { addDays, addYears } from '../../domain/day.ts'
import { ownCommitteeId } from '../../register/committee-record.ts'
import { createRecord } from '../../register/commands.ts'
import { listRecords } from '../../register/queries.ts'
import type { OpenContext } from '../context.ts'

export interface DemoCommittee {
  id: string
  mediators: string[]
}

type Mediator = readonly [name: string, sex: '1' | '2', duty: string, birthOn: string]

const own: readonly Mediator[] = [
  ['王秋石', '1', 'director', '1971-03-12'],
  ['李永福', '1', 'deputy', '1968-09-30'],
  ['张桂芬', '2', 'member', '1979-06-18'],
  ['周启明', '1', 'hired', '1959-01-25'],
]
const villages: readonly (readonly Mediator[])[] = [
  [
    ['石满仓', '1', 'director', '1966-05-08'],
    ['郑玉兰', '2', 'member', '1974-11-02'],
    ['石立民', '1', 'member', '1982-07-19'],
  ],
  [
    ['冯永志', '1', 'director', '1963-02-14'],
    ['吴春生', '1', 'deputy', '1970-08-27'],
    ['曹凤云', '2', 'member', '1977-04-05'],
    ['马德才', '1', 'member', '1980-12-11'],
  ],
  [
    ['蒋来福', '1', 'director', '1965-10-21'],
    ['田秀珍', '2', 'deputy', '1972-03-03'],
    ['陆思远', '1', 'member', '1985-09-09'],
    ['韩有才', '1', 'member', '1976-01-30'],
    ['任巧云', '2', 'member', '1988-06-16'],
  ],
]

/** @returns the unit's own committee first, then those of three villages */
export async function fillCommittees(context: OpenContext, today: string): Promise<DemoCommittee[]> {
  const create = async (register: Parameters<typeof createRecord>[1]['register'], values: RecordValues) =>
    (await createRecord(context, { register, values })).id
  const termFrom = addDays(addYears(today, -1), -40)
  const term = {
    termFrom,
    termTo: addDays(addYears(termFrom, 3), -1),
    foundedOn: addYears(termFrom, -9),
    filedOn: addDays(termFrom, 20),
  }
  const staff = async (committeeId: string, mediators: readonly Mediator[]): Promise<DemoCommittee> => {
    const made: string[] = []
    for (const [name, sex, duty, birthOn] of mediators) {
      const fullTime = duty === 'director' || duty === 'hired'
      made.push(await create('mediator', { name, sex, duty, birthOn, committeeId, fullTime, appointedFrom: termFrom }))
    }
    return { id: committeeId, mediators: made }
  }
  const committees: DemoCommittee[] = []
  const ownId = ownCommitteeId(context.desk)
  if (ownId !== null) committees.push(await staff(ownId, own))
  const { rows } = listRecords(context.desk.database.reader, { register: 'village', offset: 0, limit: villages.length })
  for (const [index, mediators] of villages.entries()) {
    const village = rows[index]
    if (!village) continue
    const name = village.title
    const values = {
      name: `${name}人民调解委员会`,
      shortName: name.replace(/村$|社区$/, ''),
      committeeKind: name.endsWith('社区') ? 'community' : 'village',
      villageId: village.id,
      officePlace: `${name}党群服务中心`,
      hasRoom: true,
      ...term,
    }
    committees.push(await staff(await create('committee', values), mediators))
  }
  for (const mediatorId of committees.flatMap(({ mediators }) => mediators.slice(0, 2)))
    await create('mediatorTraining', {
      mediatorId,
      heldOn: addDays(today, -75),
      topic: '人民调解文书制作与民法典常用条款',
      organizer: '示例县司法局',
      hours: 16,
    })
  const year = Number(today.slice(0, 4))
  for (const [offset, guidanceFen, committeeFen, subsidyFen] of [
    [1, 2_000_000, 1_800_000, 960_000],
    [0, 2_500_000, 2_100_000, 840_000],
  ] as const)
    await create('mediationFunding', { year: year - offset, guidanceFen, committeeFen, subsidyFen })
  for (const [topic, title, content] of phrases) await create('phrase', { topic, title, content })
  return committees
}

const phrases = [
  [
    'session',
    '开场告知',
    '调解员向双方说明调解的性质和原则，告知当事人的权利和义务以及调解员、记录人的身份，双方表示清楚，没有异议。',
  ],
  ['session', '分头做工作', '双方分歧较大，调解员分别与双方谈话，说明法律规定和类似事情的通常处理，劝双方各让一步。'],
  ['session', '未达成，改日再调', '双方对主要问题仍有分歧，愿意回去考虑。约定七日后再次调解。'],
  [
    'investigation',
    '调查开头',
    '问：我们是人民调解委员会的调解员，向你了解这起纠纷的情况，请如实回答，听清楚了吗？答：听清楚了。',
  ],
  ['investigation', '调查结尾', '问：还有补充的吗？答：没有了。以上记录我看过，与我说的一致。'],
  ['terms', '一次付清', '于协议生效之日起十日内一次付清，逾期未付的，按未付部分另行承担利息。'],
  ['terms', '不再追究', '双方就本纠纷再无其他争议，今后以和为贵，不得再因此事发生争执。'],
  ['terms', '相邻排水', '双方按原有水沟排水，不得堵塞、改道；需要维修时，费用由双方各承担一半。'],
  ['remedy', '终止告知', '已告知双方：可以依法申请仲裁、请求行政机关处理，或者向人民法院起诉。'],
  ['followUp', '履行完毕', '协议内容已全部履行，双方关系正常，没有新的矛盾，对调解结果满意。'],
] as const
