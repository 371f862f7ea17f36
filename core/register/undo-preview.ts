/** What stands against taking a change set back, before anybody decides: read in slices, nothing is written. */
import { tableShapes } from '../../db/rows.ts'
import type { ChangeSetView, UndoObstacle } from '../contract/register.ts'
import { localDay } from '../domain/day.ts'
import { fieldsOf, type RecordValues, type RegisterName } from '../domain/field.ts'
import { registers } from '../domain/registers.ts'
import { breather } from '../server/command.ts'
import type { Desk } from '../server/context.ts'
import { changeSetView, getChangeSet, isWhole, sequenceSlices } from './change-sets.ts'
import { getRow } from './queries.ts'
import { liveReferrers, referredAmong, referringTo } from './references.ts'
import { clashWords, holdersOf, soleRoles, type SoleRole } from './sole-role.ts'
import { isAsBefore, stateBefore } from './state-before.ts'
import { viewOf } from './words.ts'

const sliceSize = 500
/** users of one record counted one by one */
const countedUsers = 200
/** obstacles named one by one: as many as a person looks through, or as must be chosen */
const listed = 500
const listedOfWhole = 5000

export interface UndoPreview {
  set: ChangeSetView
  /** goes back only with all that was edited */
  whole: boolean
  records: number
  obstacles: UndoObstacle[]
  obstacleTotal: number
}

export async function previewUndo(desk: Desk, changeSetId: string): Promise<UndoPreview> {
  const { reader } = desk.database
  const row = getChangeSet(reader, changeSetId)
  const set = await changeSetView(desk, row)
  const whole = isWhole(row)
  const obstacles: UndoObstacle[] = []
  let obstacleTotal = 0
  const add = (register: RegisterName, id: string, reason: UndoObstacle['reason'], words: () => string) => {
    obstacleTotal += 1
    if (obstacles.length >= (whole ? listedOfWhole : listed)) return
    const { title } = viewOf(reader, register, getRow(reader, register, id))
    obstacles.push({ register, id, title, reason, words: words() })
  }
  const touched = Object.keys(set.counts) as RegisterName[]
  const breathe = breather()
  for (const slice of set.undoable ? sequenceSlices(reader, changeSetId, sliceSize) : []) {
    for (const register of touched) {
      const edited = editedSince(desk, changeSetId, register, slice)
      for (const { id, seq } of edited) {
        add(register, id, 'edited', () => laterChanges(desk, register, id, seq))
        await breathe()
      }
      const alsoEdited = new Set(edited.map(({ id }) => id))
      for (const id of referredNow(desk, changeSetId, register, slice)) {
        const users = alsoEdited.has(id) ? [] : countUsers(desk, changeSetId, register, id)
        if (users.length > 0) add(register, id, 'used', () => inWords(users))
        await breathe()
      }
    }
    for (const role of soleRoles) {
      for (const { id, other } of clashesAfter(desk, changeSetId, role, slice)) {
        add(role.register, id, 'rule', () => clashWords(role, String(getRow(reader, role.register, id).name), other))
        await breathe()
      }
    }
    await breathe()
  }
  const records = Object.values(set.counts).reduce((sum, count) => sum + count, 0)
  return { set, whole, records, obstacles, obstacleTotal }
}

interface Slice {
  from: number
  to: number
}

/** Records whose last change is of this slice of the set, and that have another version by now and something to take back. */
function editedSince(desk: Desk, set: string, register: RegisterName, slice: Slice): { id: string; seq: number }[] {
  const { reader } = desk.database
  const found = reader
    .prepare(
      `SELECT c.record_id AS id, c.seq FROM changes c JOIN ${tableShapes[register].name} t ON t.id = c.record_id
       WHERE c.change_set_id = @set AND c.seq BETWEEN @from AND @to AND c.register = @register AND t.version <> c.version
       AND NOT EXISTS (SELECT 1 FROM changes l WHERE l.record_id = c.record_id AND +l.change_set_id = @set AND l.seq > c.seq)`,
    )
    .all({ set, register, ...slice }) as { id: string; seq: number }[]
  return found.filter(({ id }) => {
    const state = stateBefore(reader, set, id)
    return state !== null && !isAsBefore(getRow(reader, register, id), state)
  })
}

