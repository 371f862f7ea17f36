/**
 * Every change of a ledger row passes here, inside a command: version, owner, history and search index are kept together.
 */
import type { IndexedRow, StoredRow } from '../../db/rows.ts'
import { badRequest, DeskError, notFound } from '../contract/errors.ts'
import type { Account } from '../contract/session.ts'
import { fieldsOf, type RecordValues, type RegisterName } from '../domain/field.ts'
import { fieldProblem } from '../domain/problems.ts'
import { registers } from '../domain/registers.ts'
import type { Desk } from '../server/context.ts'
import { entryOf, indexAgain, indexDependants } from './search-index.ts'
import { isFoundBy } from './search-source.ts'
import type { SearchEntry } from './search-tokens.ts'
import { syllables } from './pinyin.ts'

/** Work between two pauses, in milliseconds. */
const sliceMs = 10

export interface WriterOptions {
  desk: Desk
  session: Account
  at: string
  newId: () => string
  command: string
  label: string
}

/** Records of other units come and change only through their packages. */
export interface Origin {
  id: string
  unitId: string
  version: number
  createdAt: string
  updatedAt: string
  packageId: string
}

export interface Written {
  id: string
  version: number
}

export interface RecordWriter {
  /** a live record. @throws NOT_FOUND */
  get(register: RegisterName, id: string): StoredRow
  /**
   * Values must have passed parseValues. `entry` is what the search tables hold of them, where it was made elsewhere.
   * The row is there at once; its search entry and its line of history follow in runs, see flush.
   */
  insert(register: RegisterName, values: RecordValues, origin?: Origin, entry?: SearchEntry): Written
  /** only the given fields. @throws NOT_FOUND, CONFLICT when `expectedVersion` is not the stored one, FORBIDDEN for other units' records */
  update(register: RegisterName, id: string, expectedVersion: number | null, patch: RecordValues, origin?: Origin): Written
  /** a new version without a changed field: something happened to what belongs to the record. Shown in its history */
  touch(register: RegisterName, id: string, expectedVersion: number | null): Written
  /** why rules that only warn were passed over: told in the history of the record that is changed next */
  explain(reason: string): void
  /** puts values back that were there before, exactly: no rule is asked, nothing is worked out */
  revert(register: RegisterName, id: string, values: RecordValues): Written
  remove(register: RegisterName, id: string, expectedVersion: number | null, reason: string, origin?: Origin): Written
  restore(register: RegisterName, id: string, origin?: Origin): Written
  /** indexes what is found by the name of a record that was renamed; a command waits for it before it commits */
  settle(pause: () => Promise<void>): Promise<void>
  /** writes what is still held back of inserted rows: before the commit, and before anything reads history or search tables */
  flush(): void
  /** id of the change set, once something was changed */
  changeSetId(): string | null
  touched(): RegisterName[]
  single(): { register: RegisterName; recordId: string } | null
  summary(): Record<string, unknown>
}

/**
 * Inserted rows whose search entries and history are held back: a few milliseconds of work each. History goes in by one
 * statement for a run, at which SQLite has the search tables write out what they hold: not oftener than they would by themselves.
 */
const runLength = { entries: 500, changes: 3000 }

