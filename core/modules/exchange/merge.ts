/**
 * Merging one package: in one transaction, after signature and every chunk were verified, committed only when the manifest
 * at its very end agrees. One bad record is refused with the reason; the rest goes in (E25).
 */
import { isDeepStrictEqual } from 'node:util'
import { sqliteCode } from '../../../db/open.ts'
import { isDeskError } from '../../contract/errors.ts'
import { isCode } from '../../domain/codes.ts'
import { fieldsOf, type RecordValues, type RegisterName } from '../../domain/field.ts'
import { isRegisterName, registers } from '../../domain/registers.ts'
import { readPayload, tombstoneRegister, type PackageRecord } from '../../exchange/payload.ts'
import { parseValues } from '../../register/values.ts'
import { pause, type WriteContext } from '../../server/command.ts'
import { mergeWaiting, type Waiting } from './change-hands.ts'
import { newerThanKnown, olderThanKnown, settleOlderCases } from './other-versions.ts'
import { z } from 'zod'

export interface Refusal {
  register: string
  recordId: string
  code: string
  message: string
}

export interface RegisterCount {
  register: string
  created: number
  updated: number
  unchanged: number
  conflict: number
  refused: number
}

export interface MergeResult {
  counts: RegisterCount[]
  refused: Refusal[]
}

/** The package and its sender. */
interface Sent {
  unitId: string
  packageId: string
}

const envelope = z.object({ id: z.uuid(), version: z.int().min(1), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() })

class Refused extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

interface Reason {
  code: string
  message: string
}

const duplicate: Reason = { code: 'DUPLICATE', message: '与该单位已有记录重号' }
/** records that wait for others of the package to give up what must be unique */
const keptWaiting = 5000

/** A deletion counts with the ledger it is of. */
const registerOf = (stream: string, value: PackageRecord): string =>
  stream === tombstoneRegister ? text(value.register) : stream
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const withheld = '（未随包上报）'

/** Values of a record; a required text that did not leave its unit says so instead of being empty. */
function valuesOf(register: RegisterName, record: PackageRecord, sentFields: ReadonlySet<string>): RecordValues {
  const values: RecordValues = {}
  for (const { name, meta } of fieldsOf(registers[register])) {
    const value = record[name]
    if (value !== undefined) values[name] = value as RecordValues[string]
    else if (meta.required && !sentFields.has(name) && (meta.kind === 'longText' || meta.kind === 'text')) values[name] = withheld
  }
  return values
}

export async function mergePayload(
  write: WriteContext,
  payload: AsyncIterable<Uint8Array>,
  from: Sent,
  progress: (done: number) => void,
): Promise<MergeResult> {
  const counts = new Map<string, RegisterCount>()
  const refused: Refusal[] = []
  let sentFields: ReadonlySet<string> = new Set()
  let newer: Reason | null = null
  let older: ReturnType<typeof olderThanKnown> = null
  let olderCases = false
  let done = 0
  const countOf = (register: string): RegisterCount => {
    const known = counts.get(register) ?? { register, created: 0, updated: 0, unchanged: 0, conflict: 0, refused: 0 }
    counts.set(register, known)
    return known
  }
  const waiting: Waiting[] = []
  const refuse = (register: string, value: PackageRecord, { code, message }: Reason) => {
    countOf(register).refused += 1
    const recordId = text(value.id) || text(value.recordId)
    refused.push({ register, recordId: recordId.slice(0, 64) || 'unknown', code, message: message.slice(0, 500) })
  }
  /** the record went in, or was refused for good; false when what it must have alone is another's */
  const mergeOne = ({ register: stream, value, sentFields }: Waiting): boolean => {
    const register = registerOf(stream, value)
    try {
      const outcome =
        stream === tombstoneRegister ? mergeTombstone(write, value, from) : mergeRecord(write, register, value, sentFields, from)
      countOf(register)[outcome] += 1
    } catch (error) {
      const reason = refusalOf(error)
      if (!reason) throw error
      if (reason.code === duplicate.code) return false
      refuse(register, value, reason)
    }
    return true
  }
  for await (const event of readPayload(payload)) {
    if (event.kind === 'stream') {
      newer = newerThanKnown(event.head)
      older = olderThanKnown(event.head)
      olderCases ||= older !== null && event.head.register === 'mediation'
      sentFields = new Set([...event.head.fields, ...(older?.fields ?? [])])
    }
    if (event.kind !== 'record') continue
    const one = { register: event.register, value: older ? older.raise(event.value) : event.value, sentFields }
    if (newer) refuse(registerOf(one.register, one.value), one.value, newer)
    else if (!mergeOne(one)) {
      if (waiting.length < keptWaiting) waiting.push(one)
      else refuse(one.register, one.value, duplicate)
    }
    if (++done % 200 === 0) {
      progress(done)
      await pause()
    }
  }
  for (const { register, value } of await mergeWaiting(write, from, waiting, mergeOne)) refuse(register, value, duplicate)
  if (olderCases) await settleOlderCases(write, from)
  return { counts: [...counts.values()], refused }
}

