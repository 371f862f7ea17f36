/** P-05 while a file is read: a household has one head, and is called after the head. */
import { headCondition } from '../../register/sole-role.ts'
import type { StoredRow } from '../../../db/rows.ts'
import type { RecordValues } from '../../domain/field.ts'
import { isHead } from '../../domain/household/relations.ts'
import { rowRemark, type Remark } from '../../register/import/remark.ts'
import type { WriteContext } from '../../server/command.ts'

interface Head {
  id: string
  name: string
}

interface Headed {
  heads: Head[]
  headName: unknown
}

/** who would be the head where another one is */
interface Claim extends Head {
  row: number
  householdId: string
  relation: string
}

export interface Settled {
  row: number
  /** null when the row has got what it asked for: the former head has gone */
  remark: Remark | null
}

/**
 * Who is head where another one is becomes a member without a relation. A later row may take the other one away, so that such
 * rows, and those of heads who leave, are judged when all have been read.
 */
export interface Heads {
  /** a household without members that has just come into being */
  made(householdId: string, headName: string | null): void
  /** before a new person is stored: may empty the relation. To be told of the id afterwards */
  arrives(row: number, values: RecordValues): ((id: string) => void) | null
  /** before a known person is changed: may take the relation out of the patch. To be called when the change is stored */
  changes(row: number, existing: StoredRow, patch: RecordValues): () => void
  /** whether the last word on a row is said by `settle` */
  waits(row: number): boolean
  /** one step for each row that waits */
  settle(): Generator<Settled>
}

export function createHeads(write: WriteContext): Heads {
  const { rows } = write.desk
  const headsOf = write.desk.database.writer.prepare(
    `SELECT id, name FROM residents WHERE household_id = ? AND deleted_at IS NULL AND ${headCondition}`,
  )
  const membersOf = write.desk.database.writer.prepare(
    'SELECT 1 FROM residents WHERE household_id = ? AND deleted_at IS NULL LIMIT 1',
  )
  const known = new Map<string, Headed>()
  const claims: Claim[] = []
  const left: { row: number; householdId: string }[] = []
  const waiting = new Set<number>()

  const stateOf = (householdId: string): Headed => {
    let state = known.get(householdId)
    if (!state) {
      state = { heads: headsOf.all(householdId) as Head[], headName: rows.get('household', householdId)?.headName ?? null }
      known.set(householdId, state)
    }
    return state
  }
  const otherHead = (householdId: string, exceptId: string | null): Head | undefined =>
    stateOf(householdId).heads.find((one) => one.id !== exceptId)
  const callAfter = (householdId: string, headName: string | null) => {
    const state = stateOf(householdId)
    if (state.headName === headName) return
    state.headName = headName
    const household = rows.get('household', householdId)
    if (household?.deletedAt === null && household.unitId === write.unit.unitId)
      write.records.update('household', householdId, null, { headName })
  }
  const become = (householdId: string, head: Head) => {
    stateOf(householdId).heads = [head]
    callAfter(householdId, head.name)
  }
  const claim = (one: Claim) => {
    claims.push(one)
    waiting.add(one.row)
  }
  const leave = (row: number, householdId: string, id: string) => {
    const state = stateOf(householdId)
    state.heads = state.heads.filter((one) => one.id !== id)
    left.push({ row, householdId })
    waiting.add(row)
  }
  const numberOf = (householdId: string) => {
    const householdNo = rows.get('household', householdId)?.householdNo
    return typeof householdNo === 'string' ? `户 ${householdNo} ` : '本户'
  }

  return {
    made: (householdId, headName) => {
      known.set(householdId, { heads: [], headName })
    },
    arrives(row, values) {
      const { householdId, relationToHead: relation } = values
      if (typeof relation !== 'string' || !isHead(relation) || typeof householdId !== 'string') return null
      const name = String(values.name)
      if (!otherHead(householdId, null))
        return (id) => {
          become(householdId, { id, name })
        }
      values.relationToHead = null
      return (id) => {
        claim({ row, householdId, id, name, relation })
      }
    },
    changes(row, existing, patch) {
      const { id } = existing
      const before = typeof existing.householdId === 'string' ? existing.householdId : null
      const after = typeof patch.householdId === 'string' ? patch.householdId : before
      const moved = before !== after
      const wasHead = before !== null && isHead(existing.relationToHead)
      const relation = patch.relationToHead ?? existing.relationToHead
      const name = String(patch.name ?? existing.name)
      let refused: Claim | null = null
      if (after !== null && typeof relation === 'string' && isHead(relation) && (moved || !wasHead) && otherHead(after, id)) {
        refused = { row, householdId: after, id, name, relation }
        // what the person was to the former head says nothing of this one
        if (moved) patch.relationToHead = null
        else delete patch.relationToHead
      }
      const heads = refused === null && isHead(relation)
      return () => {
        if (refused) claim(refused)
        if (before !== null && wasHead && (moved || !heads)) leave(row, before, id)
        if (after === null || !heads) return
        const renamed = patch.name !== undefined && patch.name !== existing.name
        if ((moved || !wasHead || renamed) && !otherHead(after, id)) become(after, { id, name })
      }
    },
    waits: (row) => waiting.has(row),
    *settle() {
      for (const { row, householdId, id, name, relation } of claims) {
        const other = otherHead(householdId, id)
        if (other) {
          const message = `${numberOf(householdId)}已有户主“${other.name}”，本行按成员登记，请核对与户主关系`
          yield { row, remark: rowRemark(row, 'SECOND_HEAD', 'relationToHead', message) }
          continue
        }
        write.records.update('resident', id, null, { relationToHead: relation })
        become(householdId, { id, name })
        yield { row, remark: null }
      }
      for (const { row, householdId } of left) {
        if (stateOf(householdId).heads.length > 0 || membersOf.get(householdId) === undefined) continue
        callAfter(householdId, null)
        const message = `此人原是${numberOf(householdId)}的户主，该户还有其他成员而没有户主，请办理“变更户主”`
        yield { row, remark: rowRemark(row, 'HEAD_LEFT', 'relationToHead', message) }
      }
    },
  }
}
