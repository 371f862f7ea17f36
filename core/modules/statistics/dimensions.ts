/** What residents are counted by: the key of a record, the headings in the order of the form, and the list behind each. */
import type { SqliteConnection } from '../../../db/open.ts'
import type { Filter } from '../../contract/register.ts'
import type { PopulationDimension } from '../../contract/statistics.ts'
import { codeTables, type CodeTableName } from '../../domain/codes.ts'
import { ageBands, birthRange } from '../../domain/statistics/age-bands.ts'
import type { GroupKey } from './count-groups.ts'

export interface Heading {
  key: string
  label: string
  /** stands in the table even when nobody is counted under it */
  always: boolean
}

export interface Dimension {
  field: string
  key: GroupKey
  headings: Heading[]
  /** the list behind a heading */
  whereOf(key: string): Filter[]
}

/** key of records whose field is empty */
const emptyKey = ''
const unfilled: Heading = { key: emptyKey, label: '未填', always: false }

const sameValue =
  (field: string) =>
  (key: string): Filter[] =>
    key === emptyKey ? [{ field, op: 'empty' }] : [{ field, op: 'is', value: key }]

const plainKey = (column: string): GroupKey => ({ sql: `coalesce(${column}, '')`, parameters: [] })

interface Place {
  id: string
  name: string
  deleted: number
  unit: string | null
}

/** Places by division code; one name twice is told apart by its unit, a deleted one is said to be. */
function placeHeadings(places: Place[], always: (place: Place) => boolean): Heading[] {
  const often = new Map<string, number>()
  for (const { name } of places) often.set(name, (often.get(name) ?? 0) + 1)
  return places.map((place) => {
    const unit = (often.get(place.name) ?? 0) > 1 && place.unit !== null ? `（${place.unit}）` : ''
    return {
      key: place.id,
      label: `${place.name}${unit}${place.deleted ? '（已删除）' : ''}`,
      always: !place.deleted && always(place),
    }
  })
}

/** Whether a condition on the field itself leaves this value in. */
export function isAllowed(where: readonly Filter[], field: string, value: string): boolean {
  return where
    .filter((one) => one.field === field)
    .every(({ op, value: wanted }) => {
      if (op === 'is') return wanted === value
      if (op === 'in') return Array.isArray(wanted) && wanted.includes(value)
      return op !== 'empty'
    })
}

export function villageDimension(reader: SqliteConnection, where: readonly Filter[]): Dimension {
  const places = reader
    .prepare(
      `SELECT v.id, v.name, v.deleted_at IS NOT NULL AS deleted, p.name AS unit
       FROM villages v LEFT JOIN peers p ON p.unit_id = v.unit_id
       ORDER BY v.division_code IS NULL, v.division_code, v.unit_id, v.row_no`,
    )
    .all() as Place[]
  return {
    field: 'villageId',
    key: plainKey('village_id'),
    headings: [...placeHeadings(places, ({ id }) => isAllowed(where, 'villageId', id)), unfilled],
    whereOf: sameValue('villageId'),
  }
}

function gridDimension(reader: SqliteConnection, where: readonly Filter[]): Dimension {
  const places = reader
    .prepare(
      `SELECT g.id, g.name, g.deleted_at IS NOT NULL AS deleted, v.name AS unit, g.village_id AS villageId
       FROM grids g LEFT JOIN villages v ON v.id = g.village_id
       ORDER BY v.division_code IS NULL, v.division_code, v.unit_id, v.row_no, g.code IS NULL, g.code, g.row_no`,
    )
    .all() as (Place & { villageId: string })[]
  const villageOf = new Map(places.map(({ id, villageId }) => [id, villageId]))
  const always = ({ id }: Place) => isAllowed(where, 'gridId', id) && isAllowed(where, 'villageId', villageOf.get(id) ?? emptyKey)
  return {
    field: 'gridId',
    key: plainKey('grid_id'),
    headings: [...placeHeadings(places, always), unfilled],
    whereOf: sameValue('gridId'),
  }
}

function codeDimension(field: string, column: string, table: CodeTableName, usual: readonly string[], where: readonly Filter[]) {
  return {
    field,
    key: plainKey(column),
    headings: [
      ...codeTables[table].map(([key, label]) => ({
        key,
        label,
        always: usual.includes(key) && isAllowed(where, field, key),
      })),
      unfilled,
    ],
    whereOf: sameValue(field),
  }
}

function ageDimension(on: string): Dimension {
  const ranges = new Map(ageBands.map((band) => [band.key as string, birthRange(band, on)]))
  const oldestFirst = [...ranges].reverse().flatMap(([key, { to }]) => (to === null ? [] : [{ key, to }]))
  const [youngest] = ageBands
  return {
    field: 'birthOn',
    key: {
      sql: `CASE WHEN birth_on IS NULL THEN '' ${oldestFirst.map(() => 'WHEN birth_on <= ? THEN ?').join(' ')} ELSE ? END`,
      parameters: [...oldestFirst.flatMap(({ key, to }) => [to, key]), youngest.key],
    },
    headings: [
      ...ageBands.map(({ key, label }) => ({ key, label, always: true })),
      { key: emptyKey, label: '未知', always: false },
    ],
    whereOf(key) {
      const range = ranges.get(key)
      if (!range) return [{ field: 'birthOn', op: 'empty' }]
      return (['from', 'to'] as const).flatMap((op) => {
        const value = range[op]
        return value === null ? [] : [{ field: 'birthOn', op, value }]
      })
    },
  }
}

/** @param on the counting day, for ages */
export function populationDimensionOf(
  reader: SqliteConnection,
  dimension: PopulationDimension,
  where: readonly Filter[],
  on: string,
): Dimension {
  switch (dimension) {
    case 'village':
      return villageDimension(reader, where)
    case 'grid':
      return gridDimension(reader, where)
    case 'personType':
      return codeDimension(
        'personType',
        'person_type',
        'personType',
        codeTables.personType.map(([key]) => key),
        where,
      )
    case 'sex':
      return codeDimension('sex', 'sex', 'sex', ['1', '2'], where)
    case 'ageBand':
      return ageDimension(on)
  }
}
