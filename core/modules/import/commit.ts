/** Rows that were understood become residents: matched, created or updated, in one change set that can be undone. */
import type { ImportResult } from '../../contract/import.ts'
import { badRequest } from '../../contract/errors.ts'
import type { RecordValues, RegisterDescription } from '../../domain/field.ts'
import { fieldOf } from '../../domain/field.ts'
import { fieldProblem } from '../../domain/problems.ts'
import { registers } from '../../domain/registers.ts'
import { villageKey } from '../../register/import/address.ts'
import type { RecordOutcome, RowOutcome } from '../../register/import/interpret.ts'
import type { ImportLayout } from '../../register/import/layout.ts'
import { columnLetters } from '../../register/import/plain-text.ts'
import { repairNames, type Remark } from '../../register/import/remark.ts'
import { temporaryNumber } from '../../register/commands.ts'
import { longCommand, pause, type WriteContext } from '../../server/command.ts'

export interface ImportRun {
  layout: ImportLayout
  outcomes: AsyncIterable<RowOutcome[]>
  dryRun: boolean
  signal: AbortSignal
  progress: (done: number) => void
  /** every outcome as it is decided, for the report */
  note: (outcome: RowOutcome) => void
}

const keptNotes = 5000

/** Thrown to roll a dry run back; carries what would have happened. */
class DryRun extends Error {
  readonly result: ImportResult
  constructor(result: ImportResult) {
    super('dry run')
    this.result = result
  }
}

const importRows = longCommand(
  'importRecords',
  { right: 'resident', label: '导入居民台账' },
  async (write, run: ImportRun): Promise<ImportResult> => {
    const result = emptyResult(run.layout)
    const places = createPlaces(write, result)
    const findSame = createMatcher(write)
    const remark = noteTaker(run.layout, registers.resident, result)
    let since = performance.now()
    for await (const batch of run.outcomes) {
      for (const outcome of batch) {
        run.note(outcome)
        if (outcome.kind === 'skipped') continue
        result.read += 1
        if (outcome.kind === 'rejected') {
          result.rejected += 1
          for (const problem of outcome.problems) remark(outcome.row, problem, 'rejected')
          continue
        }
        if (outcome.duplicateOfRow !== null) {
          result.duplicates += 1
          result.rows.push({
            row: outcome.row,
            column: '',
            code: 'DUPLICATE',
            message: `与第 ${String(outcome.duplicateOfRow)} 行是同一证号，未重复登记`,
            level: 'duplicate',
          })
          continue
        }
        const stored = store(write, outcome, places, findSame)
        result[stored.result] += 1
        if (outcome.repairs.length > 0) {
          result.repaired += 1
          for (const repair of outcome.repairs)
            remark(outcome.row, { ...repair, message: `已更正：${repairNames[repair.kind]}`, code: repair.kind }, 'repaired')
        }
        const warnings = [...outcome.warnings, ...stored.leftOut]
        if (warnings.length > 0) {
          result.warnings += 1
          for (const warning of warnings) remark(outcome.row, warning, 'warning')
        }
        if (performance.now() - since > 15) {
          run.signal.throwIfAborted()
          run.progress(result.read)
          await pause()
          since = performance.now()
        }
      }
    }
    const order = { rejected: 0, duplicate: 1, warning: 2, repaired: 3 }
    result.rows = result.rows.sort((a, b) => order[a.level] - order[b.level] || a.row - b.row).slice(0, keptNotes)
    if (run.dryRun) throw new DryRun(result)
    result.changeSetId = write.records.changeSetId()
    write.note({ read: result.read, created: result.created, updated: result.updated, rejected: result.rejected })
    return result
  },
)

/** The dry run does everything the real one does and takes it back: its counts are the real counts. */
export async function runImport(...[context, run]: Parameters<typeof importRows>): Promise<ImportResult> {
  try {
    return await importRows(context, run)
  } catch (error) {
    if (error instanceof DryRun) return error.result
    throw error
  }
}

