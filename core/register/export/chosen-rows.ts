/** Which records a query and what is ticked in it come to, in the order of the query. */
import { columnName, tableShapes } from '../../../db/rows.ts'
import type { Chosen } from '../../contract/register.ts'
import type { RegisterName } from '../../domain/field.ts'
import { registers } from '../../domain/registers.ts'
import { pause } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import { hitNumbers } from '../snapshots.ts'

export interface ChosenRows {
  register: RegisterName
  rowNumbers: Int32Array
  /** retired records (moved out, dead) that the query would have given */
  leftOut: number
}

/** Other calls are served meanwhile. */
export async function chosenRows(context: OpenContext, { query, selection }: Chosen): Promise<ChosenRows> {
  const { register } = query
  const { reader } = context.desk.database
  const table = tableShapes[register].name
  const numbersOf = (condition: string, values: readonly string[]): Set<number> =>
    new Set(
      reader
        .prepare(`SELECT row_no FROM ${table} WHERE ${condition} IN (SELECT value FROM json_each(?))`)
        .pluck()
        .all(JSON.stringify(values)) as number[],
    )
  const rowNumbers = await hitNumbers(context, query)
  const named = selection.all ? selection.except : selection.ids
  const ticked = named.length === 0 ? new Set<number>() : numbersOf('id', named)
  const chosen =
    selection.all && ticked.size === 0 ? rowNumbers : rowNumbers.filter((rowNo) => ticked.has(rowNo) !== selection.all)
  const { retired } = registers[register]
  if (!retired || query.where?.some(({ field }) => field === retired.field)) return { register, rowNumbers: chosen, leftOut: 0 }
  await pause()
  const gone = numbersOf(columnName(register, retired.field), retired.is)
  const present = chosen.filter((rowNo) => !gone.has(rowNo))
  return { register, rowNumbers: present, leftOut: chosen.length - present.length }
}
