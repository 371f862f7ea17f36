/** A desk with villages, committees, mediators and many cases of ten years with their parties, the same every time. */
import { addDays, addMonths } from '../core/domain/day.ts'
import { codeTables } from '../core/domain/codes.ts'
import { mediation } from '../core/domain/mediation/fields.ts'
import { parseValues } from '../core/register/values.ts'
import { chanceFrom, inventName, type Chance } from '../core/server/demo/names.ts'
import { longCommand, pause } from '../core/server/command.ts'
import { openContext } from '../core/server/router-base.ts'
import { newTestDesk, type TestDesk } from '../core/testing.ts'
import { villages } from './measure.ts'

const kinds = codeTables.committeeKind.map(([code]) => code)
const sources = ['10', '10', '10', '20', '20', '31', '32', '33', '34', '39']
const categories = codeTables.disputeCategory.map(([code]) => code)
const difficulties = ['simple', 'normal', 'normal', 'normal', 'complex', 'major']
const summary = '双方因相邻通行和排水发生争执，村干部多次劝说无果，现申请调解。'

const places = ['村委会门口', '村东头老井旁', '集市', '二组晒场', '镇卫生院', '小学西墙外', '石榴园', '排灌站']
const quarrels = ['相邻', '宅基地', '婚姻', '赡养', '借款', '承包地', '交通事故', '劳务']
const today = '2026-11-21'
const running = ['accepted', 'mediating', 'mediating', 'mediating', 'agreed']

interface Surroundings {
  committees: readonly { id: string; kind: string }[]
  mediators: readonly string[]
  villageIds: readonly string[]
}

/** What becomes of a case: the old ones lie in the archive but for a few, the young are in hand. */
function inventCourse(chance: Chance, registeredOn: string, acceptedOn: string | null) {
  if (acceptedOn === null) {
    const old = registeredOn < addDays(today, -10)
    return {
      status: old && chance.below(4) > 0 ? chance.pick(['rejected', 'settled']) : 'registered',
      outcome: null,
      closedOn: null,
    }
  }
  const ended = acceptedOn < addDays(today, -25) ? chance.below(300) > 0 : chance.below(4) === 0
  if (!ended) return { status: chance.pick(running), outcome: null, closedOn: null }
  const outcome = chance.pick(['written', 'written', 'written', 'oral', 'oral', 'failed', 'terminated', 'withdrawn'])
  const closedOn = addDays(acceptedOn, chance.below(25))
  if (closedOn < addDays(today, -200)) return { status: chance.below(200) > 0 ? 'archived' : 'filed', outcome, closedOn }
  const agreed = outcome === 'written' || outcome === 'oral'
  if (agreed && closedOn > addDays(today, -60) && chance.below(3) > 0) return { status: 'effective', outcome, closedOn: null }
  return { status: chance.below(2) > 0 ? 'filed' : agreed ? 'closed' : outcome, outcome, closedOn }
}

/** Values of a case as the verbs of mediation leave them. */
function inventCase(
  chance: Chance,
  { at, count, names }: { at: number; count: number; names: readonly string[] },
  { committees, mediators, villageIds }: Surroundings,
) {
  // registered one after the other, as an office does
  const registeredOn = addDays('2017-01-01', Math.floor((at / count) * 3610))
  const committee = chance.pick(committees)
  const accepted = registeredOn < addDays(today, -3) ? chance.below(60) > 0 : chance.below(2) === 0
  const acceptedOn = accepted ? addDays(registeredOn, chance.below(3)) : null
  const { status, outcome, closedOn } = inventCourse(chance, registeredOn, acceptedOn)
  const agreed = outcome === 'written' || outcome === 'oral'
  const effectiveOn = agreed && acceptedOn !== null ? (closedOn ?? addDays(acceptedOn, 10)) : null
  const visited = status === 'archived' || status === 'filed' ? 400 : 5
  const people = (often: number) => (chance.below(often) === 0 ? 1 + chance.below(20) : null)
  return {
    title: `${names.join('与')}${chance.pick(quarrels)}纠纷`,
    status,
    source: chance.pick(sources),
    category: chance.pick(categories),
    difficulty: chance.pick(difficulties),
    registeredOn,
    villageId: chance.pick(villageIds),
    place: chance.pick(places),
    summary: summary.repeat(1 + chance.below(6)),
    committeeId: committee.id,
    committeeKind: accepted ? committee.kind : null,
    mediatorIds: accepted ? [chance.pick(mediators)] : [],
    partyCount: 2 + chance.below(4),
    acceptDueOn: addDays(registeredOn, 3),
    acceptedOn,
    dueOn: acceptedOn === null ? null : addDays(acceptedOn, 29),
    fileNo: accepted ? `（${registeredOn.slice(0, 4)}）石榴人调字第${String(at)}号` : null,
    outcome,
    closedOn,
    agreedFen: agreed && chance.below(3) > 0 ? chance.below(5_000_000) : null,
    effectiveOn,
    performance: agreed ? chance.pick(['performed', 'performed', 'performed', 'overdue', 'partial', 'notDue']) : null,
    performDueOn: effectiveOn === null ? null : addDays(effectiveOn, chance.below(60)),
    confirmDueOn: outcome === 'written' && effectiveOn !== null ? addDays(effectiveOn, 30) : null,
    confirmedOn: outcome === 'written' && effectiveOn !== null && chance.below(8) === 0 ? addDays(effectiveOn, 20) : null,
    nextFollowUpOn: effectiveOn === null || chance.below(visited) > 0 ? null : addMonths(effectiveOn, chance.pick([1, 3, 6])),
    fileDueOn: closedOn === null ? null : addDays(closedOn, 30),
    preventedCriminal: people(40),
    preventedPetition: people(60),
    preventedBrawl: people(200),
    preventedSuicide: people(300),
  }
}

const fill = longCommand('benchFill', { right: 'mediation', label: '生成数据' }, async (write, count: number) => {
  const chance = chanceFrom(7)
  const { values: defaults } = parseValues(mediation, {
    title: '甲与乙纠纷',
    category: '02',
    registeredOn: '2026-01-01',
    summary,
  })
  const committees = Array.from({ length: 60 }, (_, at) => {
    const kind = chance.pick(kinds)
    const name = `第${String(at)}调委会`
    const values = { name, shortName: String(at), committeeKind: kind, hasRoom: true, posted: false }
    return { id: write.records.insert('committee', values).id, kind }
  })
  const mediators = Array.from({ length: 300 }, (_, at) => {
    const values = {
      name: `调解员${String(at)}`,
      committeeId: chance.pick(committees).id,
      fullTime: false,
      legalBackground: false,
    }
    return write.records.insert('mediator', values).id
  })
  const villageIds = villages.map((name) => write.records.insert('village', { name, kind: 'village', divisionCode: null }).id)
  for (let at = 1; at <= count; at++) {
    const names = [inventName(chance, '1'), inventName(chance, '2')]
    const values = { ...defaults, ...inventCase(chance, { at, count, names }, { committees, mediators, villageIds }) }
    const { id: caseId } = write.records.insert('mediation', values)
    names.forEach((name, side) =>
      write.records.insert('mediationParty', {
        caseId,
        name,
        side: side === 0 ? 'applicant' : 'respondent',
        kind: 'person',
        representatives: [],
        consent: 'agreed',
      }),
    )
    if (at % 500 === 0) await pause()
  }
})

export async function deskWithCases(count: number, dataDir?: string): Promise<TestDesk> {
  const desk = await newTestDesk(dataDir === undefined ? {} : { dataDir })
  await fill(openContext(desk.context), count)
  return desk
}
