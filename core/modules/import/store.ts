/** One understood row becomes a record: created, or brought into the one that is there. */
import type { StoredRow } from '../../../db/rows.ts'
import type { ImportMatch } from '../../contract/import.ts'
import { codeName } from '../../domain/codes.ts'
import type { DescribedField, RecordValues, RegisterDescription } from '../../domain/field.ts'
import { fieldOf, fieldsOf } from '../../domain/field.ts'
import { fieldProblem } from '../../domain/problems.ts'
import { blocking } from '../../domain/violation.ts'
import type { JudgedRecord } from '../../register/import/judged-batch.ts'
import type { Remark, RemarkCode } from '../../register/import/remark.ts'
import { temporaryNumber } from '../../register/resident-record.ts'
import { referencedTitle } from '../../register/search-index.ts'
import { valuesOfRow } from '../../register/values.ts'
import type { WriteContext } from '../../server/command.ts'
import type { Matcher } from './match.ts'
import type { Places } from './places.ts'

export type Stored =
  | { result: 'created' | 'updated' | 'unchanged'; warnings: Remark[] }
  | { result: 'duplicate'; ofRow: number }
  | { result: 'rejected'; problems: Remark[] }

export interface Store {
  write: WriteContext
  description: RegisterDescription
  known: ImportMatch['known']
  places: Places
  matcher: Matcher
}

const remark = (row: number, code: RemarkCode, field: string | null, message: string): Remark => ({
  code,
  field,
  column: null,
  value: '',
  message: `第 ${String(row)} 行 ${message}`,
})

export function storeRow(store: Store, outcome: JudgedRecord): Stored {
  const { write, description, matcher } = store
  const { values, row } = outcome
  const warnings: Remark[] = []
  const resolved = resolveReferences(store, outcome)
  for (const { name, meta } of resolved.unknown) {
    if (meta.required)
      return { result: 'rejected', problems: [remark(row, 'PLACE_UNKNOWN', name, `“${meta.label}”不在名单中，请先登记再导入`)] }
    warnings.push(remark(row, 'PLACE_UNKNOWN', name, `“${meta.label}”不能识别，已略去；请补登`))
  }
  for (const { name, meta } of requiredReferences(description))
    if ((values[name] ?? null) === null)
      return { result: 'rejected', problems: [remark(row, 'REQUIRED_MISSING', name, `${meta.label}是空的，请补上再导入`)] }

  const found = matcher.find(values)
  if (found.duplicateOfRow !== null) return { result: 'duplicate', ofRow: found.duplicateOfRow }
  if (found.id !== null) {
    const done = bringIn(store, outcome, write.records.get(description.name, found.id))
    if (done.result === 'rejected' || done.result === 'duplicate') return done
    matcher.written(row, found.id, values, false)
    return { result: done.result, warnings: [...warnings, ...done.warnings] }
  }
  if (found.twinId !== null) warnings.push(twinWarning(write, row, found.twinId))
  if (description.name === 'resident' && typeof values.idNumber !== 'string') values.temporaryNo = temporaryNumber(write)
  const asWritten = resolved.asWritten && !values.temporaryNo
  const { id } = write.records.insert(description.name, values, undefined, (asWritten ? outcome.search : null) ?? undefined)
  matcher.written(row, id, values, true)
  if (description.name === 'village' || description.name === 'grid') store.places.remember(description.name, id, values)
  return { result: 'created', warnings }
}

const required = new WeakMap<RegisterDescription, readonly DescribedField[]>()

function requiredReferences(description: RegisterDescription): readonly DescribedField[] {
  let fields = required.get(description)
  if (!fields) {
    fields = fieldsOf(description).filter(({ meta }) => meta.required && meta.kind === 'reference')
    required.set(description, fields)
  }
  return fields
}

/** Puts ids in place of names. `asWritten`: everything is called in the ledger what the file calls it. */
function resolveReferences({ write, description, places }: Store, { values, references }: JudgedRecord) {
  const unknown: DescribedField[] = []
  let asWritten = true
  const take = (name: string, id: string | null) => {
    values[name] = id
    const field = fieldOf(description, name)
    if (id === null) unknown.push(field)
    const { target } = field.meta
    asWritten &&=
      id !== null && (target === 'household' || (target && referencedTitle(write.desk, target, id)) === references[name])
  }
  const { villageId, gridId, householdId } = references
  if (villageId !== undefined) take('villageId', places.village(villageId))
  if (gridId !== undefined) {
    take('gridId', places.grid(gridId, values.villageId ?? null))
  }
  if (householdId !== undefined) take('householdId', places.household(householdId, values))
  return { unknown, asWritten }
}

/** What the file says goes into a record that is there, as far as the person who imports wants it. */
function bringIn({ write, description, known }: Store, outcome: JudgedRecord, existing: StoredRow): Stored {
  const { row, values } = outcome
  const warnings: Remark[] = []
  const returns = description.name === 'resident' && existing.status !== 'present'
  if (known === 'skip') {
    if (returns)
      warnings.push(
        remark(row, 'RETURNED', null, `此人原记录${codeName('residentStatus', String(existing.status))}，按“跳过”未改`),
      )
    return { result: 'unchanged', warnings }
  }
  const given = new Set([...outcome.given, ...Object.keys(outcome.references)])
  const patch: RecordValues = {}
  for (const name of given) {
    const value = values[name] ?? null
    if (value !== null && (known === 'overwrite' || isEmpty(existing[name]))) patch[name] = value
  }
  const problems = refusedBy(description, existing, patch, row)
  if (problems.length > 0) return { result: 'rejected', problems }
  if (returns) {
    Object.assign(patch, { status: 'present', statusOn: write.today })
    warnings.push(
      remark(row, 'RETURNED', null, `此人原记录${codeName('residentStatus', String(existing.status))}，已恢复在册并登记“返回”`),
    )
    write.records.insert('lifeEvent', {
      residentId: existing.id,
      kind: 'returned',
      happenedOn: write.today,
      villageId: patch.villageId ?? (typeof existing.villageId === 'string' ? existing.villageId : null),
      place: null,
      note: '导入',
    })
  }
  const { version } = write.records.update(description.name, existing.id, null, patch)
  return { result: version === existing.version ? 'unchanged' : 'updated', warnings }
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''

/** The rules of the register over the record as it would be. */
function refusedBy(description: RegisterDescription, existing: StoredRow, patch: RecordValues, row: number): Remark[] {
  const changed = Object.keys(patch).filter((name) => patch[name] !== existing[name])
  if (changed.length === 0) return []
  for (const name of changed) {
    const problem = fieldProblem(description, name, patch[name] ?? null)
    if (problem !== undefined) return [remark(row, 'RULE', name, problem)]
  }
  const whole = { ...valuesOfRow(description, existing), ...patch }
  return blocking(description.check?.(whole) ?? []).map(({ field, message }) =>
    remark(row, 'RULE', field ?? null, `与已有记录合在一起不能成立：${message}`),
  )
}

function twinWarning(write: WriteContext, row: number, twinId: string): Remark {
  const twin = write.records.get('resident', twinId)
  const village = typeof twin.villageId === 'string' ? referencedTitle(write.desk, 'village', twin.villageId) : ''
  const where = village === '' ? '未填村（社区）' : village
  return remark(
    row,
    'LIKELY_TWIN',
    'name',
    `台账中有同名、同出生日期而没有证号的“${String(twin.name)}”（${where}，${typeof twin.temporaryNo === 'string' ? twin.temporaryNo : '无编号'}），如是同一个人请合并`,
  )
}
