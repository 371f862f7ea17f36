/**
 * 分户、并户、变更户主、成员进出. Among its members a household has one head (P-05), after whom it is called; every household and
 * every resident concerned shows the step in its history.
 */
import type { StoredRow } from '../../../db/rows.ts'
import { badRequest, notFound, ruleViolation } from '../../contract/errors.ts'
import type { RecordValues } from '../../domain/field.ts'
import { fieldProblem } from '../../domain/problems.ts'
import { followPlace } from '../../domain/household/follow-place.ts'
import { headRelation, isHead, suggestJoining, suggestRelations, type Kin } from '../../domain/household/relations.ts'
import { registers } from '../../domain/registers.ts'
import { titleOf } from '../../register/views.ts'
import { command, type WriteContext } from '../../server/command.ts'
import { membersOf } from './members.ts'

type Relations = Readonly<Record<string, string>>

interface Versioned {
  id: string
  expectedVersion: number
}

const refuse = (message: string, recordId?: string, field = 'relations') =>
  ruleViolation([{ rule: 'P-05', level: 'block', field, message, ...(recordId === undefined ? {} : { recordId }) }])

const members = (write: WriteContext, householdId: string): StoredRow[] => membersOf(write.desk.database.writer, householdId)
const headAmong = (rows: readonly StoredRow[]): StoredRow | undefined => rows.find((one) => isHead(one.relationToHead))
/** an empty field is null */
const typed = (value: string | null): string | null => (value === '' ? null : value)
const nameOf = (row: StoredRow): string => String(row.name)

const kinOf = (row: StoredRow): Kin => ({
  id: row.id,
  relation: row.relationToHead as string | null,
  sex: row.sex as string | null,
  birthOn: row.birthOn as string | null,
})

/** The other members' relations must be to a head, and name only people who are there. */
function checkRelations(relations: Relations, rows: readonly StoredRow[], headId: string | undefined): void {
  const known = new Set(rows.map((one) => one.id))
  for (const [id, relation] of Object.entries(relations)) {
    if (!known.has(id)) throw badRequest('填了关系的人不在本户，请刷新后重试')
    if (isHead(relation) && id !== headId) throw refuse('一户只能有一个户主', id)
  }
}

function requireHead(row: StoredRow): void {
  if (row.status !== 'present') throw refuse(`“${nameOf(row)}”不在册，不能当户主`, row.id, 'headId')
}

/** A head goes last: while others stay, another must become the head first. */
function refuseLeavingHead(rows: readonly StoredRow[], leaving: readonly string[]): void {
  const head = headAmong(rows)
  if (head && leaving.includes(head.id) && rows.some((one) => !leaving.includes(one.id)))
    throw refuse(`“${nameOf(head)}”是户主，请先变更户主`, head.id)
}

/** Who is not named keeps the present relation; what the former head is to the new one is concluded or asked for. */
function relationUnder(head: StoredRow, row: StoredRow, relations: Relations, rows: readonly StoredRow[]): string | null {
  if (row.id === head.id) return headRelation
  const given = relations[row.id]
  if (given !== undefined) return given
  if (!isHead(row.relationToHead)) return row.relationToHead as string | null
  const suggested = suggestRelations(rows.map(kinOf), head.id)[row.id]
  if (typeof suggested !== 'string') throw refuse(`请选择“${nameOf(row)}”与新户主“${nameOf(head)}”的关系`, row.id)
  return suggested
}

/** A member goes over, and with what was the old household's: address, village and grid become those of the new one. */
function move(
  write: WriteContext,
  row: StoredRow,
  from: StoredRow | null,
  to: { id: string; place: RecordValues },
  relation: string | null,
): void {
  const place = from === null ? {} : followPlace(row, from, to.place)
  write.records.update('resident', row.id, null, { ...place, householdId: to.id, relationToHead: relation })
}

const placeOf = (row: StoredRow): RecordValues => ({
  villageId: row.villageId as string | null,
  gridId: row.gridId as string | null,
  address: row.address as string | null,
})

export const splitHousehold = command(
  'splitHousehold',
  { right: 'resident', label: '分户' },
  (
    write,
    input: Versioned & {
      memberIds: string[]
      headId: string
      householdNo: string | null
      address: string | null
      relations: Relations
    },
  ) => {
    const { id, headId } = input
    const from = write.records.get('household', id)
    const rows = members(write, id)
    const leaving = [...new Set(input.memberIds)].map((memberId) => rows.find((one) => one.id === memberId))
    const going = leaving.filter((one) => one !== undefined)
    if (going.length < leaving.length) throw badRequest('选中的人不在本户，请刷新后重试')
    if (going.length === rows.length) throw refuse('全户都选中了，不是分户；请留下至少一人', undefined, 'memberIds')
    refuseLeavingHead(rows, input.memberIds)
    const head = going.find((one) => one.id === headId)
    if (!head) throw refuse('新户主应在分出的人当中', undefined, 'headId')
    requireHead(head)
    checkRelations(input.relations, going, headId)
    const householdNo = typed(input.householdNo)
    const problem = fieldProblem(registers.household, 'householdNo', householdNo)
    if (problem !== undefined) throw badRequest(problem, { householdNo: problem })
    const place = { ...placeOf(from), address: typed(input.address) ?? (from.address as string | null) }
    const written = write.records.insert('household', { ...place, householdNo, headName: nameOf(head), housing: null })
    const former = headAmong(rows)
    const suggested = suggestRelations([...(former ? [former] : []), ...going].map(kinOf), headId)
    for (const row of going) {
      const relation = row.id === headId ? headRelation : (input.relations[row.id] ?? suggested[row.id] ?? null)
      move(write, row, from, { id: written.id, place }, relation)
    }
    write.records.touch('household', id, input.expectedVersion)
    write.about('household', written.id)
    return written
  },
)

