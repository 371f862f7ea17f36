/** Cases of the demonstration that are still mediated. */
import { addDays } from '../../domain/day.ts'
import { changeMediators, extendTerm } from '../../modules/mediation/mediate.ts'
import { createRecord } from '../../register/commands.ts'
import { type Story, opened, mediating } from './case-paths.ts'
import { accept, explained, hold, party, register } from './case-steps.ts'
import { disputes } from './disputes.ts'

export const runningStories: readonly Story[] = [
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
      explained: null,
    })
  },
]
