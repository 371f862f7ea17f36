/** Villages, grids, committees and households by what a file calls them; villages and households come into being where needed. */
import type { FieldValue, RecordValues } from '../../domain/field.ts'
import { fieldProblem } from '../../domain/problems.ts'
import { registers } from '../../domain/registers.ts'
import { isHead } from '../../domain/household/relations.ts'
import { plainVillageName, villageKey, villageKindOf } from '../../register/import/address.ts'
import type { WriteContext } from '../../server/command.ts'
import type { Heads } from './heads.ts'

interface KnownVillage {
  id: string
  name: string
  kind: ReturnType<typeof villageKindOf>
  /** came into being on the way, as something that rows refer to */
  made: boolean
}

interface KnownGrid {
  id: string
  villageId: FieldValue
}

export interface Places {
  /** a village that is there already */
  knownVillage(name: string): string | null
  /** null when it cannot be the name of a village */
  village(name: string): string | null
  /** by name or code; of two with the same name the one in this village. Null when there is none, or more than one */
  grid(name: string, villageId: FieldValue): string | null
  /** null when there is none of this name, or more than one */
  committee(name: string): string | null
  household(householdNo: string, member: RecordValues): string | null
  /** a record of the file itself that later rows may refer to; `formerName` of a village that is called otherwise now */
  remember(register: 'village' | 'grid', id: string, values: RecordValues, formerName?: string): void
}

/** @param made told of each village and household that comes into being */
export function createPlaces(
  write: WriteContext,
  heads: Heads,
  made: (register: 'village' | 'household', name: string) => void,
): Places {
  const { writer } = write.desk.database
  const own = 'unit_id = ? AND deleted_at IS NULL'
  const load = (sql: string) => writer.prepare(sql).raw().all(write.unit.unitId) as (string | null)[][]

  const villages = new Map<string, KnownVillage[]>()
  const villagesByCode = new Map<string, string>()
  const rememberVillage = (id: string, name: string, code: FieldValue, own: boolean) => {
    const known = { id, name, kind: villageKindOf(name), made: own }
    villages.set(villageKey(name), [...(villages.get(villageKey(name)) ?? []), known])
    if (typeof code === 'string') villagesByCode.set(code, id)
  }
  for (const [name, id, code] of load(`SELECT name, id, division_code FROM villages WHERE ${own}`))
    rememberVillage(id ?? '', name ?? '', code ?? null, false)
  const find = (name: string): KnownVillage | undefined => {
    const kind = villageKindOf(name)
    return villages.get(villageKey(name))?.find((one) => kind === null || one.kind === null || one.kind === kind)
  }

  const grids = new Map<string, KnownGrid[]>()
  const rememberGrid = (id: string, villageId: FieldValue, ...names: FieldValue[]) => {
    for (const name of new Set(names))
      if (typeof name === 'string') grids.set(name, [...(grids.get(name) ?? []), { id, villageId }])
  }
  for (const [name, id, villageId, code] of load(`SELECT name, id, village_id, code FROM grids WHERE ${own}`))
    rememberGrid(id ?? '', villageId ?? null, name ?? null, code ?? null)

  const households = new Map<string, string>()
  const householdAt = writer.prepare(`SELECT id FROM households WHERE ${own} AND village_id IS ? AND household_no = ?`).pluck()

  const committeesNamed = writer.prepare(`SELECT id FROM mediation_committees WHERE ${own} AND name = ? LIMIT 2`).pluck()

  return {
    knownVillage: (name) => find(name)?.id ?? null,
    village(name) {
      const coded = villagesByCode.get(name)
      if (coded !== undefined) return coded
      const known = find(name)
      const kind = villageKindOf(name)
      if (known) {
        // 板桥 was written first, now its full name is known
        if (known.kind === null && kind !== null && known.made) {
          write.records.update('village', known.id, null, { name, kind })
          Object.assign(known, { name, kind })
        }
        return known.id
      }
      if (/^\d+$/.test(name) || fieldProblem(registers.village, 'name', name) !== undefined) return null
      const values = { name: plainVillageName(name), kind: kind ?? 'village', divisionCode: null }
      const { id } = write.records.insert('village', values)
      made('village', values.name)
      rememberVillage(id, values.name, null, true)
      return id
    },
    grid(name, villageId) {
      const alike = grids.get(name) ?? []
      const here = alike.filter((one) => one.villageId === villageId)
      const [only, other] = here.length > 0 ? here : alike
      return only && !other ? only.id : null
    },
    committee(name) {
      const [only, other] = committeesNamed.all(write.unit.unitId, name) as string[]
      return only !== undefined && other === undefined ? only : null
    },
    household(householdNo, member) {
      if (fieldProblem(registers.household, 'householdNo', householdNo) !== undefined) return null
      const villageId = member.villageId ?? null
      const key = `${String(villageId)}|${householdNo}`
      let known = households.get(key) ?? (householdAt.get([write.unit.unitId, villageId, householdNo]) as string | undefined)
      if (known === undefined) {
        made('household', householdNo)
        const headName = isHead(member.relationToHead) && typeof member.name === 'string' ? member.name : null
        const address = member.residenceAddress ?? null
        known = write.records.insert('household', { householdNo, villageId, headName, address, housing: null }).id
        heads.made(known, headName)
      }
      households.set(key, known)
      return known
    },
    remember(register, id, values, formerName) {
      const { name, divisionCode, villageId, code } = values
      if (register === 'village') {
        if (formerName !== undefined) {
          const alike = villages.get(villageKey(formerName)) ?? []
          villages.set(
            villageKey(formerName),
            alike.filter((one) => one.id !== id),
          )
        }
        rememberVillage(id, String(name), divisionCode ?? null, false)
      } else rememberGrid(id, villageId ?? null, name ?? null, code ?? null)
    },
  }
}
