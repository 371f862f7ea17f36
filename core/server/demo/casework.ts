/** Cases, visits and meetings of the demonstration, made with the same commands a person uses. */
import { addDays } from '../../domain/day.ts'
import type { RecordValues } from '../../domain/field.ts'
import { createRecord } from '../../register/commands.ts'
import { listRecords } from '../../register/queries.ts'
import {
  acceptCase,
  concludeAgreement,
  makeEffective,
  recordConsent,
  recordSession,
  registerDispute,
  terminateCase,
} from '../../modules/mediation/commands.ts'
import { addDecision, completeDecision, registerMeeting, signOffMinutes, writeMinutes } from '../../modules/meeting/commands.ts'
import { openCase, recordVisit } from '../../modules/resettlement/commands.ts'
import { listParts } from '../../register/queries.ts'
import type { OpenContext } from '../context.ts'
import type { Chance } from './names.ts'

const disputes = [
  {
    category: '02',
    cause: '邻里',
    summary: '两家共用院墙，一方翻建时滴水檐伸出约三十厘米，雨天水落入另一方院内，双方多次争吵。',
    term: '滴水檐退回墙内并加装落水管，费用由翻建一方承担。',
  },
  {
    category: '07',
    cause: '山林土地',
    summary: '相邻承包地之间的田埂被犁去一截，界石移位，双方对原边界说法不一。',
    term: '按现场丈量的边界重新栽设界石，犁去的田埂于春耕前恢复。',
  },
  {
    category: '10',
    cause: '拖欠工资',
    summary: '在镇建材厂做工三个月，工资只付一半，余款多次催要未果。',
    term: '余欠工资分两期付清，逾期按约定另付利息。',
  },
  {
    category: '06',
    cause: '损害赔偿',
    summary: '电动三轮车倒车时碰倒摊位，货物受损，双方对损失数额有分歧。',
    term: '赔偿货物损失，当场付清，双方不再追究。',
  },
  {
    category: '01',
    cause: '赡养',
    summary: '老人随长子居住，次子两年未付赡养费，老人生活费用不足。',
    term: '次子每月付赡养费，逢五日前交到老人手中，医药费由兄弟均摊。',
  },
  {
    category: '17',
    cause: '物业',
    summary: '楼上管道渗漏，浸湿楼下天花板和家具，双方与物业对责任说法不一。',
    term: '物业修复管道，楼上住户承担粉刷费用。',
  },
  {
    category: '04',
    cause: '合同',
    summary: '土地流转租金到期未付，承租方称收成不好要求减免。',
    term: '本年租金减收两成，余款年底前付清，来年按原约定执行。',
  },
  {
    category: '08',
    cause: '征地拆迁',
    summary: '修路占用宅基地一角，双方对补偿面积的丈量结果有争议。',
    term: '由第三方复测，以复测面积为准结算补偿款。',
  },
] as const

type Person = { id: string; name: string; address: string; villageId: string }

function somePeople(context: OpenContext): Person[] {
  const rows = context.desk.database.reader
    .prepare(
      `SELECT r.id, r.name, v.name || coalesce(r.group_name, '') || coalesce(r.residence_address, '') AS address, r.village_id AS villageId
       FROM residents r JOIN villages v ON v.id = r.village_id
       WHERE r.birth_on < '1998-01-01' AND r.birth_on > '1950-01-01' AND r.status = 'present' AND r.household_id IS NOT NULL ORDER BY r.row_no LIMIT 400`,
    )
    .all()
  return rows as Person[]
}

const party = (person: Person, side: string, consent: string): RecordValues => ({
  side,
  residentId: person.id,
  name: person.name,
  address: person.address,
  consent,
})

export async function fillCasework(context: OpenContext, chance: Chance, today: string): Promise<Record<string, number>> {
  const people = somePeople(context)
  const mediators: string[] = []
  for (const [name, duty] of [
    ['王秋石', '主任'],
    ['李永福', '委员'],
    ['张桂芬', '委员'],
  ] as const) {
    mediators.push((await createRecord(context, { register: 'mediator', values: { name, duty, fullTime: duty === '主任' } })).id)
  }
  let taken = 0
  const nextPerson = (): Person => {
    const person = people[(taken++ * 7) % people.length]
    if (!person) throw new Error('a demo has people')
    return person
  }
  const stages = [
    'registered',
    'mediating',
    'mediating',
    'dueToday',
    'overdue',
    'agreed',
    'effective',
    'effective',
    'terminated',
    'accepted',
    'effective',
    'mediating',
  ] as const
  for (const [index, stage] of stages.entries()) {
    const dispute = disputes[index % disputes.length]
    if (dispute) await makeCase(context, chance, { today, stage, dispute, mediators, first: nextPerson(), second: nextPerson() })
  }
  const released = await fillResettlement(context, chance, today, people)
  const meetings = await fillMeetings(context, today)
  return { mediation: stages.length, resettlement: released, meeting: meetings }
}

