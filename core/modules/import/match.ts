/** Which record of the ledger a row is about. */
import { columnName, tableShapes } from '../../../db/rows.ts'
import type { ImportMatch } from '../../contract/import.ts'
import type { FieldValue, RecordValues, RegisterName } from '../../domain/field.ts'
import { importKeys } from '../../register/import/import-keys.ts'
import { pause, type WriteContext } from '../../server/command.ts'
import type { Places } from './places.ts'

export interface Match {
  /** the record, or null for a new one */
  id: string | null
  /** an earlier row of this file that was about the same record */
  duplicateOfRow: number | null
  /** a person without number of the same name and birthday, or of whom no birthday is known: perhaps the same */
  twinId: string | null
}

export interface Matcher {
  find(values: RecordValues): Match
  /** tells of a record that a row has made or changed */
  written(row: number, id: string, values: RecordValues, created: boolean): void
}

const none: Match = { id: null, duplicateOfRow: null, twinId: null }

export async function createMatcher(
  write: WriteContext,
  register: RegisterName,
  by: ImportMatch['by'],
  places: Places,
): Promise<Matcher> {
  const rows = new Map<string, number>()
  const one = (id: string): Match => ({ ...none, id, duplicateOfRow: rows.get(id) ?? null })
  const byKeys = keyFinder(write, register, places)
  if (register !== 'resident') {
    return {
      find(values) {
        const id = byKeys(values)
        return id === null ? none : one(id)
      },
      written: (row, id) => rows.set(id, row),
    }
  }

  const unnumbered = await loadUnnumbered(write)
  const withNumber = write.desk.database.writer
    .prepare(
      // + keeps the planner on the index of names; that of villages would read a whole village for each row
      `SELECT id FROM residents WHERE unit_id = ? AND deleted_at IS NULL AND id_number IS NOT NULL
     AND name = ? AND birth_on = ? AND +village_id IS ? LIMIT 2`,
    )
    .pluck()
  return {
    find(values) {
      const known = byKeys(values)
      if (known !== null) return one(known)
      const { name, birthOn = null, villageId = null, groupName = null } = values
      const numbered = hasNumber(values)
      const alike = unnumbered.get(personKey(values)) ?? []
      // a name alone is nobody: village and group must say the same
      const here = alike.filter(
        (person) =>
          person.villageId === villageId && (birthOn !== null || (villageId !== null && person.groupName === groupName)),
      )
      const [free, otherFree] = here.filter((person) => !rows.has(person.id))
      if (by === 'nameBirthday' && birthOn !== null && numbered) {
        // who had no number has one now
        if (free && !otherFree) return one(free.id)
      } else if (by === 'nameBirthday') {
        if (free) return one(free.id)
        // of whom only the name is known, two may be two
        if (here[0] && birthOn !== null) return one(here[0].id)
        const [same, other] = birthOn === null ? [] : withNumber.all([write.unit.unitId, name, birthOn, villageId])
        if (typeof same === 'string' && other === undefined) return one(same)
      }
      return { ...none, twinId: alike.find((person) => birthOn !== null || !rows.has(person.id))?.id ?? null }
    },
    written(row, id, values, created) {
      const numbered = hasNumber(values)
      // the judge knows the numbers of this file: whom a number made new is not asked for again
      if (!numbered || !created) rows.set(id, row)
      if (numbered && created) return
      const key = personKey(values)
      const alike = (unnumbered.get(key) ?? []).filter((person) => person.id !== id)
      if (!numbered) alike.push({ id, villageId: values.villageId ?? null, groupName: values.groupName ?? null })
      if (alike.length > 0) unnumbered.set(key, alike)
      else unnumbered.delete(key)
    },
  }
}

/** Finds a record by the register's own keys. */
function keyFinder(write: WriteContext, register: RegisterName, places: Places): (values: RecordValues) => string | null {
  const { writer } = write.desk.database
  const table = tableShapes[register].name
  // an empty ledger grows only by rows whose numbers the judge has compared already
  const empty = register === 'resident' && writer.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined
  if (empty) return () => null
  const finders = (importKeys[register] ?? []).map(({ same, alike = [] }) => {
    const conditions = [
      ...same.map((name) => `${columnName(register, name)} = ?`),
      ...alike.flatMap((name) => {
        const column = columnName(register, name)
        return `(${column} IS NULL OR ? IS NULL OR ${column} = ?)`
      }),
    ]
    const sql = `SELECT id FROM ${table} WHERE unit_id = ? AND deleted_at IS NULL AND ${conditions.join(' AND ')} LIMIT 2`
    const statement = writer.prepare(sql).pluck()
    return (values: RecordValues): string | null => {
      const given = same.map((name) => values[name] ?? null)
      if (given.includes(null)) return null
      const also = alike.flatMap((name) => [values[name] ?? null, values[name] ?? null])
      const [id, other] = statement.all([write.unit.unitId, ...given, ...also])
      return typeof id === 'string' && other === undefined ? id : null
    }
  })
  return (values) => {
    for (const find of finders) {
      const id = find(values)
      if (id !== null) return id
    }
    return register === 'village' && typeof values.name === 'string' ? places.knownVillage(values.name) : null
  }
}

interface Unnumbered {
  id: string
  villageId: FieldValue
  groupName: FieldValue
}

const hasNumber = ({ idNumber, otherIdNo }: RecordValues) => typeof idNumber === 'string' || typeof otherIdNo === 'string'
const personKey = ({ name, birthOn }: RecordValues) => `${String(name)}|${String(birthOn ?? null)}`

/** Persons without a number: few, and asked for by nearly every row. */
async function loadUnnumbered(write: WriteContext): Promise<Map<string, Unnumbered[]>> {
  // the index of the numbers' last places finds those that have none
  const statement = write.desk.database.writer.prepare(
    `SELECT row_no AS rowNo, id, name, birth_on AS birthOn, village_id AS villageId, group_name AS groupName FROM residents
     WHERE substr(id_number, -6) IS NULL AND row_no > ? AND unit_id = ? AND deleted_at IS NULL AND other_id_no IS NULL
     ORDER BY row_no LIMIT 500`,
  )
  const found = new Map<string, Unnumbered[]>()
  let after = 0
  for (;;) {
    const persons = statement.all([after, write.unit.unitId]) as (RecordValues & Unnumbered & { rowNo: number })[]
    for (const person of persons) {
      const key = personKey(person)
      const { id, villageId, groupName } = person
      found.set(key, [...(found.get(key) ?? []), { id, villageId, groupName }])
      after = person.rowNo
    }
    if (persons.length < 500) return found
    await pause()
  }
}
