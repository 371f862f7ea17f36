/** What sets invented people apart: who came from elsewhere and what they need, who stays behind, who came, went or died lately. */
import { addDays, addYears, ageOn } from '../../domain/day.ts'
import type { RecordValues } from '../../domain/field.ts'
import type { Chance } from './names.ts'
import { dissolvedDivision, type Place } from './places.ts'

interface Circumstances {
  values: RecordValues
  /** in the order in which they happened */
  events: RecordValues[]
  services: RecordValues[]
}

interface Person {
  sex: string
  birthOn: string
  isHead: boolean
  personType: string
}

const year = 365

/** The days before today, each worked out once: a county asks for millions. */
export interface Calendar {
  today: string
  yearAgo: string
  before(days: number): string
}

export function calendarOf(today: string): Calendar {
  const known: string[] = []
  return { today, yearAgo: addDays(today, -year), before: (days) => (known[days] ??= addDays(today, -days)) }
}

export function circumstancesOf(chance: Chance, person: Person, place: Place, calendar: Calendar): Circumstances {
  const floating = person.personType === 'floating'
  const registeredOn = calendar.before(20 + chance.below(2 * year))
  const events = floating ? arrival(registeredOn, calendar) : lately(chance, person, calendar)
  const last = events.at(-1)
  const status = last?.kind === 'movedOut' ? 'movedOut' : last?.kind === 'died' ? 'deceased' : 'present'
  return {
    values: {
      residenceDivision: place.divisionCode,
      verifiedOn: chance.below(3) === 0 ? calendar.before(chance.below(400)) : null,
      ...(floating ? fromElsewhere(chance, registeredOn) : { hukouDivision: homeDivision(chance, place) }),
      ...(floating ? {} : leftBehind(chance, person, calendar.today)),
      status,
      statusOn: last?.happenedOn ?? null,
    },
    events: events.map((event) => ({ place: null, note: null, ...event, villageId: place.villageId })),
    services: floating && chance.below(3) === 0 ? needs(chance, registeredOn, calendar.today) : [],
  }
}

const homeDivision = (chance: Chance, place: Place): string =>
  place.divisionCode.startsWith(dissolvedDivision.slice(0, 9)) && chance.below(40) === 0 ? dissolvedDivision : place.divisionCode

const arrival = (registeredOn: string, { yearAgo }: Calendar): RecordValues[] =>
  registeredOn > yearAgo ? [{ kind: 'movedIn', happenedOn: registeredOn, place: '邻县' }] : []

/** One in forty came, went, returned or died within the year; all that were born in it were born in it. */
function lately(chance: Chance, { birthOn, isHead }: Person, { today, yearAgo, before }: Calendar): RecordValues[] {
  const lot = chance.below(240)
  const day = before(40 + chance.below(300))
  if (birthOn > yearAgo) return [{ kind: 'born', happenedOn: birthOn }]
  if (birthOn >= day) return []
  if (lot === 0) return [{ kind: 'movedIn', happenedOn: day, place: '邻县' }]
  // a household keeps its head
  if (isHead) return []
  if (lot < 3) return [{ kind: 'movedOut', happenedOn: day, place: '省城' }]
  if (lot === 3)
    return [
      { kind: 'movedOut', happenedOn: day, place: '外省务工' },
      { kind: 'returned', happenedOn: addDays(day, 30) },
    ]
  return lot < 16 && ageOn(birthOn, today) >= 66 ? [{ kind: 'died', happenedOn: day }] : []
}

function fromElsewhere(chance: Chance, registeredOn: string): RecordValues {
  return {
    hukouDivision: '999902000000',
    hukouAddress: `邻县清河乡${String(1 + chance.below(9))}村`,
    inflowReason: chance.pick(['01', '01', '01', '03', '05', '06', '08']),
    permitKind: '01',
    permitNo: `JZ9999${String(chance.below(100_000_000)).padStart(8, '0')}`,
    registeredOn,
    permitUntil: addYears(registeredOn, 1),
    dwellingKind: chance.pick(['02', '02', '02', '04', '05', '01']),
  }
}

const behind = [
  { kind: '01', hardship: '父母在外务工，由祖父母照看，放学后无人辅导功课。', assistance: '村里结对一名教师，每周入户一次。' },
  { kind: '02', hardship: '子女在外，行动不便，买药不方便。', assistance: '网格员每周上门，代购药品和日用品。' },
  { kind: '03', hardship: '丈夫在外务工，一人照料老人和孩子。', assistance: '妇联介绍手工加工活，在家就业。' },
] as const

function leftBehind(chance: Chance, { birthOn, sex }: Person, today: string): RecordValues {
  const age = ageOn(birthOn, today)
  const kind = age >= 3 && age < 16 ? 0 : age >= 65 ? 1 : sex === '2' && age >= 25 && age < 50 ? 2 : null
  if (chance.below(30) > 0 || kind === null) return {}
  const { kind: leftBehindKind, hardship, assistance } = behind[kind]
  return { personType: 'leftBehind', leftBehindKind, hardship, assistance }
}

function needs(chance: Chance, registeredOn: string, today: string): RecordValues[] {
  const neededOn = addDays(registeredOn, chance.below(15))
  const status = chance.pick(['needed', 'offered', 'done'])
  const after = (days: number): string => {
    const day = addDays(neededOn, days)
    return day > today ? today : day
  }
  return [
    {
      item: chance.pick(['settle', 'work', 'work', 'housing', 'health', 'school']),
      status,
      neededOn,
      offeredOn: status === 'needed' ? null : after(7),
      doneOn: status === 'done' ? after(25) : null,
    },
  ]
}
