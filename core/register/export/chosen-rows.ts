/** Which records a query and what is ticked in it come to, in the order of the query. */
import { tableShapes } from '../../../db/rows.ts'
import type { Chosen } from '../../contract/register.ts'
import type { RegisterName } from '../../domain/field.ts'
import { registers } from '../../domain/registers.ts'
import type { OpenContext } from '../../server/context.ts'
import { readColumn } from '../prepared.ts'
import { hitNumbers } from '../snapshots.ts'

export interface ChosenRows {
  register: RegisterName
  rowNumbers: Int32Array
  /** retired records (moved out, dead) that the query would have given and nobody ticked */
  leftOut: number
}

/** Retired records go along when the query asks for their state, or when each was ticked. Other calls are served meanwhile. */
export async function chosenRows(context: OpenContext, { query, selection }: Chosen): Promise<ChosenRows> {
  const { register } = query
  const { reader } = context.desk.database
  const { name } = tableShapes[register]
  const named = selection.all ? selection.except : selection.ids
  const ticked = new Set<number>(
    readColumn(reader, `SELECT row_no FROM ${name} WHERE id IN (SELECT value FROM json_each(?))`, [
      JSON.stringify(named),
    ]) as number[],
  )
  const hits = await hitNumbers(context, query)
  const found = selection.all && ticked.size === 0 ? hits : hits.filter((rowNo) => ticked.has(rowNo) !== selection.all)
  const { retired } = registers[register]
  if (!selection.all || !retired || query.where?.some(({ field }) => field === retired.field))
    return { register, rowNumbers: found, leftOut: 0 }
  const where = [...(query.where ?? []), { field: retired.field, op: 'in' as const, value: [...retired.is] }]
  // in no order: the order of names would be walked through for them
  const gone = new Set(await hitNumbers(context, { ...query, where, sort: [{ field: 'id', descending: false }] }))
  const rowNumbers = gone.size === 0 ? found : found.filter((rowNo) => !gone.has(rowNo))
  return { register, rowNumbers, leftOut: found.length - rowNumbers.length }
}
