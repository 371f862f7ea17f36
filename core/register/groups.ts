/** How many hits there are of each value, and what those chosen come to. */
import { columnName, tableShapes } from '../../db/rows.ts'
import { badRequest } from '../contract/errors.ts'
import type { Chosen, ListInput } from '../contract/register.ts'
import { codeName } from '../domain/codes.ts'
import { fieldOf, fieldsOf, type FieldMeta, type FieldValue } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import type { OpenContext } from '../server/context.ts'
import { conditionsOf, requireColumn } from './conditions.ts'
import { divisionNames } from './division-names.ts'
import { readRows } from './read-aside.ts'
import { titlesOf } from './views.ts'

export interface Group {
  values: FieldValue[]
  labels: string[]
  total: number
}

const shownGroups = 500

/** Most first. @throws DeskError BAD_REQUEST for masked fields and fields of many values */
export async function countGroups(
  context: OpenContext,
  { query, by }: { query: ListInput; by: readonly string[] },
): Promise<{ groups: Group[]; capped: boolean }> {
  const description = registers[query.register]
  const columns = by.map((field) => requireColumn(query.register, field, false))
  const metas = by.map((field) => (Object.hasOwn(description.fields.shape, field) ? fieldOf(description, field).meta : null))
  const many = metas.find((meta) => meta?.kind === 'list' || meta?.kind === 'references')
  if (many) throw badRequest(`${many.label}可有多个值，不能分组`)
  const { sql, parameters } = conditionsOf({ ...query, sort: [{ field: by[0] ?? 'id', descending: false }] })
  const names = columns.map((column, index) => `${column} AS value${String(index)}`).join(', ')
  const keys = columns.join(', ')
  const found = await readRows(context, query.register, {
    sql: `SELECT ${names}, count(*) AS total FROM ${tableShapes[query.register].name} WHERE ${sql}
      GROUP BY ${keys} ORDER BY total DESC, ${keys} LIMIT ${String(shownGroups + 1)}`,
    parameters,
  })
  const shown = found.slice(0, shownGroups)
  const values = shown.map((row) =>
    metas.map((meta, index) => {
      const value = row[`value${String(index)}`] as FieldValue
      return meta?.kind === 'flag' && value !== null ? value === 1 : value
    }),
  )
  const labels = metas.map((meta, index) =>
    labelled(
      context,
      meta,
      values.map((one) => one[index] ?? null),
    ),
  )
  return {
    groups: values.map((one, row) => ({
      values: one,
      labels: labels.map((column) => column[row] ?? ''),
      total: Number(shown[row]?.total),
    })),
    capped: found.length > shownGroups,
  }
}

/** What each value is called; an empty one is not. */
function labelled({ desk }: OpenContext, meta: FieldMeta | null, values: readonly FieldValue[]): string[] {
  const { reader } = desk.database
  const texts = values.filter((one) => typeof one === 'string')
  const names =
    meta?.kind === 'reference' && meta.target
      ? titlesOf(reader, meta.target, texts)
      : meta?.kind === 'division'
        ? divisionNames(reader, texts)
        : new Map<string, string>()
  return values.map((value) => {
    if (value === null) return ''
    if (typeof value === 'boolean') return value ? '是' : '否'
    if (meta?.codes) return codeName(meta.codes, String(value))
    return names.get(String(value)) ?? (meta?.kind === 'reference' ? '' : String(value))
  })
}

/** Number of records chosen, and the sums of their number and money fields (money in fen). */
export async function countTotals(
  context: OpenContext,
  { query, selection }: Chosen,
): Promise<{ total: number; sums: Record<string, number> }> {
  const { register } = query
  const summed = fieldsOf(registers[register]).filter(
    ({ meta }) => (meta.kind === 'integer' || meta.kind === 'money') && meta.mask === undefined,
  )
  const { sql, parameters } = conditionsOf({ ...query, sort: [{ field: 'id', descending: false }] })
  const listed = selection.all ? selection.except : selection.ids
  const sums = summed.map(({ name }) => `, coalesce(sum(${columnName(register, name)}), 0) AS ${name}`).join('')
  const [row] = await readRows(context, register, {
    sql: `SELECT count(*) AS total${sums} FROM ${tableShapes[register].name}
      WHERE ${sql} AND id ${selection.all ? 'NOT ' : ''}IN (SELECT value FROM json_each(?))`,
    parameters: [...parameters, JSON.stringify(listed)],
  })
  return {
    total: Number(row?.total ?? 0),
    sums: Object.fromEntries(summed.map(({ name }) => [name, Number(row?.[name] ?? 0)])),
  }
}
