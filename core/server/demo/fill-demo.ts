/**
 * Fills an empty desk with an invented township: people by household and what happened to them, cases in every state, visits,
 * meetings. The same seed on the same day gives the same.
 */
import { addYears, ageOn, localDay } from '../../domain/day.ts'
import { fieldsOf, type FieldValue, type RecordValues } from '../../domain/field.ts'
import { temporaryNumber } from '../../register/resident-record.ts'
import { parseValues } from '../../register/values.ts'
import { registers } from '../../domain/registers.ts'
import { longCommand, pause, type WriteContext } from '../command.ts'
import type { OpenContext } from '../context.ts'
import { fillCasework } from './casework.ts'
import { calendarOf, circumstancesOf, type Calendar } from './circumstances.ts'
import {
  chanceFrom,
  inventBirthday,
  inventIdNumber,
  inventName,
  inventOccupation,
  inventPhone,
  inventSurname,
  type Chance,
} from './names.ts'
import { oddPeople } from './odd-people.ts'
import { makePlaces, type Place } from './places.ts'

export type DemoSize = 'office' | 'town' | 'county'

const sizes: Record<DemoSize, { people: number; townships: number }> = {
  office: { people: 1200, townships: 1 },
  town: { people: 50_000, townships: 1 },
  county: { people: 1_000_000, townships: 20 },
}

const fillPeople = longCommand(
  'fillDemo',
  { right: 'resident', label: '生成演示数据' },
  async (write, input: { size: DemoSize; seed: number }) => {
    const { people, townships } = sizes[input.size]
    const more = chanceFrom(input.seed + 7)
    const places = makePlaces(write, more, townships)
    const [first] = places
    if (!first) throw new Error('a demo has villages')
    const making: Making = { write, chance: chanceFrom(input.seed), more, calendar: calendarOf(write.today), used: new Set() }
    const odd = oddPeople(first)
    for (const values of odd) {
      insertResident(write, values, true)
      if (typeof values.idNumber === 'string') making.used.add(values.idNumber)
    }
    let made = odd.length
    for (let householdNo = 1; made < people; householdNo++) {
      made += makeHousehold(making, places[householdNo % places.length] ?? first, householdNo, people - made)
      if (householdNo % 50 === 0) await pause()
    }
    return { village: places.length, resident: made }
  },
)

interface Making {
  write: WriteContext
  chance: Chance
  /** what happened to people has dice of its own: who they are does not depend on it */
  more: Chance
  calendar: Calendar
  /** numbers given out */
  used: Set<string>
}

function makeHousehold(making: Making, place: Place, householdNo: number, room: number): number {
  const { write, chance } = making
  const surname = inventSurname(chance)
  const groupName = `${String(1 + chance.below(8))}组`
  const address = `${groupName}${String(1 + chance.below(300))}号`
  const headSex = chance.below(5) === 0 ? '2' : '1'
  const headBirth = inventBirthday(chance, 28, 78)
  const headAge = ageOn(headBirth, '2026-12-31')
  const members: { sex: '1' | '2'; birthOn: string; relation: string; name: string }[] = [
    { sex: headSex, birthOn: headBirth, relation: '02', name: inventName(chance, headSex, surname) },
  ]
  if (chance.below(6) > 0) {
    const sex = headSex === '1' ? '2' : '1'
    members.push({
      sex,
      birthOn: inventBirthday(chance, Math.max(22, headAge - 6), headAge + 2),
      relation: '10',
      name: inventName(chance, sex),
    })
  }
  for (let child = chance.below(3); child > 0; child--) {
    const sex = chance.below(2) === 0 ? '1' : '2'
    members.push({
      sex,
      birthOn: inventBirthday(chance, Math.max(0, headAge - 34), Math.max(1, headAge - 22)),
      relation: sex === '1' ? '20' : '30',
      name: inventName(chance, sex, surname),
    })
  }
  if (headAge < 58 && chance.below(4) === 0) {
    members.push({
      sex: '2',
      birthOn: inventBirthday(chance, headAge + 20, headAge + 30),
      relation: '52',
      name: inventName(chance, '2'),
    })
  }
  const household = write.records.insert('household', {
    householdNo: String(householdNo),
    headName: members[0]?.name ?? null,
    villageId: place.villageId,
    gridId: place.gridId,
    address,
    housing: chance.below(12) === 0 ? 'rented' : 'owned',
  })
  const personType = chance.below(12) === 0 ? 'floating' : 'registered'
  const chosen = members.slice(0, room)
  for (const member of chosen)
    insertMember(making, place, { ...member, householdId: household.id, groupName, address, personType })
  return chosen.length
}

