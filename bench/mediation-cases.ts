/** A desk with committees, mediators and many cases of ten years, the same every time. */
import { addDays } from '../core/domain/day.ts'
import { codeTables } from '../core/domain/codes.ts'
import { mediation } from '../core/domain/mediation/fields.ts'
import { parseValues } from '../core/register/values.ts'
import { chanceFrom, type Chance } from '../core/server/demo/names.ts'
import { longCommand, pause } from '../core/server/command.ts'
import { openContext } from '../core/server/router-base.ts'
import { newTestDesk, type TestDesk } from '../core/testing.ts'

const kinds = codeTables.committeeKind.map(([code]) => code)
const sources = ['10', '10', '10', '20', '20', '31', '32', '33', '34', '39']
const categories = codeTables.disputeCategory.map(([code]) => code)
const difficulties = ['simple', 'normal', 'normal', 'normal', 'complex', 'major']
const summary = '双方因相邻通行和排水发生争执，村干部多次劝说无果，现申请调解。'

/** Values of a case as the verbs of mediation leave them. */
function inventCase(
  chance: Chance,
  { at, count }: { at: number; count: number },
  committees: readonly { id: string; kind: string }[],
  mediators: readonly string[],
) {
  // registered one after the other, as an office does
  const registeredOn = addDays('2017-01-01', Math.floor((at / count) * 3610))
  const committee = chance.pick(committees)
  const accepted = chance.below(20) > 0
  const closed = accepted && registeredOn < '2026-11-01' && chance.below(12) > 0
  const acceptedOn = accepted ? addDays(registeredOn, chance.below(3)) : null
  const closedOn = closed && acceptedOn !== null ? addDays(acceptedOn, chance.below(40)) : null
  const outcome = closed
    ? chance.pick(['written', 'written', 'written', 'oral', 'oral', 'failed', 'terminated', 'withdrawn'])
    : null
  const agreed = outcome === 'written' || outcome === 'oral'
  const people = (often: number) => (chance.below(often) === 0 ? 1 + chance.below(20) : null)
  return {
    title: `甲与乙${String(at)}号纠纷`,
    status: !accepted ? 'registered' : !closed ? 'mediating' : agreed ? 'closed' : outcome,
    source: chance.pick(sources),
    category: chance.pick(categories),
    difficulty: chance.pick(difficulties),
    registeredOn,
    summary: summary.repeat(1 + chance.below(6)),
    committeeId: committee.id,
    committeeKind: accepted ? committee.kind : null,
    mediatorIds: accepted ? [chance.pick(mediators)] : [],
    partyCount: 2 + chance.below(4),
    acceptedOn,
    dueOn: acceptedOn === null ? null : addDays(acceptedOn, 29),
    fileNo: accepted ? `（${registeredOn.slice(0, 4)}）石榴人调字第${String(at)}号` : null,
    outcome,
    closedOn,
    agreedFen: agreed && chance.below(3) > 0 ? chance.below(5_000_000) : null,
    effectiveOn: agreed ? closedOn : null,
    performance: agreed ? chance.pick(['performed', 'performed', 'performed', 'overdue', 'partial', 'notDue']) : null,
    performDueOn: agreed && closedOn !== null ? addDays(closedOn, chance.below(60)) : null,
    confirmedOn: outcome === 'written' && closedOn !== null && chance.below(8) === 0 ? addDays(closedOn, 20) : null,
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
  for (let at = 1; at <= count; at++) {
    write.records.insert('mediation', { ...defaults, ...inventCase(chance, { at, count }, committees, mediators) })
    if (at % 500 === 0) await pause()
  }
})

export async function deskWithCases(count: number, dataDir?: string): Promise<TestDesk> {
  const desk = await newTestDesk(dataDir === undefined ? {} : { dataDir })
  await fill(openContext(desk.context), count)
  return desk
}
