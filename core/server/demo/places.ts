/** Divisions of two years, villages, grids and who looks after them: places that are assigned to nobody (9999…). */
import { addDays } from '../../domain/day.ts'
import type { WriteContext } from '../command.ts'
import { inventName, inventPhone, type Chance } from './names.ts'

export interface Place {
  villageId: string
  gridId: string
  divisionCode: string
  division6: string
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

/** the last village of the first township was dissolved after the first year */
export const dissolvedDivision = '999901101209'
const years = [2025, 2026] as const
/** what a village was called before it was renamed */
const formerName: Readonly<Record<string, string>> = { 大刘庄村: '刘庄村' }

const townCode = (town: number): string => `9999${String(1 + (town % 2)).padStart(2, '0')}${String(101 + town)}`
const villageCode = (town: number, village: number): string => `${townCode(town)}${String(201 + village)}`

export function makePlaces(write: WriteContext, chance: Chance, townships: number): Place[] {
  makeDivisions(write, townships)
  return Array.from({ length: townships }, (_, town) => town).flatMap((town) =>
    villageNames.map((name, index) => {
      const prefix = townships > 1 ? `${townNames[town] ?? ''}镇` : ''
      const divisionCode = villageCode(town, index)
      const village = write.records.insert('village', {
        name: prefix + name,
        kind: name.endsWith('社区') ? 'community' : 'village',
        divisionCode,
      })
      const gridId = makeGrid(write, chance, {
        name: `${prefix}${name.replace(/村$|社区$/, '')} 01`,
        code: `${divisionCode}01`,
        villageId: village.id,
        changedHands: index % 4 === 0,
      })
      return { villageId: village.id, gridId, divisionCode, division6: `9999${String(1 + (index % 2)).padStart(2, '0')}` }
    }),
  )
}

function makeDivisions(write: WriteContext, townships: number): void {
  const add = (code: string, year: number, name: string, urbanRural: string | null = null) =>
    write.records.insert('division', { code, year, name, urbanRural })
  for (const year of years) {
    add('999901000000', year, '示例县')
    add('999902000000', year, '邻县')
    for (let town = 0; town < townships; town++) {
      add(`${townCode(town)}000`, year, `${townNames[town] ?? ''}镇`)
      for (const [index, name] of villageNames.entries()) {
        const called = year === years[0] ? (formerName[name] ?? name) : name
        add(villageCode(town, index), year, called, name.endsWith('社区') ? '121' : '220')
      }
    }
    if (year === years[0]) add(dissolvedDivision, year, '铁路村', '220')
  }
}

interface NewGrid {
  name: string
  code: string
  villageId: string
  /** its lead was another person until this year */
  changedHands: boolean
}

/** A grid with a lead, a full-time and a part-time member. */
function makeGrid(write: WriteContext, chance: Chance, { name, code, villageId, changedHands }: NewGrid): string {
  const leadSince = changedHands ? addDays('2026-01-05', chance.below(200)) : '2024-03-01'
  const lead = { name: inventName(chance, '1'), phone: inventPhone(chance) }
  const { id: gridId } = write.records.insert('grid', {
    name,
    code,
    villageId,
    leadName: lead.name,
    leadPhone: lead.phone,
    publicPhone: '0000-8881234',
    boundary: null,
  })
  const staff = (who: { name: string; phone: string }, role: string, fromOn: string, toOn: string | null) =>
    write.records.insert('gridStaff', { gridId, ...who, role, fromOn, toOn })
  const somebody = (sex: '1' | '2') => ({ name: inventName(chance, sex), phone: inventPhone(chance) })
  if (changedHands) staff(somebody('1'), 'lead', '2022-03-01', leadSince)
  staff(lead, 'lead', leadSince, null)
  staff(somebody('2'), 'fullTime', '2023-05-01', null)
  staff(somebody('1'), 'partTime', '2024-09-01', null)
  return gridId
}