function insertMember(
  { write, chance, more, calendar, used }: Making,
  place: Place,
  member: {
    sex: '1' | '2'
    birthOn: string
    relation: string
    name: string
    householdId: string
    groupName: string
    address: string
    personType: string
  },
): void {
  const { sex } = member
  // nobody is born tomorrow
  const birthOn = member.birthOn > write.today ? addYears(member.birthOn, -1) : member.birthOn
  const age = ageOn(birthOn, '2026-12-31')
  let serial = chance.below(499)
  let idNumber = inventIdNumber(place.division6, birthOn, sex, serial)
  while (used.has(idNumber)) idNumber = inventIdNumber(place.division6, birthOn, sex, ++serial)
  used.add(idNumber)
  const numbered = chance.below(300) > 0
  const values: RecordValues = {
    name: member.name,
    idNumber: numbered ? idNumber : null,
    sex,
    birthOn,
    ethnicity: chance.below(20) === 0 ? '03' : '01',
    personType: member.personType,
    phone: age >= 16 && chance.below(4) > 0 ? inventPhone(chance) : null,
    villageId: place.villageId,
    groupName: member.groupName,
    residenceAddress: member.address.replace(member.groupName, ''),
    gridId: place.gridId,
    householdId: member.householdId,
    relationToHead: member.relation,
    education: age < 7 ? null : chance.pick(['80', '70', '70', '60', '30', '20']),
    occupation: age < 6 ? null : age < 22 ? '学生' : age > 64 ? '退休' : inventOccupation(chance),
  }
  const isHead = member.relation === '02'
  const circumstances = circumstancesOf(more, { sex, birthOn, isHead, personType: member.personType }, place, calendar)
  const residentId = insertResident(write, { ...values, ...circumstances.values }, used.size <= checkedPeople)
  for (const event of circumstances.events) write.records.insert('lifeEvent', { residentId, ...event })
  for (const service of circumstances.services)
    write.records.insert('serviceItem', parseValues(registers.serviceItem, { residentId, ...service }).values)
}

/** A resident of whom nothing is said. */
const unsaid: RecordValues = Object.fromEntries(
  fieldsOf(registers.resident).flatMap(({ name, schema }) => {
    const standard = schema.safeParse(undefined)
    return standard.success ? [[name, standard.data as FieldValue]] : []
  }),
)

/** Of the first people every rule is asked; those after them are made of the same parts, and a county has a million. */
const checkedPeople = 2000

function insertResident(write: WriteContext, raw: RecordValues, checks: boolean): string {
  const values = checks ? parseValues(registers.resident, raw).values : { ...unsaid, ...raw }
  if (values.idNumber === null) values.temporaryNo = temporaryNumber(write)
  return write.records.insert('resident', values).id
}

/** A million people's indexes do not fit the cache of everyday work: each new row would read and write pages anew. */
async function fillCounty(context: OpenContext, seed: number): Promise<Record<string, number>> {
  const { writer } = context.desk.database
  const everyday = Number(writer.pragma('cache_size', { simple: true }))
  writer.pragma('cache_size=-524288')
  try {
    return await fillPeople(context, { size: 'county', seed })
  } finally {
    writer.pragma(`cache_size=${String(everyday)}`)
  }
}

/** @returns how much of each ledger was made */
export async function fillDemo(context: OpenContext, size: DemoSize, seed: number): Promise<Record<string, number>> {
  if (size === 'county') return fillCounty(context, seed)
  const people = await fillPeople(context, { size, seed })
  const today = localDay(context.backend.ports.clock.now())
  return { ...people, ...(await fillCasework(context, chanceFrom(seed + 1), today)) }
}
