/** One understood row becomes a record: created, or brought into the one that is there. */
import { sqliteCode } from '../../../db/open.ts'
import type { StoredRow } from '../../../db/rows.ts'
import { codeName } from '../../domain/codes.ts'
import type { DescribedField, RecordValues, RegisterDescription } from '../../domain/field.ts'
import { fieldOf, fieldsOf } from '../../domain/field.ts'
import { fieldProblem } from '../../domain/problems.ts'
import { blocking } from '../../domain/violation.ts'
import { committeeProblem } from '../../register/committee-record.ts'
import type { JudgedRecord } from '../../register/import/judged-batch.ts'
import { rowRemark, type Remark } from '../../register/import/remark.ts'
import { temporaryNumber } from '../../register/resident-record.ts'
import { referencedTitle } from '../../register/search-index.ts'
import { valuesOfRow } from '../../register/values.ts'
import type { WriteContext } from '../../server/command.ts'
import { storeDispute } from './dispute.ts'
import type { Store, Stored } from './stored.ts'

/** A name or number that is another record's refuses the row, not the file. */
export function storeRow(store: Store, outcome: JudgedRecord): Stored {
  try {
    return storeOrThrow(store, outcome)
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_CONSTRAINT_UNIQUE') throw error
    const message = '名称或编号与台账中另一条记录重复，未导入；请先核对那一条记录'
    return { result: 'rejected', problems: [rowRemark(outcome.row, 'TAKEN', null, message)] }
  }
}

