/**
 * Every change of a ledger row passes here, inside a command: version, owner, history and search index are kept together.
 */
import type { StoredRow } from '../../db/rows.ts'
import { badRequest, DeskError, notFound } from '../contract/errors.ts'
import type { Account } from '../contract/session.ts'
import { fieldsOf, type RecordValues, type RegisterName } from '../domain/field.ts'
import { fieldProblem } from '../domain/problems.ts'
import { registers } from '../domain/registers.ts'
import type { Desk } from '../server/context.ts'
import { indexRecord } from './search-index.ts'
import { syllables } from './pinyin.ts'

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
  /** values must have passed parseValues */
  insert(register: RegisterName, values: RecordValues, origin?: Origin): Written
  /** only the given fields. @throws NOT_FOUND, CONFLICT when `expectedVersion` is not the stored one, FORBIDDEN for other units' records */
  update(register: RegisterName, id: string, expectedVersion: number | null, patch: RecordValues, origin?: Origin): Written
  remove(register: RegisterName, id: string, expectedVersion: number | null, reason: string, origin?: Origin): Written
  restore(register: RegisterName, id: string, origin?: Origin): Written
  /** id of the change set, once something was changed */
  changeSetId(): string | null
  touched(): RegisterName[]
  single(): { register: RegisterName; recordId: string } | null
  summary(): Record<string, unknown>
}

export function createRecordWriter(options: WriterOptions): RecordWriter {
  const { desk, session, at } = options
  const { rows } = desk
  const connection = desk.database.writer
  let changeSetId: string | null = null
  const counts = new Map<RegisterName, number>()
  let first: { register: RegisterName; recordId: string } | null = null
  let fields: string[] = []
  const insertChange = connection.prepare(
    'INSERT INTO changes (change_set_id, register, record_id, kind, version, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )

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
    insertChange.run([
      changeSetId,
      register,
      recordId,
      kind,
      version,
      before && JSON.stringify(before),
      after && JSON.stringify(after),
    ])
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

  const withPinyin = (register: RegisterName, values: RecordValues, before: StoredRow | null): RecordValues => {
    if (register !== 'resident' || typeof values.name !== 'string') return values
    const typed = values.namePinyin
    const automatic = typeof before?.name === 'string' ? syllables(before.name).join(' ') : null
    // typed by hand, now or earlier
    if (typed && (typed !== before?.namePinyin || typed !== automatic)) return values
    return { ...values, namePinyin: syllables(values.name).join(' ') }
  }

  const changeDeletion = (register: RegisterName, row: StoredRow, reason: string | null, origin?: Origin): Written => {
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
    insert(register, raw, origin) {
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
      }
      indexRecord(desk, register, row, (searchText) => rows.insert(register, { ...row, searchText }))
      record(register, id, 'create', version, null, null)
      return { id, version }
    },
    update(register, id, expectedVersion, raw, origin) {
      const row = live(register, id)
      guard(register, row, expectedVersion, origin)
      const patch = withPinyin(register, raw, row)
      const before: RecordValues = {}
      const after: RecordValues = {}
      for (const { name } of fieldsOf(registers[register])) {
        if (!Object.hasOwn(patch, name)) continue
        const next = patch[name] ?? null
        if (JSON.stringify(row[name] ?? null) === JSON.stringify(next)) continue
        const problem = origin ? undefined : fieldProblem(registers[register], name, next)
        if (problem !== undefined) throw badRequest(problem, { [name]: problem })
        before[name] = (row[name] ?? null) as RecordValues[string]
        after[name] = next
      }
      if (Object.keys(after).length === 0 && !origin) return { id, version: row.version }
      const version = origin?.version ?? row.version + 1
      const stamps = {
        version,
        updatedAt: origin?.updatedAt ?? at,
        updatedBy: session.id,
        ...(origin ? { packageId: origin.packageId } : {}),
      }
      const next = { ...row, ...after }
      indexRecord(desk, register, next, (searchText) => {
        rows.update(register, id, { ...after, ...stamps, searchText })
        return row.rowNo
      })
      record(register, id, 'update', version, before, after)
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
    changeSetId: () => changeSetId,
    touched: () => [...counts.keys()],
    single: () => ([...counts.values()].reduce((sum, count) => sum + count, 0) === 1 ? first : null),
    summary: () => ({
      ...(counts.size > 0 ? { records: Object.fromEntries(counts) } : {}),
      ...(fields.length > 0 ? { fields } : {}),
    }),
  }
}
