import { badRequest, notFound } from '../../contract/errors.ts'
import { fieldOf } from '../../domain/field.ts'
import { registers } from '../../domain/registers.ts'
import { createRecord, removeRecord, restoreRecord, updateRecord } from '../../register/commands.ts'
import { countGroups, countTotals } from '../../register/groups.ts'
import { countRecords, findEverywhere, getRow, listPage, readBlock } from '../../register/queries.ts'
import { openSnapshot, type GrowingSnapshot } from '../../register/snapshots.ts'
import { similarRecords } from '../../register/similar.ts'
import { revealField } from '../../register/reveal.ts'
import { viewRows } from '../../register/views.ts'
import type { Connection } from '../../server/connection.ts'
import { member, requireSession } from '../../server/router-base.ts'
import { changeRoutes } from './change-routes.ts'
import { exportRoutes } from './export-routes.ts'
import { viewRoutes } from './view-routes.ts'

const keptSnapshots = 8
const api = member.register

function heldSnapshot(connection: Connection, id: string): GrowingSnapshot {
  const snapshot = connection.snapshots.get(id) as GrowingSnapshot | undefined
  if (!snapshot) throw notFound('这份名单')
  return snapshot
}

const extentOf = ({ rowNumbers, complete }: GrowingSnapshot) => ({ total: rowNumbers.length, complete })

export const registerRouter = {
  list: api.list.handler(async ({ context, input }) => {
    const page = await listPage(context, input)
    requireSession(context)
    return page
  }),
  count: api.count.handler(async ({ context, input }) => ({ total: await countRecords(context, input) })),
  snapshot: api.snapshot.handler(async ({ context, input: { early, first, insteadOf, ...query } }) => {
    const { snapshots } = context.connection
    const snapshot = openSnapshot(context, query)
    const snapshotId = context.backend.ports.newId()
    snapshots.set(snapshotId, snapshot)
    for (const [id, old] of snapshots) {
      if (id !== insteadOf && snapshots.size <= keptSnapshots) continue
      old.stop()
      snapshots.delete(id)
    }
    if (!early) await snapshot.until(Infinity)
    requireSession(context)
    return { snapshotId, ...extentOf(snapshot), rows: readBlock(context.desk.database.reader, snapshot, 0, first) }
  }),
  block: api.block.handler(async ({ context, input: { snapshotId, from, to } }) => {
    const snapshot = heldSnapshot(context.connection, snapshotId)
    await snapshot.until(to)
    requireSession(context)
    return { rows: readBlock(context.desk.database.reader, snapshot, from, to), ...extentOf(snapshot) }
  }),
  snapshotTotal: api.snapshotTotal.handler(async ({ context, input }) => {
    const snapshot = heldSnapshot(context.connection, input.snapshotId)
    await snapshot.until(Infinity)
    return { total: snapshot.rowNumbers.length }
  }),
  get: api.get.handler(({ context, input }) => {
    const { reader } = context.desk.database
    const [view] = viewRows(reader, input.register, [getRow(reader, input.register, input.id)])
    if (!view) throw notFound(registers[input.register].label)
    return view
  }),
  reveal: api.reveal.handler(async ({ context, input }) => {
    const known = Object.hasOwn(registers[input.register].fields.shape, input.field)
    if (!known || !fieldOf(registers[input.register], input.field).meta.mask) throw badRequest('这一项没有遮盖')
    return { value: await revealField(context, input) }
  }),
  create: api.create.handler(({ context, input }) => createRecord(context, input)),
  update: api.update.handler(({ context, input }) => updateRecord(context, input)),
  remove: api.remove.handler(({ context, input }) => removeRecord(context, input)),
  restore: api.restore.handler(({ context, input }) => restoreRecord(context, input)),
  similar: api.similar.handler(({ context, input }) =>
    similarRecords(context.desk.database.reader, input.register, input.values, input.exceptId),
  ),
  find: api.find.handler(({ context, input }) => ({ groups: findEverywhere(context.desk.database.reader, input.text) })),
  groups: api.groups.handler(({ context, input }) => countGroups(context, input)),
  totals: api.totals.handler(({ context, input }) => countTotals(context, input)),
  ...changeRoutes,
  ...exportRoutes,
  ...viewRoutes,
}
