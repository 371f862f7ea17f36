import { oc } from '@orpc/contract'
import { z } from 'zod'
import { registerNames } from '../domain/registers.ts'
import { jobStarted } from './session.ts'

export const registerName = z.enum(registerNames)
export const recordId = z.uuid()
// most values of most records are texts or empty: they are tried first
const fieldValue = z.union([z.string(), z.null(), z.number(), z.boolean(), z.array(z.string())])
export const recordValues = z.record(z.string(), fieldValue)

/** One record as the page sees it: values masked unless revealed; `labels` names references and codes. */
export const recordView = z.strictObject({
  id: z.string(),
  unitId: z.string(),
  version: z.int(),
  updatedAt: z.string(),
  deletedAt: z.string().nullable(),
  title: z.string(),
  values: recordValues,
  labels: z.record(z.string(), z.string()),
})
export type RecordView = z.infer<typeof recordView>

/**
 * Records of a list as the backend made them. A zod check of every value would cost more than finding and reading them; that
 * they are record views is a test.
 */
const listedRows = z.custom<RecordView[]>(Array.isArray)

export const filter = z.strictObject({
  field: z.string(),
  /** in: one of a list · contains: a fragment of a text that is not masked */
  op: z.enum(['is', 'in', 'from', 'to', 'contains', 'empty', 'notEmpty']),
  value: z.union([z.string().max(200), z.number(), z.boolean(), z.array(z.string()).max(200)]).optional(),
})
export type Filter = z.infer<typeof filter>

const sortField = z.strictObject({ field: z.string(), descending: z.boolean() })
export type SortField = z.infer<typeof sortField>

export const listInput = z.strictObject({
  register: registerName,
  search: z.string().max(100).optional(),
  where: z.array(filter).max(20).optional(),
  /** first field first */
  sort: z.array(sortField).max(3).optional(),
  deleted: z.boolean().optional(),
})
export type ListInput = z.infer<typeof listInput>

/** What is ticked in a ledger: some records, or every hit of the query but some. */
export const selection = z.union([
  z.strictObject({ all: z.literal(false), ids: z.array(recordId).max(20_000) }),
  z.strictObject({ all: z.literal(true), except: z.array(recordId).max(20_000) }),
])
export type Selection = z.infer<typeof selection>

/** A query and what is ticked in it. */
export const chosen = z.strictObject({ query: listInput, selection })
export type Chosen = z.infer<typeof chosen>

/** What a person made of a ledger's page, to come back to. */
export const viewDefinition = z.strictObject({
  search: z.string().max(100),
  where: z.array(filter).max(20),
  sort: z.array(sortField).max(3),
  /** in order; empty means the description's own columns */
  columns: z.array(z.strictObject({ field: z.string(), width: z.int().min(30).max(1200).nullable() })).max(80),
  groupBy: z.string().nullable(),
})
export type ViewDefinition = z.infer<typeof viewDefinition>

export const savedView = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** mine: only I see it · office: everybody of the unit */
  owner: z.enum(['mine', 'office']),
  definition: viewDefinition,
})
export type SavedView = z.infer<typeof savedView>

const namedRecord = z.strictObject({ register: registerName, id: z.string(), title: z.string() })
export type NamedRecord = z.infer<typeof namedRecord>

/** One value before and after, as words a page may show (masked, codes and references by name). */
const fieldWords = z.strictObject({ field: z.string(), label: z.string(), before: z.string(), after: z.string() })

/** What a bulk change would do or has done. changed + unchanged + refused = what was chosen. */
export const bulkResult = z.strictObject({
  changed: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  /** at most 50 each */
  samples: z.array(z.strictObject({ id: z.string(), title: z.string(), fields: z.array(fieldWords) })),
  refusals: z.array(z.strictObject({ id: z.string(), title: z.string(), message: z.string() })),
  changeSetId: z.string().nullable(),
})
export type BulkResult = z.infer<typeof bulkResult>

/** A record that a change set touched and that cannot simply be taken back. */
export const undoObstacle = namedRecord.extend({
  /** edited: changed again afterwards · used: others refer to it by now · rule: two would hold what one may hold (P-05, G-01) */
  reason: z.enum(['edited', 'used', 'rule']),
  /** what stands against it, in words: 2026-11-21 李敏 修改：电话 */
  words: z.string(),
})
export type UndoObstacle = z.infer<typeof undoObstacle>

