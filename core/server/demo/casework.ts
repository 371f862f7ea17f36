/** Cases, visits and meetings of the demonstration, made with the same commands a person uses. */
import { addDays } from '../../domain/day.ts'
import type { RecordValues } from '../../domain/field.ts'
import { listRecords } from '../../register/queries.ts'
import { addDecision, completeDecision, registerMeeting, signOffMinutes, writeMinutes } from '../../modules/meeting/commands.ts'
import { openCase, recordVisit } from '../../modules/resettlement/commands.ts'
import type { OpenContext } from '../context.ts'
import type { DemoPerson } from './case-steps.ts'
import { fillCases } from './cases.ts'
import { fillCommittees } from './committees.ts'
import type { Chance } from './names.ts'

function somePeople(context: OpenContext): DemoPerson[] {
  const rows = context.desk.database.reader
    .prepare(
      `SELECT r.id, r.name, v.name || coalesce(r.group_name, '') || coalesce(r.residence_address, '') AS address, r.village_id AS villageId
       FROM residents r JOIN villages v ON v.id = r.village_id
       WHERE r.birth_on < '1998-01-01' AND r.birth_on > '1950-01-01' AND r.status = 'present' AND r.household_id IS NOT NULL ORDER BY r.row_no LIMIT 400`,
    )
    .all()
  return rows as DemoPerson[]
}

export async function fillCasework(context: OpenContext, chance: Chance, today: string): Promise<Record<string, number>> {
  const people = somePeople(context)
  let taken = 0
  const nextPerson = (): DemoPerson => {
    const person = people[(taken++ * 7) % people.length]
    if (!person) throw new Error('a demo has people')
    return person
  }
  const committees = await fillCommittees(context, today)
  const cases = await fillCases({ context, chance, today, committees, nextPerson })
  const released = await fillResettlement(context, chance, today, people)
  const meetings = await fillMeetings(context, today)
  return { committee: committees.length, mediation: cases, resettlement: released, meeting: meetings }
}

async function fillResettlement(context: OpenContext, chance: Chance, today: string, people: DemoPerson[]): Promise<number> {
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
