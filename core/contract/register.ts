import { oc } from '@orpc/contract'
import { z } from 'zod'
import { registerNames } from '../domain/registers.ts'

export const registerName = z.enum(registerNames)
export const recordId = z.uuid()
const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])
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

export const filter = z.strictObject({
  field: z.string(),
  op: z.enum(['is', 'from', 'to', 'empty', 'notEmpty']),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
})
export type Filter = z.infer<typeof filter>

export const listInput = z.strictObject({
  register: registerName,
  search: z.string().max(100).optional(),
  where: z.array(filter).max(20).optional(),
  sort: z.strictObject({ field: z.string(), descending: z.boolean() }).optional(),
  deleted: z.boolean().optional(),
})
export type ListInput = z.infer<typeof listInput>

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
  /** a page of at most 500 rows; `total` is exact up to 1000, then capped */
  list: oc
    .input(listInput.extend({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(500).default(50) }))
    .output(z.strictObject({ rows: z.array(recordView), total: z.int(), capped: z.boolean() })),
  count: oc.input(listInput).output(z.strictObject({ total: z.int() })),
  /** the ordered list of hits, held by the backend, from which the grid takes blocks */
  snapshot: oc.input(listInput).output(z.strictObject({ snapshotId: z.string(), total: z.int() })),
  block: oc
    .input(z.strictObject({ snapshotId: z.string(), from: z.int().min(0), to: z.int().min(0) }))
    .output(z.strictObject({ rows: z.array(recordView) })),
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
  /** records that may be the same person or thing as what is being typed */
  similar: oc
    .input(z.strictObject({ register: registerName, values: recordValues, exceptId: recordId.optional() }))
    .output(z.strictObject({ rows: z.array(recordView) })),
  /** Ctrl+K: the best hits of every ledger */
  find: oc
    .input(z.strictObject({ text: z.string().max(100) }))
    .output(z.strictObject({ groups: z.array(z.strictObject({ register: registerName, rows: z.array(recordView) })) })),
  /** takes back one change set; what was edited afterwards is kept and named */
  undo: oc.input(z.strictObject({ changeSetId: recordId })).output(
    z.strictObject({
      undone: z.int(),
      kept: z.array(z.strictObject({ register: registerName, id: z.string(), title: z.string() })),
    }),
  ),
}
