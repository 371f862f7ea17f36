/**
 * What people make of a ledger's page: saved views — a person's own, or the office's — and the layout of its columns.
 * Views are audited by their id, for a name may hold what was searched for; the layout is how one person likes things, and is kept as drafts are.
 */
import type { SqliteConnection } from '../../db/open.ts'
import { badRequest, DeskError, notFound } from '../contract/errors.ts'
import { viewDefinition, type SavedView, type ViewDefinition } from '../contract/register.ts'
import type { Account } from '../contract/session.ts'
import type { RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { command } from '../server/command.ts'
import type { OpenContext } from '../server/context.ts'
import { may } from '../server/rights.ts'
import { openColumns } from './conditions.ts'

/** Of one person in one ledger, and of the office in one ledger. */
const mostViews = 40

export interface ViewInput {
  register: RegisterName
  id?: string | undefined
  name: string
  owner: SavedView['owner']
  definition: ViewDefinition
}

interface StoredView {
  id: string
  register: RegisterName
  account_id: string | null
  name: string
}

/** The office's first, then one's own, each in the order of their names. A view of a later version of the program is left out. */
export function listViews(reader: SqliteConnection, register: RegisterName, accountId: string): SavedView[] {
  const rows = reader
    .prepare(
      `SELECT id, register, account_id, name, definition FROM ledger_views
       WHERE register = ? AND (account_id IS NULL OR account_id = ?) ORDER BY account_id IS NOT NULL, name, id`,
    )
    .all([register, accountId]) as (StoredView & { definition: string })[]
  return rows.flatMap((row) => {
    const definition = viewDefinition.safeParse(JSON.parse(row.definition))
    return definition.success
      ? [{ id: row.id, name: row.name, owner: row.account_id === null ? 'office' : 'mine', definition: definition.data }]
      : []
  })
}

/**
 * A new view, or one under its id; making one's own view the office's, or back, is a matter of the office too.
 *
 * @throws FORBIDDEN without the right for the office's views, NOT_FOUND for a view that is gone or another person's
 */
export const saveView = command('saveView', { right: 'read', label: '保存视图' }, (write, input: ViewInput): SavedView => {
  const { register, name, owner, definition } = input
  requireKnownFields(register, definition)
  const { writer } = write.desk.database
  const accountId = owner === 'office' ? null : write.session.id
  const old = input.id === undefined ? undefined : requireView(writer, write.session, input.id)
  if (old && old.register !== register) throw notFound('这个视图')
  if (owner === 'office') requireOfficeRight(write.session)
  const beside = listViews(writer, register, write.session.id).filter((one) => one.owner === owner && one.id !== old?.id)
  if (beside.some((one) => one.name === name)) throw badRequest(`已经有名为“${name}”的视图，请换一个名称`)
  if (beside.length >= mostViews) throw badRequest(`视图最多 ${String(mostViews)} 个，请先删去不用的`)
  const id = old?.id ?? write.newId()
  writer
    .prepare(
      `INSERT INTO ledger_views (id, register, account_id, name, definition, saved_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET account_id = excluded.account_id, name = excluded.name,
         definition = excluded.definition, saved_at = excluded.saved_at`,
    )
    .run([id, register, accountId, name, JSON.stringify(definition), write.at])
  write.note({ register, recordId: id, owner })
  return { id, name, owner, definition }
})

/** @throws FORBIDDEN without the right for the office's views, NOT_FOUND for a view that is gone or another person's */
export const removeView = command('removeView', { right: 'read', label: '删除视图' }, (write, { id }: { id: string }) => {
  const { writer } = write.desk.database
  const old = requireView(writer, write.session, id)
  writer.prepare('DELETE FROM ledger_views WHERE id = ?').run(id)
  write.note({ register: old.register, recordId: id, owner: old.account_id === null ? 'office' : 'mine' })
  return {}
})

/** A view this person may change. */
function requireView(writer: SqliteConnection, session: Account, id: string): StoredView {
  const row = writer.prepare('SELECT id, register, account_id, name FROM ledger_views WHERE id = ?').get(id) as
    StoredView | undefined
  if (!row || (row.account_id !== null && row.account_id !== session.id)) throw notFound('这个视图')
  if (row.account_id === null) requireOfficeRight(session)
  return row
}

function requireOfficeRight(session: Account): void {
  if (!may(session, 'officeView')) throw new DeskError('FORBIDDEN', '本单位的视图由管理员保存和删除；可以存为自己的视图', {})
}

function requireKnownFields(register: RegisterName, { where, sort, columns, groupBy }: ViewDefinition): void {
  const named = [...where, ...sort, ...columns].map(({ field }) => field).concat(groupBy ?? [])
  const unknown = named.find((name) => !Object.hasOwn(registers[register].fields.shape, name) && !openColumns.includes(name))
  if (unknown !== undefined) throw badRequest(`${registers[register].label}没有字段 ${unknown}`)
}

const layoutKey = (register: RegisterName) => `layout/${register}`

/** Order and width of the columns as this person left them; null when never changed. Fields that are gone are left out. */
export function getLayout({ desk, session }: OpenContext, register: RegisterName): ViewDefinition['columns'] | null {
  const text = desk.database.reader
    .prepare('SELECT value FROM preferences WHERE account_id = ? AND key = ?')
    .pluck()
    .get([session.id, layoutKey(register)]) as string | undefined
  if (text === undefined) return null
  const columns = viewDefinition.shape.columns.safeParse(JSON.parse(text))
  return columns.success ? columns.data.filter(({ field }) => Object.hasOwn(registers[register].fields.shape, field)) : null
}

/** @param columns null takes the description's own again */
export async function saveLayout(
  { desk, session }: OpenContext,
  register: RegisterName,
  columns: ViewDefinition['columns'] | null,
): Promise<void> {
  await desk.exclusive(async () => {
    const { writer } = desk.database
    if (columns === null)
      writer.prepare('DELETE FROM preferences WHERE account_id = ? AND key = ?').run([session.id, layoutKey(register)])
    else
      writer
        .prepare(
          `INSERT INTO preferences (account_id, key, value) VALUES (?, ?, ?)
           ON CONFLICT (account_id, key) DO UPDATE SET value = excluded.value`,
        )
        .run([session.id, layoutKey(register), JSON.stringify(columns)])
    return Promise.resolve()
  })
}