interface CaseInput {
  today: string
  stage: string
  dispute: (typeof disputes)[number]
  mediators: string[]
  first: Person
  second: Person
}

const daysAgo: Record<string, number> = {
  registered: 1,
  accepted: 3,
  mediating: 12,
  dueToday: 30,
  overdue: 33,
  agreed: 16,
  effective: 44,
  terminated: 26,
}

async function makeCase(
  context: OpenContext,
  chance: Chance,
  { today, stage, dispute, mediators, first, second }: CaseInput,
): Promise<void> {
  const start = addDays(today, -(daysAgo[stage] ?? 5) - (stage === 'effective' ? chance.below(60) : 0))
  const { id } = await registerDispute(context, {
    values: {
      title: `${first.name}与${second.name}${dispute.cause}纠纷`,
      category: dispute.category,
      source: chance.pick(['10', '20', '20', '33']),
      difficulty: chance.pick(['simple', 'normal', 'normal', 'complex']),
      registeredOn: start,
      occurredOn: addDays(start, -2),
      villageId: first.villageId,
      place: first.address,
      summary: dispute.summary,
      involvedCount: 2 + chance.below(3),
    },
    parties: [party(first, 'applicant', 'agreed'), party(second, 'respondent', stage === 'accepted' ? 'unstated' : 'agreed')],
  })
  if (stage === 'registered') return
  const version = () => context.desk.rows.get('mediation', id)?.version ?? 0
  await acceptCase(context, { id, expectedVersion: version(), acceptedOn: start, mediatorIds: [chance.pick(mediators)] })
  if (stage === 'accepted') return
  const heldOn = addDays(start, 3)
  await recordSession(context, {
    id,
    expectedVersion: version(),
    values: {
      heldOn,
      place: '镇综治中心调解室',
      recorder: '张桂芬',
      noticeGiven: true,
      body: `调解员告知双方权利义务和调解原则，双方无异议。\n${first.name}陈述：${dispute.summary}\n${second.name}表示愿意协商，但对责任大小有不同看法。\n调解员到现场查看，并向邻近住户了解情况后，分别做了说服工作。`,
      result: stage === 'agreed' || stage === 'effective' ? 'agreed' : 'continued',
    },
  })
  if (stage === 'terminated') {
    const respondent = listParts(context.desk.database.reader, 'mediationParty', id).find((one) => one.side === 'respondent')
    if (respondent) await recordConsent(context, { partyId: respondent.id, consent: 'refused', on: addDays(start, 10) })
    await terminateCase(context, {
      id,
      expectedVersion: version(),
      reason: 'refused',
      remedyNotice: '已告知双方可以依法申请仲裁、请求行政处理或者向人民法院起诉。',
      on: addDays(start, 10),
    })
    return
  }
  if (stage !== 'agreed' && stage !== 'effective') return
  const concludedOn = addDays(start, 6)
  await concludeAgreement(context, {
    id,
    expectedVersion: version(),
    values: {
      facts: dispute.summary,
      issues: '双方对责任大小和赔偿数额有争议。',
      terms: [dispute.term, '双方今后以和为贵，不得再因此事发生争执。'],
      amountFen: dispute.category === '02' ? null : (800 + chance.below(120) * 100) * 100,
      performMethod: 'once',
      performPlace: '镇综治中心',
      performDueOn: addDays(concludedOn, 15),
      concludedOn,
      recorder: '张桂芬',
    },
  })
  if (stage === 'agreed') return
  const partySignedOn = Object.fromEntries(
    listParts(context.desk.database.reader, 'mediationParty', id).map((one) => [one.id, concludedOn]),
  )
  await makeEffective(context, {
    id,
    expectedVersion: version(),
    partySignedOn,
    mediatorSignedOn: concludedOn,
    sealedOn: addDays(concludedOn, 1),
  })
}