function refusalOf(error: unknown): Reason | null {
  if (error instanceof Refused) return error
  if (isDeskError(error)) return { code: error.code, message: error.message }
  if (error instanceof z.ZodError) return { code: 'ENVELOPE', message: '记录缺少编号、版本或时间' }
  const code = sqliteCode(error)
  if (code === 'SQLITE_CONSTRAINT_UNIQUE') return duplicate
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return { code: 'PARENT_MISSING', message: '所属的主记录还没有收到' }
  if (code.startsWith('SQLITE_CONSTRAINT')) return { code: 'INCOMPLETE', message: '记录缺少必备内容' }
  return null
}

type Outcome = 'created' | 'updated' | 'unchanged'

function mergeRecord(
  write: WriteContext,
  register: string,
  record: PackageRecord,
  sentFields: ReadonlySet<string>,
  from: Sent,
): Outcome {
  if (!isRegisterName(register)) throw new Refused('UNKNOWN_REGISTER', '本程序还不认识这种台账，请升级后重新接收')
  const head = envelope.parse(record)
  const origin = { ...head, unitId: from.unitId, packageId: from.packageId }
  const existing = write.desk.rows.get(register, head.id)
  if (existing && existing.unitId !== from.unitId) throw new Refused('OWNER', '这条记录属于另一个单位')
  if (existing && existing.version > head.version) return 'unchanged'
  if (existing?.deletedAt && existing.version === head.version) return 'unchanged'
  if (!existing && isGone(write, head, from)) return 'unchanged'
  const given = valuesOf(register, record, sentFields)
  refuseUnknownCodes(register, given)
  const { values } = parseValues(registers[register], given)
  refuseForeignParent(write, register, values, from.unitId)
  if (!existing) {
    write.records.insert(register, values, origin)
    return 'created'
  }
  const patch = Object.fromEntries(Object.entries(values).filter(([name]) => sentFields.has(name)))
  // one version sent twice differs only in fields that stayed behind the first time
  if (
    existing.version === head.version &&
    Object.entries(patch).every(([name, value]) => isDeepStrictEqual(existing[name], value))
  )
    return 'unchanged'
  const update = () => write.records.update(register, head.id, null, patch, origin)
  if (!existing.deletedAt) update()
  else {
    // its owner took the deletion back; refused values leave it deleted
    const restore = write.desk.database.writer.transaction(() => {
      write.records.restore(register, head.id, origin)
      update()
    })
    restore()
  }
  return 'updated'
}

/** A deletion may overtake the record it is of: a package that was lost and found again brings back nothing (E16). */
function rememberGone({ desk }: WriteContext, register: RegisterName, { recordId, version }: PackageRecord, from: Sent): void {
  desk.database.writer
    .prepare('INSERT OR REPLACE INTO package_records (package_id, register, record_id, version) VALUES (?, ?, ?, ?)')
    .run([from.packageId, register, text(recordId), Number(version)])
}

const isGone = ({ desk }: WriteContext, { id, version }: { id: string; version: number }, { unitId }: Sent): boolean =>
  desk.database.writer
    .prepare(
      `SELECT 1 FROM package_records r JOIN packages p ON p.package_id = r.package_id
       WHERE r.record_id = ? AND r.version >= ? AND p.direction = 'received' AND p.peer_unit_id = ?`,
    )
    .get([id, version, unitId]) !== undefined

/** A newer program may have codes that this one does not know: the sender is told which, and what to do. */
function refuseUnknownCodes(register: RegisterName, values: RecordValues): void {
  for (const { name, meta } of fieldsOf(registers[register])) {
    const { codes } = meta
    const value = values[name] ?? null
    if (!codes || value === null) continue
    const unknown = [value].flat().find((one) => !isCode(codes, String(one)))
    if (unknown === undefined) continue
    const shown = String(unknown).slice(0, 40)
    throw new Refused('UNKNOWN_CODE', `${meta.label}的代码“${shown}”本程序不认识，请升级接收方的程序，或核对后重新上报`)
  }
}

/** A part belongs to a record of the same unit; nobody adds to another unit's case. */
function refuseForeignParent(write: WriteContext, register: RegisterName, values: RecordValues, unitId: string): void {
  const { parent } = registers[register]
  const parentId = parent ? values[parent.field] : null
  if (!parent || typeof parentId !== 'string') return
  const row = write.desk.rows.get(parent.register, parentId)
  if (row && row.unitId !== unitId) throw new Refused('PARENT_OWNER', '所属的主记录是另一个单位的')
}

function mergeTombstone(write: WriteContext, record: PackageRecord, from: Sent): Outcome {
  const register = text(record.register)
  const recordId = text(record.recordId)
  if (!isRegisterName(register)) throw new Refused('UNKNOWN_REGISTER', '本程序还不认识这种台账，请升级后重新接收')
  const existing = write.desk.rows.get(register, recordId)
  if (!existing) rememberGone(write, register, record, from)
  if (!existing || existing.deletedAt) return 'unchanged'
  if (existing.unitId !== from.unitId) throw new Refused('OWNER', '这条记录属于另一个单位')
  if (existing.version >= Number(record.version)) return 'unchanged'
  write.records.remove(register, recordId, null, text(record.reason), {
    id: recordId,
    unitId: from.unitId,
    packageId: from.packageId,
    version: Number(record.version),
    createdAt: existing.createdAt,
    updatedAt: text(record.deletedAt),
  })
  return 'updated'
}
