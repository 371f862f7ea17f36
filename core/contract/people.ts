/** What happens to people and places: life events, households, grids. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { codeTables } from '../domain/codes.ts'
import { versioned, written } from './mediation.ts'
import { recordId, recordView } from './register.ts'
import { day } from './day.ts'

const codesOf = <const Table extends readonly (readonly [string, string])[]>(table: Table) =>
  z.enum(table.map(([code]) => code) as [Table[number][0], ...Table[number][0][]])

/** resident → relation to the head (GB/T 4761) */
const relations = z.record(recordId, codesOf(codeTables.relation))

export const residentContract = {
  /** The resident's 在册状态 follows. A return is possible from every state and needs no new record. */
  recordLifeEvent: oc
    .input(
      versioned.extend({
        kind: codesOf(codeTables.lifeEventKind),
        happenedOn: day,
        /** where from, where to */
        place: z.string().trim().max(100).nullable(),
        note: z.string().trim().max(200).nullable(),
        /** on moving out or dying: leave the household */
        leaveHousehold: z.boolean().default(false),
      }),
    )
    .output(written),
  /** takes back the latest event, with what followed from it */
  removeLastLifeEvent: oc.input(versioned).output(written),
}

export const householdContract = {
  /** members, the head first */
  members: oc.input(z.strictObject({ id: recordId })).output(z.strictObject({ rows: z.array(recordView) })),
  /** 分户: these members become a household of their own */
  split: oc
    .input(
      versioned.extend({
        memberIds: z.array(recordId).min(1).max(50),
        headId: recordId,
        householdNo: z.string().trim().max(20).nullable(),
        address: z.string().trim().max(200).nullable(),
        relations,
      }),
    )
    .output(written),
  /** 并户: all members of the other household move here, the other one is closed */
  merge: oc.input(versioned.extend({ dropId: recordId, dropVersion: z.int(), relations })).output(written),
  /** 变更户主: relations to the new head are given; who is not named keeps the present one */
  changeHead: oc.input(versioned.extend({ headId: recordId, relations })).output(written),
  /** residents who join; a resident of another household leaves it */
  addMembers: oc.input(versioned.extend({ relations })).output(written),
  removeMember: oc.input(versioned.extend({ memberId: recordId })).output(written),
}

/** What goes over with a grid. */
export const gridHandOver = z.strictObject({
  grid: recordView,
  staff: z.array(recordView),
  households: z.int(),
  residents: z.int(),
  /** 户籍 980 · 流动 20 */
  byType: z.array(z.strictObject({ code: z.string(), label: z.string(), total: z.int() })),
  withoutNumber: z.int(),
  /** what is still to be done for floating residents */
  openServices: z.array(recordView),
  floating: z.array(recordView),
  leftBehind: z.array(recordView),
})
export type GridHandOver = z.infer<typeof gridHandOver>

export const gridContract = {
  /** the list that two people sign; at most 500 of each kind */
  handOverList: oc.input(z.strictObject({ id: recordId })).output(gridHandOver),
  /** ends one person's time (or nobody's) and begins another's, on one day; a lead becomes the grid's lead */
  handOver: oc
    .input(
      versioned.extend({
        fromStaffId: recordId.nullable(),
        name: z.string().trim().min(1).max(50),
        role: codesOf(codeTables.gridRole),
        phone: z.string().trim().max(20).nullable(),
        happenedOn: day,
      }),
    )
    .output(written),
}