function emptyResult(layout: ImportLayout): ImportResult {
  const headers = (status: ImportLayout['columns'][number]['status']) =>
    layout.columns.filter((one) => one.status === status && one.header !== '').map((one) => one.header)
  return {
    read: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    duplicates: 0,
    rejected: 0,
    repaired: 0,
    warnings: 0,
    droppedColumns: headers('forbidden'),
    unmappedColumns: headers('unmapped'),
    alsoCreated: {},
    rows: [],
    changeSetId: null,
  }
}

function noteTaker(layout: ImportLayout, description: RegisterDescription, result: ImportResult) {
  const headers = new Map(layout.columns.map((one) => [one.index, one.header]))
  return (
    row: number,
    remark: Pick<Remark, 'field' | 'column' | 'message'> & { code: string },
    level: 'rejected' | 'warning' | 'repaired',
  ) => {
    if (result.rows.length >= keptNotes * 4) return
    const column =
      remark.column === null
        ? remark.field === null
          ? ''
          : fieldOf(description, remark.field).meta.label
        : `${columnLetters(remark.column)} ${headers.get(remark.column) ?? ''}`.trim()
    result.rows.push({ row, column, code: remark.code, message: remark.message, level })
  }
}

interface KnownVillage {
  id: string
  name: string
  /** as its name says; null where it does not */
  kind: 'village' | 'community' | null
  /** came into being in this import */
  made?: boolean
}

/** 东关村 and 东关社区 are two places; 东关 is whichever there is. */
function villageKindOf(name: string): KnownVillage['kind'] {
  if (/(社区|居委会|居民委员会)$/.test(name)) return 'community'
  return /(村|村委会|村民委员会)$/.test(name) ? 'village' : null
}

/** Villages, grids and households by what the file calls them; villages and households come into being where needed. */
function createPlaces(write: WriteContext, result: ImportResult) {
  const { writer } = write.desk.database
  const own = 'unit_id = ? AND deleted_at IS NULL'
  const load = (sql: string) => writer.prepare(sql).raw().all(write.unit.unitId) as [string, string][]
  const villages = new Map<string, KnownVillage[]>()
  const remember = (village: KnownVillage) =>
    villages.set(villageKey(village.name), [...(villages.get(villageKey(village.name)) ?? []), village])
  for (const [name, id] of load(`SELECT name, id FROM villages WHERE ${own}`)) remember({ name, id, kind: villageKindOf(name) })
  const grids = new Map(load(`SELECT name, id FROM grids WHERE ${own}`))
  const households = new Map<string, { id: string; headed: boolean }>()
  const knownHousehold = writer.prepare(
    `SELECT id, head_name FROM households WHERE ${own} AND village_id IS ? AND household_no = ?`,
  )
  const also = (register: 'village' | 'household') => {
    result.alsoCreated[register] = (result.alsoCreated[register] ?? 0) + 1
  }
  return {
    /** null when it cannot be the name of a village */
    village(name: string): string | null {
      const kind = villageKindOf(name)
      const alike = villages.get(villageKey(name)) ?? []
      const known = alike.find((one) => kind === null || one.kind === null || one.kind === kind)
      if (known) {
        // 板桥 was written first, now its full name is known
        if (known.kind === null && kind !== null && known.made) {
          write.records.update('village', known.id, null, { name, kind })
          Object.assign(known, { name, kind })
        }
        return known.id
      }
      if (fieldProblem(registers.village, 'name', name) !== undefined) return null
      also('village')
      const { id } = write.records.insert('village', { name, kind: kind ?? 'village', divisionCode: null })
      remember({ id, name, kind, made: true })
      return id
    },
    grid: (name: string): string | null => grids.get(name) ?? null,
    household(householdNo: string, values: RecordValues): string | null {
      if (fieldProblem(registers.household, 'householdNo', householdNo) !== undefined) return null
      const villageId = values.villageId ?? null
      const key = `${String(villageId)}|${householdNo}`
      const isHead = values.relationToHead === '02' || values.relationToHead === '01'
      let known = households.get(key)
      if (!known) {
        const row = knownHousehold.get([write.unit.unitId, villageId, householdNo]) as
          { id: string; head_name: string | null } | undefined
        if (row) known = { id: row.id, headed: row.head_name !== null }
      }
      if (!known) {
        also('household')
        const { id } = write.records.insert('household', {
          householdNo,
          villageId,
          headName: isHead ? (values.name ?? null) : null,
          address: values.residenceAddress ?? null,
          housing: null,
        })
        known = { id, headed: isHead }
      } else if (isHead && !known.headed) {
        write.records.update('household', known.id, null, { headName: values.name ?? null })
        known.headed = true
      }
      households.set(key, known)
      return known.id
    },
  }
}