export const changeSetView = z.strictObject({
  changeSetId: z.string(),
  at: z.string(),
  actor: z.string(),
  label: z.string(),
  /** the record it was about, or the file it came from */
  title: z.string().nullable(),
  /** ledger → records touched */
  counts: z.record(z.string(), z.int()),
  undone: z.boolean(),
  undoable: z.boolean(),
})
export type ChangeSetView = z.infer<typeof changeSetView>

const change = z.strictObject({
  changeSetId: z.string(),
  at: z.string(),
  actor: z.string(),
  label: z.string(),
  kind: z.enum(['create', 'update', 'delete', 'restore']),
  version: z.int(),
  fields: z.array(z.strictObject({ field: z.string(), before: fieldValue, after: fieldValue })),
})
export type RecordChange = z.infer<typeof change>

export const registerContract = {
  /** a page of at most 500 rows; `total` is exact unless `capped`: then there are more (at least 100 were looked at) */
  list: oc
    .input(listInput.extend({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(50) }))
    .output(z.strictObject({ rows: listedRows, total: z.int(), capped: z.boolean() })),
  count: oc.input(listInput).output(z.strictObject({ total: z.int() })),
  /**
   * The ordered list of hits, held by the backend, from which the grid takes blocks. With `early` it answers at once:
   * until it is complete, `total` is what is known so far. `rows` are the `first` ones, as far as they are known by then.
   */
  snapshot: oc
    .input(
      listInput.extend({
        early: z.boolean().optional(),
        first: z.int().min(0).max(500).default(0),
        /** a list that nobody looks at any more: it is let go, and what was still being counted of it ends */
        insteadOf: z.string().optional(),
      }),
    )
    .output(z.strictObject({ snapshotId: z.string(), total: z.int(), complete: z.boolean(), rows: listedRows })),
  /** waits for its own part of the list only */
  block: oc
    .input(z.strictObject({ snapshotId: z.string(), from: z.int().min(0), to: z.int().min(0) }))
    .output(z.strictObject({ rows: listedRows, total: z.int(), complete: z.boolean() })),
  /** waits until the list is complete */
  snapshotTotal: oc.input(z.strictObject({ snapshotId: z.string() })).output(z.strictObject({ total: z.int() })),
  get: oc.input(z.strictObject({ register: registerName, id: recordId })).output(recordView),
  /** full value of one masked field; the reason is audited */
  reveal: oc
    .input(z.strictObject({ register: registerName, id: recordId, field: z.string(), reason: z.string().trim().min(2).max(200) }))
    .output(z.strictObject({ value: z.string() })),
  create: oc
    .input(z.strictObject({ register: registerName, values: recordValues }))
    .output(z.strictObject({ id: z.string(), version: z.int() })),
  update: oc
    .input(z.strictObject({ register: registerName, id: recordId, expectedVersion: z.int(), values: recordValues }))
    .output(z.strictObject({ version: z.int() })),
  remove: oc
    .input(
      z.strictObject({
        register: registerName,
        id: recordId,
        expectedVersion: z.int(),
        reason: z.string().trim().min(2).max(200),
      }),
    )
    .output(z.strictObject({ version: z.int() })),
  restore: oc.input(z.strictObject({ register: registerName, id: recordId })).output(z.strictObject({ version: z.int() })),
  history: oc
    .input(z.strictObject({ register: registerName, id: recordId }))
    .output(z.strictObject({ changes: z.array(change) })),
  /** records that may be the same person or thing as what is being typed; `reasons` says why, row by row: 证号相同 · 姓名和出生日期相同 · 同音 */
  similar: oc
    .input(z.strictObject({ register: registerName, values: recordValues, exceptId: recordId.optional() }))
    .output(z.strictObject({ rows: z.array(recordView), reasons: z.array(z.string()) })),
  /** Ctrl+K: the best hits of every ledger */
  find: oc
    .input(z.strictObject({ text: z.string().max(100) }))
    .output(z.strictObject({ groups: z.array(z.strictObject({ register: registerName, rows: listedRows })) })),
  /** how many hits there are of each value of one or two fields, most first; at most 500 groups */
  groups: oc.input(z.strictObject({ query: listInput, by: z.array(z.string()).min(1).max(2) })).output(
    z.strictObject({
      groups: z.array(z.strictObject({ values: z.array(fieldValue), labels: z.array(z.string()), total: z.int() })),
      capped: z.boolean(),
    }),
  ),
  /** number of records chosen and the sums of their number and money fields (money in fen) */
  totals: oc.input(chosen).output(z.strictObject({ total: z.int(), sums: z.record(z.string(), z.number()) })),
  /** what `bulkChange` would do: the same rules, nothing written; a job whose result is a BulkResult */
  bulkPreview: oc.input(z.strictObject({ chosen, values: recordValues })).output(jobStarted),
  /** sets the same values in every chosen record, as one change set; a job whose result is a BulkResult */
  bulkChange: oc.input(z.strictObject({ chosen, values: recordValues })).output(jobStarted),
  /** two records side by side, and what refers to the one that would go */
  mergePreview: oc.input(z.strictObject({ register: registerName, keepId: recordId, dropId: recordId })).output(
    z.strictObject({
      keep: recordView,
      drop: recordView,
      /** fields of which the two say something different, or one says nothing */
      fields: z.array(z.strictObject({ field: z.string(), label: z.string(), keep: z.string(), drop: z.string() })),
      links: z.array(z.strictObject({ register: registerName, label: z.string(), total: z.int() })),
      /** why it cannot be done, or null */
      refused: z.string().nullable(),
    }),
  ),
  /** E24: one record of two; what referred to the dropped one refers to the kept one; undone exactly by `undo` */
  merge: oc
    .input(
      z.strictObject({
        register: registerName,
        keepId: recordId,
        keepVersion: z.int(),
        dropId: recordId,
        dropVersion: z.int(),
        /** fields whose value comes from the dropped record */
        take: z.array(z.string()).max(80),
      }),
    )
    .output(z.strictObject({ version: z.int(), relinked: z.int(), changeSetId: z.string() })),
  /** sets every field to what it was after the given version, as a new version */
  restoreVersion: oc
    .input(z.strictObject({ register: registerName, id: recordId, version: z.int().min(1), expectedVersion: z.int() }))
    .output(z.strictObject({ version: z.int() })),
  /** the latest operations, newest first; what can be undone is marked */
  changeSets: oc
    .input(
      z.strictObject({
        offset: z.int().min(0).default(0),
        limit: z.int().min(1).max(100).default(30),
        undoable: z.boolean().default(false),
      }),
    )
    .output(z.strictObject({ rows: z.array(changeSetView), more: z.boolean() })),
  /** what stands against taking a change set back; `whole`: it goes back only with all that was edited */
  undoPreview: oc.input(z.strictObject({ changeSetId: recordId })).output(
    z.strictObject({
      set: changeSetView,
      whole: z.boolean(),
      records: z.int(),
      obstacles: z.array(undoObstacle),
      obstacleTotal: z.int(),
    }),
  ),
  /**
   * Takes back one change set; a record that was edited afterwards is kept and named, unless it is in `alsoEdited`. A set that
   * goes back whole is refused (CONFLICT) instead; one of which something was kept can be taken back again.
   */
  undo: oc
    .input(z.strictObject({ changeSetId: recordId, alsoEdited: z.array(recordId).max(5000).default([]) }))
    .output(z.strictObject({ undone: z.int(), kept: z.array(namedRecord) })),
  /** exactly what is shown, as a workbook with a watermark row, a serial number and an audit row; a job */
  exportRows: oc
    .input(
      z.strictObject({
        chosen,
        /** in order */
        columns: z.array(z.string()).min(1).max(80),
        reason: z.string().trim().min(2).max(200),
        /** masked fields in full: needs the right for it */
        full: z.boolean(),
      }),
    )
    .output(jobStarted),
  /** an empty workbook to fill in: headings, drop-downs, text cells, notes */
  template: oc
    .input(z.strictObject({ register: registerName }))
    .output(z.strictObject({ fileRef: z.string(), name: z.string() })),
  views: oc.input(z.strictObject({ register: registerName })).output(z.strictObject({ views: z.array(savedView) })),
  /** a new one without id; an office view needs the right for it */
  saveView: oc
    .input(
      z.strictObject({
        register: registerName,
        id: recordId.optional(),
        name: z.string().trim().min(1).max(30),
        owner: z.enum(['mine', 'office']),
        definition: viewDefinition,
      }),
    )
    .output(savedView),
  removeView: oc.input(z.strictObject({ id: recordId })).output(z.strictObject({})),
  /** order and width of a ledger's columns as this person left them; null when never changed */
  layout: oc
    .input(z.strictObject({ register: registerName }))
    .output(z.strictObject({ columns: viewDefinition.shape.columns.nullable() })),
  saveLayout: oc
    .input(z.strictObject({ register: registerName, columns: viewDefinition.shape.columns.nullable() }))
    .output(z.strictObject({})),
}

/** result of the job of `exportRows` */
export const exportResult = z.strictObject({ fileRef: z.string(), name: z.string(), rows: z.int(), serial: z.string() })
export type ExportResult = z.infer<typeof exportResult>