export function createRecordWriter(options: WriterOptions): RecordWriter {
  const { desk, session, at } = options
  const { rows } = desk
  const connection = desk.database.writer
  let changeSetId: string | null = null
  const counts = new Map<RegisterName, number>()
  let first: { register: RegisterName; recordId: string } | null = null
  let fields: string[] = []
  const renamed: { register: RegisterName; id: string }[] = []
  const insertChange = connection.prepare(
    'INSERT INTO changes (change_set_id, register, record_id, kind, version, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )

  const insertCreations = connection.prepare(
    `INSERT INTO changes (change_set_id, register, record_id, kind, version)
     SELECT ?, value ->> 0, value ->> 1, 'create', value ->> 2 FROM json_each(?)`,
  )

  // of inserted rows, in their order: written in runs, rows, history and search tables take a seventh less time
  let newChanges: [register: RegisterName, recordId: string, version: number][] = []
  let newEntries = new Map<RegisterName, IndexedRow[]>()
  let heldEntries = 0
  const flushChanges = () => {
    if (newChanges.length > 0) insertCreations.run([changeSetId, JSON.stringify(newChanges)])
    newChanges = []
  }
  const flushEntries = () => {
    for (const [register, run] of newEntries) rows.index(register, run, false)
    newEntries = new Map()
    heldEntries = 0
  }
  const flush = () => {
    flushChanges()
    flushEntries()
  }
  const indexLater = (register: RegisterName, row: IndexedRow) => {
    const run = newEntries.get(register)
    if (run) run.push(row)
    else newEntries.set(register, [row])
    heldEntries += 1
  }

  let explanation: string | null = null

  const record = (
    register: RegisterName,
    recordId: string,
    kind: string,
    version: number,
    before: RecordValues | null,
    after: RecordValues | null,
  ) => {
    if (changeSetId === null) {
      changeSetId = options.newId()
      connection
        .prepare('INSERT INTO change_sets (id, command, label, at, actor_id, actor_name) VALUES (?, ?, ?, ?, ?, ?)')
        .run([changeSetId, options.command, options.label, at, session.id, session.displayName])
    }
    if (kind === 'create') newChanges.push([register, recordId, version])
    else {
      const told = kind === 'update' && explanation !== null ? { ...after, explained: explanation } : after
      if (told !== after) explanation = null
      const values = [before && JSON.stringify(before), told && JSON.stringify(told)]
      insertChange.run([changeSetId, register, recordId, kind, version, ...values])
    }
    counts.set(register, (counts.get(register) ?? 0) + 1)
    first ??= { register, recordId }
    if (after && kind === 'update' && counts.size === 1) fields = Object.keys(after)
  }

  const live = (register: RegisterName, id: string): StoredRow => {
    const row = rows.get(register, id)
    if (row?.deletedAt !== null) throw notFound(registers[register].label)
    return row
  }

  const guard = (register: RegisterName, row: StoredRow, expectedVersion: number | null, origin: Origin | undefined) => {
    if (!origin && row.unitId !== desk.unit.unitId) {
      throw new DeskError('FORBIDDEN', `这条${registers[register].label}由其他单位上报，请由原单位修改后再报`, {})
    }
    if (expectedVersion !== null && row.version !== expectedVersion) {
      throw new DeskError('CONFLICT', '这条记录刚被别人改过，请刷新后核对再保存', { currentVersion: row.version })
    }
  }

  /** nobody adds to a record of another unit */
  const guardWhole = (register: RegisterName, values: RecordValues) => {
    const { parent } = registers[register]
    const whole = parent && rows.get(parent.register, String(values[parent.field]))
    if (parent && whole) guard(parent.register, whole, null, undefined)
  }

  const withPinyin = (register: RegisterName, values: RecordValues, before: StoredRow | null): RecordValues => {
    if (register !== 'resident' || typeof values.name !== 'string') return values
    const typed = values.namePinyin
    const automatic = typeof before?.name === 'string' ? syllables(before.name).join(' ') : null
    // typed by hand, now or earlier
    if (typed && (typed !== before?.namePinyin || typed !== automatic)) return values
    return { ...values, namePinyin: syllables(values.name).join(' ') }
  }

  const patchRow = (
    register: RegisterName,
    row: StoredRow,
    patch: RecordValues,
    origin: Origin | undefined,
    check: (name: string, value: RecordValues[string]) => void,
  ): Written => {
    const before: RecordValues = {}
    const after: RecordValues = {}
    for (const { name } of fieldsOf(registers[register])) {
      if (!Object.hasOwn(patch, name)) continue
      const next = patch[name] ?? null
      if (JSON.stringify(row[name] ?? null) === JSON.stringify(next)) continue
      check(name, next)
      before[name] = (row[name] ?? null) as RecordValues[string]
      after[name] = next
    }
    if (Object.keys(after).length === 0 && !origin) return { id: row.id, version: row.version }
    flush()
    const version = origin?.version ?? row.version + 1
    const stamps = {
      version,
      updatedAt: origin?.updatedAt ?? at,
      updatedBy: session.id,
      ...(origin ? { packageId: origin.packageId } : {}),
    }
    if (isFoundBy(registers[register], Object.keys(after)))
      indexAgain(desk, register, { ...row, ...after }, (searchText) => {
        rows.update(register, row.id, { ...after, ...stamps, searchText })
      })
    else rows.update(register, row.id, { ...after, ...stamps })
    if (registers[register].title.some((name) => Object.hasOwn(after, name))) renamed.push({ register, id: row.id })
    record(register, row.id, 'update', version, before, after)
    return { id: row.id, version }
  }

  const changeDeletion = (register: RegisterName, row: StoredRow, reason: string | null, origin?: Origin): Written => {
    flush()
    const version = origin?.version ?? row.version + 1
    const kind = reason === null ? 'restore' : 'delete'
    rows.update(register, row.id, {
      deletedAt: reason === null ? null : (origin?.updatedAt ?? at),
      deletedReason: reason,
      version,
      updatedAt: origin?.updatedAt ?? at,
      updatedBy: session.id,
    })
    record(register, row.id, kind, version, null, reason === null ? null : { reason })
    return { id: row.id, version }
  }

  return {
    get: live,
    explain(reason) {
      explanation = reason
    },
    insert(register, raw, origin, prepared) {
      if (!origin) guardWhole(register, raw)
      const values = withPinyin(register, raw, null)
      const id = origin?.id ?? options.newId()
      const version = origin?.version ?? 1
      const row = {
        ...values,
        id,
        version,
        unitId: origin?.unitId ?? desk.unit.unitId,
        createdAt: origin?.createdAt ?? at,
        createdBy: session.id,
        updatedAt: origin?.updatedAt ?? at,
        updatedBy: session.id,
        packageId: origin?.packageId ?? null,
        searchText: null as string | null,
      }
      const entry = prepared ?? entryOf(desk, register, row)
      row.searchText = entry?.searchText ?? null
      const rowNo = rows.insert(register, row)
      if (entry) indexLater(register, { rowNo, tokens: entry.tokens, digits: entry.digits })
      record(register, id, 'create', version, null, null)
      if (heldEntries >= runLength.entries) flushEntries()
      if (newChanges.length >= runLength.changes) flushChanges()
      return { id, version }
    },
    update(register, id, expectedVersion, raw, origin) {
      const row = live(register, id)
      guard(register, row, expectedVersion, origin)
      return patchRow(register, row, withPinyin(register, raw, row), origin, (name, next) => {
        const problem = origin ? undefined : fieldProblem(registers[register], name, next)
        if (problem !== undefined) throw badRequest(problem, { [name]: problem })
      })
    },
    revert(register, id, values) {
      const row = live(register, id)
      guard(register, row, null, undefined)
      return patchRow(register, row, values, undefined, () => undefined)
    },
    touch(register, id, expectedVersion) {
      flush()
      const row = live(register, id)
      guard(register, row, expectedVersion, undefined)
      const version = row.version + 1
      rows.update(register, id, { version, updatedAt: at, updatedBy: session.id })
      record(register, id, 'update', version, {}, {})
      return { id, version }
    },
    remove(register, id, expectedVersion, reason, origin) {
      const row = live(register, id)
      guard(register, row, expectedVersion, origin)
      return changeDeletion(register, row, reason, origin)
    },
    restore(register, id, origin) {
      const row = rows.get(register, id)
      if (!row) throw notFound(registers[register].label)
      guard(register, row, null, origin)
      if (row.deletedAt === null) return { id, version: row.version }
      return changeDeletion(register, row, null, origin)
    },
    async settle(pause) {
      flush()
      let since = performance.now()
      for (const { register, id } of renamed) {
        for (const also of indexDependants(desk, register, id)) {
          if (also) renamed.push(also)
          if (performance.now() - since < sliceMs) continue
          await pause()
          since = performance.now()
        }
      }
      renamed.length = 0
    },
    flush,
    changeSetId: () => changeSetId,
    touched: () => [...counts.keys()],
    single: () => ([...counts.values()].reduce((sum, count) => sum + count, 0) === 1 ? first : null),
    summary: () => ({
      ...(counts.size > 0 ? { records: Object.fromEntries(counts) } : {}),
      ...(fields.length > 0 ? { fields } : {}),
    }),
  }
}