type Places = ReturnType<typeof createPlaces>
type LeftOut = Pick<Remark, 'field' | 'column' | 'message'> & { code: 'PLACE_UNKNOWN' }

function store(
  write: WriteContext,
  outcome: RecordOutcome,
  places: Places,
  findSame: ReturnType<typeof createMatcher>,
): { result: 'created' | 'updated' | 'unchanged'; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = []
  const values: RecordValues = { ...outcome.values }
  const given = new Set(outcome.given)
  for (const [field, written] of Object.entries(outcome.references)) {
    if (field === 'villageId') values.villageId = places.village(written)
    else if (field === 'gridId') values.gridId = places.grid(written)
  }
  const { householdId } = outcome.references
  if (householdId !== undefined) values.householdId = places.household(householdId, values)
  for (const field of Object.keys(outcome.references)) {
    if (values[field] !== null) continue
    const { label } = fieldOf(registers.resident, field).meta
    leftOut.push({
      field,
      column: null,
      code: 'PLACE_UNKNOWN',
      message: `第 ${String(outcome.row)} 行“${label}”不能识别，已略去；请补登`,
    })
  }
  for (const field of Object.keys(outcome.references)) given.add(field)
  const existing = findSame(values)
  if (existing === null) {
    if (typeof values.idNumber !== 'string') values.temporaryNo = temporaryNumber(write)
    write.records.insert('resident', values)
    return { result: 'created', leftOut }
  }
  const patch = Object.fromEntries(Object.entries(values).filter(([name, value]) => given.has(name) && value !== null))
  const { version } = write.records.update('resident', existing.id, null, patch)
  return { result: version === existing.version ? 'unchanged' : 'updated', leftOut }
}

/** By number; without one, by name, birthday and village among those who have none. */
function createMatcher(write: WriteContext): (values: RecordValues) => { id: string; version: number } | null {
  const { writer } = write.desk.database
  const own = 'SELECT id, version FROM residents WHERE unit_id = ? AND deleted_at IS NULL'
  const byNumber = writer.prepare(`${own} AND id_number = ?`)
  // + keeps the planner on the index of names; that of villages would read a whole village for each row
  const byName = writer.prepare(`${own} AND name = ? AND birth_on IS ? AND +village_id IS ? AND id_number IS NULL`)
  return ({ idNumber, name, birthOn, villageId }) => {
    const unit = write.unit.unitId
    const found =
      typeof idNumber === 'string' ? byNumber.get([unit, idNumber]) : byName.get([unit, name, birthOn ?? null, villageId ?? null])
    return (found as { id: string; version: number } | undefined) ?? null
  }
}

/** @throws BAD_REQUEST when the layout lacks what a resident needs */
export function refuseIncomplete(layout: ImportLayout): void {
  if (layout.missing.length === 0) return
  const labels = layout.missing.map((name) => fieldOf(registers.resident, name).meta.label)
  throw badRequest(`没有找到这些列：${labels.join('、')}。请选择正确的工作表和表头行，或指定对应的列`)
}