export const mergeHouseholds = command(
  'mergeHouseholds',
  { right: 'resident', label: '并户' },
  (write, input: Versioned & { dropId: string; dropVersion: number; relations: Relations }) => {
    const { id, dropId } = input
    if (id === dropId) throw badRequest('请选择另一户')
    const [keep, drop] = [write.records.get('household', id), write.records.get('household', dropId)]
    const [staying, joining] = [members(write, id), members(write, dropId)]
    const head = headAmong(staying) ?? headAmong(joining)
    checkRelations(input.relations, [...staying, ...joining], head?.id)
    const { writer } = write.desk.database
    const concluded = joiningRelations(head, joining, input.relations)
    for (const row of joining) {
      const relation = input.relations[row.id] ?? (row.id === head?.id ? headRelation : (concluded[row.id] ?? null))
      move(write, row, drop, { id, place: placeOf(keep) }, relation)
    }
    for (const row of staying) {
      const relation = input.relations[row.id]
      if (relation !== undefined) write.records.update('resident', row.id, null, { relationToHead: relation })
    }
    write.records.remove('household', dropId, input.dropVersion, `并入 ${titleOf(writer, registers.household, keep)}`.trim())
    write.about('household', id)
    if (head && nameOf(head) !== keep.headName)
      return write.records.update('household', id, input.expectedVersion, { headName: nameOf(head) })
    return write.records.touch('household', id, input.expectedVersion)
  },
)

/** What those who come are to the head they come to. What their own head is to that one must be said. */
function joiningRelations(
  head: StoredRow | undefined,
  joining: readonly StoredRow[],
  relations: Relations,
): Record<string, string | null> {
  const former = headAmong(joining)
  if (!former || !head || former.id === head.id) return Object.fromEntries(joining.map((one) => [one.id, kinOf(one).relation]))
  const between = relations[former.id]
  if (between === undefined) throw refuse(`请选择“${nameOf(former)}”与户主“${nameOf(head)}”的关系`, former.id)
  return suggestJoining(joining.map(kinOf), between, kinOf(head))
}

export const changeHouseholdHead = command(
  'changeHouseholdHead',
  { right: 'resident', label: '变更户主' },
  (write, input: Versioned & { headId: string; relations: Relations }) => {
    const { id, headId } = input
    write.records.get('household', id)
    const rows = members(write, id)
    const head = rows.find((one) => one.id === headId)
    if (!head) throw refuse('新户主应是本户成员', headId, 'headId')
    if (headAmong(rows)?.id === headId) throw refuse(`“${nameOf(head)}”已是户主`, headId, 'headId')
    requireHead(head)
    checkRelations(input.relations, rows, headId)
    for (const row of rows)
      write.records.update('resident', row.id, null, { relationToHead: relationUnder(head, row, input.relations, rows) })
    write.about('household', id)
    // two heads of one name: the household still tells of the change
    if (nameOf(head) === write.records.get('household', id).headName)
      return write.records.touch('household', id, input.expectedVersion)
    return write.records.update('household', id, input.expectedVersion, { headName: nameOf(head) })
  },
)

export const addHouseholdMembers = command(
  'addHouseholdMembers',
  { right: 'resident', label: '添加户成员' },
  (write, input: Versioned & { relations: Relations }) => {
    const { id, relations } = input
    const household = write.records.get('household', id)
    const joining = Object.keys(relations).map((memberId) => write.records.get('resident', memberId))
    if (joining.length === 0) throw badRequest('请选择要添加的人')
    const present = headAmong(members(write, id))
    const heads = joining.filter((one) => isHead(relations[one.id]))
    const [head] = heads
    if (head && (present || heads.length > 1))
      throw refuse(present ? `本户户主已是“${nameOf(present)}”，请用“变更户主”` : '一户只能有一个户主', present?.id)
    for (const row of joining) {
      if (row.householdId === id) throw refuse(`“${nameOf(row)}”已在本户`, row.id)
      if (row.status !== 'present') throw refuse(`“${nameOf(row)}”不在册，请先登记返回或迁入`, row.id)
    }
    for (const [formerId, rows] of byHousehold(joining)) {
      refuseLeavingHead(
        members(write, formerId),
        rows.map((one) => one.id),
      )
      write.records.touch('household', formerId, null)
    }
    for (const row of joining) {
      const former = typeof row.householdId === 'string' ? write.desk.rows.get('household', row.householdId) : null
      move(write, row, former, { id, place: placeOf(household) }, relations[row.id] ?? null)
    }
    write.about('household', id)
    if (head && nameOf(head) !== household.headName)
      return write.records.update('household', id, input.expectedVersion, { headName: nameOf(head) })
    return write.records.touch('household', id, input.expectedVersion)
  },
)

/** Those who leave a household that is still there, household by household. */
function byHousehold(rows: readonly StoredRow[]): Map<string, StoredRow[]> {
  const groups = new Map<string, StoredRow[]>()
  for (const row of rows) {
    if (typeof row.householdId === 'string') groups.set(row.householdId, [...(groups.get(row.householdId) ?? []), row])
  }
  return groups
}

export const removeHouseholdMember = command(
  'removeHouseholdMember',
  { right: 'resident', label: '移出户成员' },
  (write, input: Versioned & { memberId: string }) => {
    const { id, memberId } = input
    write.records.get('household', id)
    const rows = members(write, id)
    if (!rows.some((one) => one.id === memberId)) throw notFound('这位成员')
    refuseLeavingHead(rows, [memberId])
    write.records.update('resident', memberId, null, { householdId: null, relationToHead: null })
    write.about('household', id)
    return write.records.touch('household', id, input.expectedVersion)
  },
)
