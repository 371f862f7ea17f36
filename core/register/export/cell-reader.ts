/**
 * Rows of a ledger as cells: of each row only the columns wanted, a reference's title read once. What a page would mask is masked
 * here by the same rule; a test compares the two.
 */
import { columnName, decodeRow, tableShapes } from '../../../db/rows.ts'
import type { SqliteConnection } from '../../../db/open.ts'
import { codeTables } from '../../domain/codes.ts'
import type { DescribedField, FieldValue, RegisterName } from '../../domain/field.ts'
import { maskValue } from '../../domain/mask.ts'
import { registers } from '../../domain/registers.ts'
import { titleOf } from '../views.ts'
import { printable } from './printable.ts'

/** Money is a number that can be summed; everything else is text, so that no digit is lost and nothing is calculated. */
export type ExportedCell = string | number | null

/** @param full masked fields as they are */
export function createCellReader(
  reader: SqliteConnection,
  register: RegisterName,
  fields: readonly DescribedField[],
  full: boolean,
): (rowNumbers: readonly number[]) => ExportedCell[][] {
  const shape = tableShapes[register]
  const columns = fields.map(({ name }) => columnName(register, name))
  const rows = reader
    .prepare(`SELECT ${['row_no', ...columns].join(', ')} FROM ${shape.name} WHERE row_no IN (SELECT value FROM json_each(?))`)
    .raw()
  const makers = fields.map((field) => cellMaker(reader, field, full))
  const decoders = fields.map(({ name }) => shape.byProperty.get(name)?.decode ?? ((value: unknown) => value))
  return (rowNumbers) => {
    const found = rows.all(JSON.stringify(rowNumbers)) as unknown[][]
    const byNumber = new Map(found.map((row) => [row[0] as number, row]))
    return rowNumbers.flatMap((rowNo) => {
      const row = byNumber.get(rowNo)
      return row ? [makers.map((cell, index) => cell((decoders[index]?.(row[index + 1]) ?? null) as FieldValue))] : []
    })
  }
}

/** Codes and references by name, masked values masked, money in yuan. */
function cellMaker(reader: SqliteConnection, { meta }: DescribedField, full: boolean): (value: FieldValue) => ExportedCell {
  const mask = full ? {} : meta
  const shown = (text: string) => printable(maskValue(mask, text))
  const { target } = meta
  if (target) {
    const title = titleReader(reader, target)
    return (value) =>
      Array.isArray(value) ? shown(value.map((id) => title(id)).join('、')) : value === null ? null : shown(title(String(value)))
  }
  if (meta.kind === 'code' && meta.codes) {
    const names = new Map<string, string>(codeTables[meta.codes].map(([code, name]) => [code, name]))
    return (value) => (value === null ? null : (names.get(String(value)) ?? printable(String(value))))
  }
  if (meta.kind === 'money') return (value) => (typeof value === 'number' ? value / 100 : null)
  if (meta.kind === 'flag') return (value) => (value === null ? null : value === true ? '是' : '否')
  return (value) => (value === null ? null : shown(Array.isArray(value) ? value.join('、') : String(value)))
}

/** Titles of the records of one ledger, each read once. */
function titleReader(reader: SqliteConnection, target: RegisterName): (id: string) => string {
  const known = new Map<string, string>()
  const byId = reader.prepare(`SELECT * FROM ${tableShapes[target].name} WHERE id = ?`)
  return (id) => {
    let title = known.get(id)
    if (title === undefined) {
      const raw = byId.get(id) as Record<string, unknown> | undefined
      title = raw ? titleOf(reader, registers[target], decodeRow(target, raw)) : ''
      known.set(id, title)
    }
    return title
  }
}
