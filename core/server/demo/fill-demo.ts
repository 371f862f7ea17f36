/** Fills an empty desk with an invented township: people by household, cases in every state, visits, meetings. Deterministic. */
import { ageOn, localDay } from '../../domain/day.ts'
import type { RecordValues } from '../../domain/field.ts'
import { parseValues } from '../../register/values.ts'
import { registers } from '../../domain/registers.ts'
import { longCommand, pause, type WriteContext } from '../command.ts'
import type { OpenContext } from '../context.ts'
import { fillCasework } from './casework.ts'
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

export type DemoSize = 'office' | 'town' | 'county'

const sizes: Record<DemoSize, { people: number; townships: number }> = {
  office: { people: 1200, townships: 1 },
  town: { people: 50_000, townships: 1 },
  county: { people: 1_000_000, townships: 20 },
}

const villageNames = ['石榴村', '东关村', '西岭村', '大刘庄村', '板桥村', '郑屯村', '柳河社区', '富裕家园社区']
const townNames = [
  '石榴',
  '青杨',
  '柳河',
  '双桥',
  '枣林',
  '白塔',
  '南坪',
  '北岗',
  '清水',
  '龙湾',
  '桃园',
  '杏花',
  '松岭',
  '榆树',
  '槐店',
  '桂溪',
  '梅山',
  '竹园',
  '荷塘',
  '菊坡',
]

const fillPeople = longCommand(
  'fillDemo',
  { right: 'resident', label: '生成演示数据' },
  async (write, input: { size: DemoSize; seed: number }) => {
    const chance = chanceFrom(input.seed)
    const { people, townships } = sizes[input.size]
    const places = makePlaces(write, townships)
    const used = new Set<string>()
    let made = 0
    for (let householdNo = 1; made < people; householdNo++) {
      const place = places[householdNo % places.length]
      if (!place) throw new Error('a demo has villages')
      made += makeHousehold(write, chance, place, householdNo, used, people - made)
      if (householdNo % 50 === 0) await pause()
    }
    return { village: places.length, resident: made }
  },
)

interface Place {
  villageId: string
  gridId: string
  division6: string
}

function makePlaces(write: WriteContext, townships: number): Place[] {
  return Array.from({ length: townships }, (_, town) => town).flatMap((town) =>
    villageNames.map((name, index) => {
      const prefix = townships > 1 ? `${townNames[town] ?? ''}镇` : ''
      const divisionCode = `9999${String(1 + (town % 2)).padStart(2, '0')}${String(101 + town)}${String(201 + index)}`
      const village = write.records.insert('village', {
        name: prefix + name,
        kind: name.endsWith('社区') ? 'community' : 'village',
        divisionCode,
      })
      const grid = write.records.insert('grid', {
        name: `${prefix}${name.replace(/村$|社区$/, '')} 01`,
        code: `${divisionCode}01`,
        villageId: village.id,
        leadName: null,
        leadPhone: null,
        boundary: null,
      })
      return { villageId: village.id, gridId: grid.id, division6: `9999${String(1 + (index % 2)).padStart(2, '0')}` }
    }),
  )
}

function makeHousehold(
  write: WriteContext,
  chance: Chance,
  place: Place,
  householdNo: number,
  used: Set<string>,
  room: number,
): number {
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
    address,
    housing: chance.below(12) === 0 ? 'rented' : 'owned',
  })
  const personType = chance.below(12) === 0 ? 'floating' : 'registered'
  const chosen = members.slice(0, room)
  for (const member of chosen)
    insertMember(write, chance, place, used, { ...member, householdId: household.id, groupName, address, personType })
  return chosen.length
}

function insertMember(
  write: WriteContext,
  chance: Chance,
  place: Place,
  used: Set<string>,
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
  const { sex, birthOn } = member
  const age = ageOn(birthOn, '2026-12-31')
  let serial = chance.below(499)
  let idNumber = inventIdNumber(place.division6, birthOn, sex, serial)
  while (used.has(idNumber)) idNumber = inventIdNumber(place.division6, birthOn, sex, ++serial)
  used.add(idNumber)
  const numbered = chance.below(300) > 0
  const values: RecordValues = {
    name: member.name,
    idNumber: numbered ? idNumber : null,
    temporaryNo: numbered
      ? null
      : `T-${write.unit.unitCode.slice(0, 9)}-${String(write.nextNumber('temporaryNo')).padStart(6, '0')}`,
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
  write.records.insert('resident', parseValues(registers.resident, values).values)
}

/** @returns how much of each ledger was made */
export async function fillDemo(context: OpenContext, size: DemoSize, seed: number): Promise<Record<string, number>> {
  const people = await fillPeople(context, { size, seed })
  if (size === 'county') return people
  const today = localDay(context.backend.ports.clock.now())
  return { ...people, ...(await fillCasework(context, chanceFrom(seed + 1), today)) }
}