function storeOrThrow(store: Store, outcome: JudgedRecord): Stored {
  const { write, description, matcher } = store
  const { values, row } = outcome
  const warnings: Remark[] = []
  const resolved = resolveReferences(store, outcome)
  for (const field of resolved.unknown) {
    const { name, meta } = field
    if (meta.required)
      return {
        result: 'rejected',
        problems: [rowRemark(row, 'PLACE_UNKNOWN', name, `“${meta.label}”不在名单中，请先登记再导入`)],
      }
    warnings.push(unknownPlace(row, field))
  }
  for (const { name, meta } of requiredReferences(description))
    if ((values[name] ?? null) === null)
      return { result: 'rejected', problems: [rowRemark(row, 'REQUIRED_MISSING', name, `${meta.label}是空的，请补上再导入`)] }

  const found = matcher.find(values)
  if (found.duplicateOfRow !== null) return { result: 'duplicate', ofRow: found.duplicateOfRow }
  if (description.name === 'mediation')
    return storeDispute(store, outcome, found.id === null ? null : write.records.get('mediation', found.id))
  if (description.name === 'committee') {
    const known = found.id === null ? {} : valuesOfRow(description, write.records.get('committee', found.id))
    const taken = committeeProblem(write, { ...known, ...values }, found.id)
    if (taken !== null) return { result: 'rejected', problems: [rowRemark(row, 'TAKEN', 'shortName', taken)] }
  }
  if (found.id !== null) {
    // marked as a duplicate in a repair sheet, and still the same
    if (outcome.markedDuplicateOf !== null) return { result: 'duplicate', ofRow: outcome.markedDuplicateOf }
    const done = bringIn(store, outcome, write.records.get(description.name, found.id))
    if (done.result === 'rejected' || done.result === 'duplicate') return done
    matcher.written(row, found.id, values, false)
    return { result: done.result, warnings: [...warnings, ...done.warnings] }
  }
  if (found.twinId !== null) warnings.push(twinWarning(write, row, found.twinId))
  warnings.push(...takeHousehold(store, outcome))
  const resident = description.name === 'resident'
  if (resident && typeof values.idNumber !== 'string') values.temporaryNo = temporaryNumber(write)
  const asWritten = resolved.asWritten && !values.temporaryNo
  const headed = resident ? store.heads.arrives(row, values) : null
  const { id } = write.records.insert(description.name, values, undefined, (asWritten ? outcome.search : null) ?? undefined)
  headed?.(id)
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

/** Puts ids in place of names of villages, grids and committees. `asWritten`: they are called in the ledger what the file calls them. */
function resolveReferences({ write, description, places }: Store, { values, references }: JudgedRecord) {
  const unknown: DescribedField[] = []
  let asWritten = true
  const take = (name: string, id: string | null) => {
    values[name] = id
    const field = fieldOf(description, name)
    if (id === null) unknown.push(field)
    const { target } = field.meta
    asWritten &&= id !== null && target !== undefined && referencedTitle(write.desk, target, id) === references[name]
  }
  const { villageId, gridId, committeeId } = references
  if (villageId !== undefined) take('villageId', places.village(villageId))
  if (gridId !== undefined) take('gridId', places.grid(gridId, values.villageId ?? null))
  if (committeeId !== undefined) take('committeeId', places.committee(committeeId))
  return { unknown, asWritten }
}

/** A household comes into being only for a person who is stored in it. */
function takeHousehold({ description, places }: Store, { row, values, references }: JudgedRecord): Remark[] {
  const { householdId } = references
  if (householdId === undefined) return []
  values.householdId = places.household(householdId, values)
  if (values.householdId !== null) return []
  return [unknownPlace(row, fieldOf(description, 'householdId'))]
}

const unknownPlace = (row: number, { name, meta }: DescribedField): Remark =>
  rowRemark(row, 'PLACE_UNKNOWN', name, `“${meta.label}”不能识别，已略去；请补登`)

/** What the file says goes into a record that is there, as far as the person who imports wants it. */
function bringIn(store: Store, outcome: JudgedRecord, existing: StoredRow): Stored {
  const { write, description, known } = store
  const { row, values } = outcome
  const resident = description.name === 'resident'
  if (resident && existing.status === 'deceased') {
    const day = typeof existing.statusOn === 'string' ? `（${existing.statusOn}）` : ''
    const message = `此人已登记去世${day}，原记录未改；如是误登，请先撤回去世登记`
    return { result: 'unchanged', warnings: [rowRemark(row, 'DECEASED', null, message)] }
  }
  const returns = resident && existing.status !== 'present'
  const was = returns ? codeName('residentStatus', String(existing.status)) : ''
  if (known === 'skip') {
    const warnings = returns ? [rowRemark(row, 'RETURNED', null, `此人原记录${was}，按“跳过”未改`)] : []
    return { result: 'unchanged', warnings }
  }
  const warnings = known === 'overwrite' || isEmpty(existing.householdId) ? takeHousehold(store, outcome) : []
  const patch: RecordValues = {}
  for (const name of new Set([...outcome.given, ...Object.keys(outcome.references)])) {
    const value = values[name] ?? null
    if (value !== null && (known === 'overwrite' || isEmpty(existing[name]))) patch[name] = value
  }
  const stored = resident ? store.heads.changes(row, existing, patch) : null
  const problems = refusedBy(description, existing, patch, row)
  if (problems.length > 0) return { result: 'rejected', problems }
  if (returns) Object.assign(patch, { status: 'present', statusOn: write.today })
  const { version } = write.records.update(description.name, existing.id, null, patch)
  stored?.()
  if (returns) {
    warnings.push(rowRemark(row, 'RETURNED', null, `此人原记录${was}，已恢复在册并登记“返回”`))
    write.records.insert('lifeEvent', {
      residentId: existing.id,
      kind: 'returned',
      happenedOn: write.today,
      villageId: patch.villageId ?? (typeof existing.villageId === 'string' ? existing.villageId : null),
      place: null,
      note: '导入',
    })
  }
  if (description.name === 'village' && patch.name !== undefined && patch.name !== existing.name)
    store.places.remember('village', existing.id, { ...valuesOfRow(description, existing), ...patch }, String(existing.name))
  return { result: version === existing.version ? 'unchanged' : 'updated', warnings }
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''

/** The rules of the register over the record as it would be; what follows from the change is taken into the patch. */
function refusedBy(description: RegisterDescription, existing: StoredRow, patch: RecordValues, row: number): Remark[] {
  const changed = Object.keys(patch).filter((name) => patch[name] !== existing[name])
  if (changed.length === 0) return []
  for (const name of changed) {
    const problem = fieldProblem(description, name, patch[name] ?? null)
    if (problem !== undefined) return [rowRemark(row, 'RULE', name, problem)]
  }
  const before = valuesOfRow(description, existing)
  const changedRecord = { ...before, ...patch }
  const whole = description.derive?.(changedRecord) ?? changedRecord
  for (const [name, value] of Object.entries(whole)) if (value !== changedRecord[name]) patch[name] = value
  return blocking(description.check?.(whole) ?? []).map(({ field, message }) =>
    rowRemark(row, 'RULE', field ?? null, `与已有记录合在一起不能成立：${message}`),
  )
}

function twinWarning(write: WriteContext, row: number, twinId: string): Remark {
  const twin = write.records.get('resident', twinId)
  const village = typeof twin.villageId === 'string' ? referencedTitle(write.desk, 'village', twin.villageId) : ''
  const where = village === '' ? '未填村（社区）' : village
  return rowRemark(
    row,
    'LIKELY_TWIN',
    'name',
    `台账中有${typeof twin.birthOn === 'string' ? '同名、同出生日期而没有证号' : '同名而没有证号和出生日期'}的“${String(twin.name)}”（${where}，${typeof twin.temporaryNo === 'string' ? twin.temporaryNo : '无编号'}），如是同一个人请合并`,
  )
}
