/** Two records of one person or place become one (E24): what referred to the one that goes refers to the one that stays. */
import type { StoredRow } from '../../db/rows.ts'
import type { SqliteConnection } from '../../db/open.ts'
import { badRequest, ruleViolation } from '../contract/errors.ts'
import type { RecordView } from '../contract/register.ts'
import { fieldsOf, type RecordValues, type RegisterName } from '../domain/field.ts'
import { isHead } from '../domain/household/relations.ts'
import { registers } from '../domain/registers.ts'
import { breather, longCommand, type WriteContext } from '../server/command.ts'
import type { Desk } from '../server/context.ts'
import { prepareValues } from './change-record.ts'
import { getRow } from './queries.ts'
import { liveReferrers, referringTo, requireReferences } from './references.ts'
import { lifeEventsOf, stateAfter } from './resident-record.ts'
import { parseValues, valuesOfRow } from './values.ts'
import { viewOf, wordsOf } from './words.ts'

export interface MergePair {
  register: RegisterName
  keepId: string
  dropId: string
}

export interface MergePreview {
  keep: RecordView
  drop: RecordView
  fields: { field: string; label: string; keep: string; drop: string }[]
  links: { register: RegisterName; label: string; total: number }[]
  refused: string | null
}

/** The sound of a name follows the name. */
const takeable = (register: RegisterName) => fieldsOf(registers[register]).filter(({ name }) => name !== 'namePinyin')

/** Both side by side; masked values stay masked, though two that look alike under the mask may differ. */
export function previewMerge({ database, unit }: Desk, { register, keepId, dropId }: MergePair): MergePreview {
  const { reader } = database
  const rows = { keep: getRow(reader, register, keepId), drop: getRow(reader, register, dropId) }
  const keep = viewOf(reader, register, rows.keep)
  const drop = viewOf(reader, register, rows.drop)
  return {
    keep,
    drop,
    fields: takeable(register)
      .filter(({ name }) => JSON.stringify(rows.keep[name] ?? null) !== JSON.stringify(rows.drop[name] ?? null))
      .map(({ name, meta }) => ({
        field: name,
        label: meta.label,
        keep: wordsOf(register, name, keep),
        drop: wordsOf(register, name, drop),
      })),
    links: countLinks(reader, register, dropId),
    refused: refusalOf(reader, unit.unitId, register, rows.keep, rows.drop),
  }
}

function countLinks(reader: SqliteConnection, register: RegisterName, dropId: string): MergePreview['links'] {
  const links = new Map<RegisterName, MergePreview['links'][number]>()
  for (const referring of referringTo(register)) {
    const total = reader
      .prepare(`SELECT count(*) ${liveReferrers(referring)}`)
      .pluck()
      .get(dropId) as number
    const known = links.get(referring.register)?.total ?? 0
    if (total > 0) links.set(referring.register, { register: referring.register, label: referring.label, total: known + total })
  }
  return [...links.values()]
}

/** Why the two cannot become one, or null. */
function refusalOf(
  connection: SqliteConnection,
  unitId: string,
  register: RegisterName,
  keep: StoredRow,
  drop: StoredRow,
): string | null {
  const { label, workflow, parent } = registers[register]
  if (register === 'household') return '户有户主和成员，请用“并户”'
  if (workflow || parent) return `${label}由办理环节产生，不能合并`
  if (keep.id === drop.id) return '选的是同一条记录'
  if (keep.deletedAt !== null || drop.deletedAt !== null) return '其中一条已经删除，请先从回收站恢复'
  if (keep.unitId !== unitId || drop.unitId !== unitId) return `其中一条${label}由其他单位上报，请由原单位合并后再报`
  for (const referring of referringTo(register)) {
    const foreign = connection.prepare(`SELECT 1 ${liveReferrers(referring)} AND t.unit_id <> ?`).get([drop.id, unitId])
    if (foreign) return `其他单位上报的${referring.label}用到将删除的一条，请由那个单位处理`
  }
  return register === 'resident' ? refuseResidents(connection, keep, drop) : null
}

function refuseResidents(connection: SqliteConnection, keep: StoredRow, drop: StoredRow): string | null {
  const bothHeads =
    isHead(keep.relationToHead) &&
    isHead(drop.relationToHead) &&
    keep.householdId !== null &&
    drop.householdId !== null &&
    keep.householdId !== drop.householdId
  if (bothHeads) return '两人各是一户的户主，请先并户或变更户主，再合并'
  const open = connection
    .prepare(
      `SELECT count(DISTINCT resident_id) FROM resettlement_cases
       WHERE resident_id IN (?, ?) AND status = 'inAssistance' AND deleted_at IS NULL`,
    )
    .pluck()
    .get([keep.id, drop.id]) as number
  if (open === 2) return '两人各有一份在帮的安置帮教档案，一人只能有一份，请先办结其中一份'
  const facing = connection
    .prepare(
      `SELECT m.title FROM mediation_cases m WHERE m.deleted_at IS NULL AND m.status NOT IN ('effective', 'terminated')
       AND (SELECT count(DISTINCT p.resident_id) FROM mediation_parties p
            WHERE p.case_id = m.id AND p.resident_id IN (?, ?) AND p.deleted_at IS NULL) = 2`,
    )
    .pluck()
    .get([keep.id, drop.id]) as string | undefined
  return facing === undefined ? null : `两人都是未办结案件“${facing}”的当事人，一人不能既是这方又是那方，请先改正当事人`
}