/** Records of the slice that would hold a role again which somebody else holds by then. */
function* clashesAfter(desk: Desk, set: string, role: SoleRole, slice: Slice): Generator<{ id: string; other: string }> {
  const { reader } = desk.database
  const { register, whole, fields, holds } = role
  const changed = fields.map((field) => `json_type(before, '$.${field}') IS NOT NULL`).join(' OR ')
  const ids = reader
    .prepare(
      `SELECT DISTINCT record_id FROM changes WHERE change_set_id = @set AND seq BETWEEN @from AND @to AND register = @register
       AND (kind = 'delete' OR ${changed})`,
    )
    .pluck()
    .all({ set, register, ...slice }) as string[]
  /** the whole in which a record holds the role once the set is taken back */
  const wholeAfter = (id: string): unknown => {
    const row = getRow(reader, register, id)
    const state = stateBefore(reader, set, id) ?? { live: row.deletedAt === null, values: {} }
    const values = { ...row, ...state.values }
    return state.live && holds(values) ? values[whole] : null
  }
  for (const id of ids) {
    const wholeId = wholeAfter(id)
    if (typeof wholeId !== 'string') continue
    const other = holdersOf(reader, role, wholeId, id).find((one) => wholeAfter(one.id) === wholeId)
    if (other) yield { id, other: other.name }
  }
}

/** who refers to a record and does not go, or go back, with the set */
const staysBeside = `AND NOT EXISTS (SELECT 1 FROM changes x WHERE x.record_id = t.id AND +x.change_set_id = ? AND x.version = t.version)`

/** Records the set created or brought back that anything refers to, of the set or not. */
function referredNow(desk: Desk, set: string, register: RegisterName, slice: Slice): string[] {
  const { reader } = desk.database
  const created = reader
    .prepare(
      `SELECT c.record_id FROM changes c WHERE c.change_set_id = @set AND c.seq BETWEEN @from AND @to AND c.register = @register
       AND c.kind IN ('create', 'restore')`,
    )
    .pluck()
    .all({ set, register, ...slice }) as string[]
  if (created.length === 0) return []
  const referred = referredAmong(reader, register, created)
  return created.filter((id) => referred.has(id))
}

interface Users {
  register: RegisterName
  total: number
}

/** Live records that refer to one, and do not go, or go back, with the set. */
const countUsers = (desk: Desk, set: string, register: RegisterName, id: string): Users[] =>
  referringTo(register)
    .map((referring) => ({
      register: referring.register,
      total: desk.database.reader
        .prepare(`SELECT count(*) FROM (SELECT 1 ${liveReferrers(referring)} ${staysBeside} LIMIT ${String(countedUsers + 1)})`)
        .pluck()
        .get([id, set]) as number,
    }))
    .filter(({ total }) => total > 0)

const inWords = (users: readonly Users[]): string =>
  users
    .map(
      ({ register, total }) =>
        `${registers[register].label} ${total > countedUsers ? `${String(countedUsers)} 多` : `${String(total)} `}${registers[register].counter}用到它`,
    )
    .join('；')

interface LaterChange {
  at: string
  actor: string
  label: string
  kind: string
  after: string | null
}

/** 2026-11-21 李敏 修改：电话; the latest three */
function laterChanges(desk: Desk, register: RegisterName, id: string, seq: number): string {
  const later = desk.database.reader
    .prepare(
      `SELECT s.at, s.actor_name AS actor, s.label, c.kind, c.after FROM changes c JOIN change_sets s ON s.id = c.change_set_id
       WHERE c.record_id = ? AND c.seq > ? ORDER BY c.seq DESC LIMIT 3`,
    )
    .all([id, seq]) as LaterChange[]
  return later
    .map(({ at, actor, label, kind, after }) => {
      const names = kind === 'update' ? Object.keys(JSON.parse(after ?? '{}') as RecordValues) : []
      const fields = fieldsOf(registers[register]).filter(({ name }) => names.includes(name) && name !== 'namePinyin')
      const what = fields.map(({ meta }) => meta.label).join('、')
      return `${localDay(new Date(at))} ${actor} ${label}${what === '' ? '' : `：${what}`}`
    })
    .join('；')
}