async function fillResettlement(context: OpenContext, chance: Chance, today: string, people: Person[]): Promise<number> {
  const chosen = people.filter((_, index) => index % 31 === 5).slice(0, 9)
  for (const [index, person] of chosen.entries()) {
    const releasedOn = addDays(today, -(index === 0 ? 8 : 60 + index * 45))
    const { id } = await openCase(context, {
      values: {
        residentId: person.id,
        category: index % 4 === 3 ? 'corrected' : 'released',
        releasedOn,
        handoverOn: releasedOn,
        handoverType: '03',
        custodyPlace: '示例第一监狱',
        offenceCategory: chance.pick(['05', '06', '02']),
        originalTerm: chance.pick(['一年六个月', '二年', '三年', '八个月']),
        assistanceClass: '02',
        needs: chance.pick(['就业推荐', '社会保险接续', '技能培训', '落户指导']),
        noticeGivenOn: releasedOn,
      },
    })
    if (index === 0) continue
    const version = context.desk.rows.get('resettlement', id)?.version ?? 1
    await recordVisit(context, {
      id,
      expectedVersion: version,
      values: {
        visitedOn: addDays(today, index === 1 ? -93 : -(10 + index * 9)),
        mode: index % 3 === 0 ? 'phone' : 'home',
        place: person.address,
        visitors: ['王秋石', '李永福'],
        living: '与家人同住，生活安定。',
        employment: '在镇上做零工，收入不固定。',
        difficulties: '希望有稳定的工作。',
        helpGiven: '介绍了镇人社所的培训班。',
        nextStep: '下月跟进培训报名。',
      },
    })
  }
  return chosen.length
}

async function fillMeetings(context: OpenContext, today: string): Promise<number> {
  const staff: RecordValues[] = [
    { name: '王秋石', organization: '综治中心', duty: '主任', role: 'attendee' },
    { name: '李永福', organization: '司法所', duty: '所长', role: 'attendee' },
    { name: '张桂芬', organization: '人民调解委员会', duty: '委员', role: 'attendee' },
    { name: '赵静', organization: '民政办', duty: '干事', role: 'observer' },
    { name: '陈立', organization: '派出所', duty: '副所长', role: 'leave' },
  ]
  const { rows } = listRecords(context.desk.database.reader, { register: 'mediation', offset: 0, limit: 2 })
  let made = 0
  for (const ago of [15, 8, 1]) {
    const heldOn = addDays(today, -ago)
    const { id } = await registerMeeting(context, {
      values: {
        title: '矛盾纠纷周调度会',
        kind: 'DD',
        heldOn,
        heldAt: '14:30',
        place: '镇政府三楼会议室',
        chair: '王秋石',
        recorder: '赵静',
        issueNo: 30 + made,
      },
      attendees: staff,
      agenda: [
        { title: '上次决定办理情况', reporter: '赵静' },
        { title: '本周排查情况', reporter: '李永福' },
        ...rows.map((row) => ({ title: row.title, reporter: '张桂芬', caseId: row.id })),
      ],
    })
    made += 1
    const version = () => context.desk.rows.get('meeting', id)?.version ?? 0
    await writeMinutes(context, {
      id,
      expectedVersion: version(),
      values: { discussion: '会议听取了各村一周排查情况，逐件研究了未化解的纠纷，要求包案人员上门核实、限期答复。' },
    })
    const decisions = [
      {
        content: '板桥村地边界埂由自然资源所实地勘界',
        leadOrganization: '自然资源所',
        owner: '李永福',
        dueOn: addDays(heldOn, 5),
        criterion: '出具勘界图并经双方签认',
      },
      {
        content: '富裕家园三号楼漏水纠纷由物业调委会介入',
        leadOrganization: '物业调委会',
        owner: '赵静',
        dueOn: addDays(heldOn, 12),
        criterion: '达成协议或告知救济途径',
      },
      {
        content: '铁路沿线护栏缺口逐段排查',
        leadOrganization: '综治办',
        owner: '陈立',
        dueOn: addDays(heldOn, 6),
        criterion: '形成清单并全部封堵',
      },
    ]
    for (const [index, values] of decisions.entries()) {
      const added = await addDecision(context, { id, expectedVersion: version(), values })
      if (ago === 15 || (ago === 8 && index === 0)) {
        await completeDecision(context, {
          id: added.id,
          expectedVersion: 1,
          on: values.dueOn < today ? values.dueOn : today,
          progress: '已按要求办结。',
        })
      }
    }
    if (ago > 1) await signOffMinutes(context, { id, expectedVersion: version(), signedOffBy: '王秋石', on: addDays(heldOn, 1) })
  }
  return made
}