export const mergeRecords = longCommand(
  'mergeRecords',
  { right: 'resident', label: '合并两条记录' },
  async (write, input: MergePair & { keepVersion: number; dropVersion: number; take: readonly string[] }) => {
    const { register, keepId, dropId } = input
    const { writer } = write.desk.database
    const keep = getRow(writer, register, keepId)
    const drop = getRow(writer, register, dropId)
    const refused = refusalOf(writer, write.unit.unitId, register, keep, drop)
    if (refused !== null) throw ruleViolation([{ rule: 'E24', level: 'block', message: refused }])
    const taken = takenValues(register, drop, input.take)
    const { title } = viewOf(writer, register, keep)
    // first it goes, so that a number that tells people apart can move
    write.records.remove(register, dropId, input.dropVersion, `并入“${title}”`)
    const latest = register === 'resident' ? lifeEventsOf(writer, keepId, dropId).at(-1) : undefined
    const { values } = parseValues(registers[register], {
      ...valuesOfRow(registers[register], keep),
      ...taken,
      ...(latest ? stateAfter(latest) : {}),
    })
    requireReferences(writer, register, taken)
    if (register === 'resident') refuseHeadless(writer, keep, drop, values)
    const prepared = prepareValues(write, register, values, keepId)
    const changed = write.records.update(register, keepId, input.keepVersion, prepared)
    // the history of the one that stays tells of it in any case: what is restored later finds its way here
    const { version } = changed.version === keep.version ? write.records.touch(register, keepId, null) : changed
    const relinked = await relink(write, register, keepId, dropId)
    write.about(register, keepId)
    write.note({ relinked, ...(input.take.length > 0 ? { taken: input.take } : {}) })
    const changeSetId = write.records.changeSetId()
    if (changeSetId === null) throw new Error('a deletion is a change')
    return { version, relinked, changeSetId }
  },
)

function takenValues(register: RegisterName, drop: StoredRow, take: readonly string[]): RecordValues {
  const known = new Set(takeable(register).map(({ name }) => name))
  const foreign = take.find((name) => !known.has(name))
  if (foreign !== undefined) throw badRequest(`${registers[register].label}没有可以取用的字段 ${foreign}`)
  return Object.fromEntries(take.map((name) => [name, (drop[name] ?? null) as RecordValues[string]]))
}

/** A household does not lose its head unseen. */
function refuseHeadless(connection: SqliteConnection, keep: StoredRow, drop: StoredRow, values: RecordValues): void {
  if (!isHead(drop.relationToHead) || typeof drop.householdId !== 'string') return
  if (values.householdId === drop.householdId && isHead(values.relationToHead)) return
  const others = connection
    .prepare('SELECT count(*) FROM residents WHERE household_id = ? AND deleted_at IS NULL AND id NOT IN (?, ?)')
    .pluck()
    .get([drop.householdId, keep.id, drop.id]) as number
  if (others > 0) {
    const message = '将删除的一条是所在户的户主：请取用它的“所在户”和“与户主关系”，或先变更户主'
    throw ruleViolation([{ rule: 'P-05', level: 'block', field: 'relationToHead', message }])
  }
}

/** Every live record of every ledger that refers to the one that goes; what is deleted keeps pointing where it did. */
async function relink(write: WriteContext, register: RegisterName, keepId: string, dropId: string): Promise<number> {
  const { writer } = write.desk.database
  let relinked = 0
  const breathe = breather()
  for (const referring of referringTo(register)) {
    const ids = writer
      .prepare(`SELECT t.id ${liveReferrers(referring)}`)
      .pluck()
      .all(dropId) as string[]
    for (const id of ids) {
      const row = write.records.get(referring.register, id)
      write.records.update(referring.register, id, null, {
        [referring.field]: referring.many ? replaced(row[referring.field], dropId, keepId) : keepId,
      })
      relinked += 1
      await breathe()
    }
  }
  return relinked
}

/** A list that names the record that stays once. */
function replaced(list: unknown, dropId: string, keepId: string): string[] {
  const ids = Array.isArray(list) ? (list as string[]) : []
  return [...new Set(ids.map((id) => (id === dropId ? keepId : id)))]
}
