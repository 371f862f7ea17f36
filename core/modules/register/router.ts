import { notFound } from '../../contract/errors.ts'
import { fieldOf } from '../../domain/field.ts'
import { registers } from '../../domain/registers.ts'
import { createRecord, removeRecord, restoreRecord, updateRecord } from '../../register/commands.ts'
import {
  countRecords,
  findEverywhere,
  getRow,
  listRecords,
  readBlock,
  takeSnapshot,
  type Snapshot,
} from '../../register/queries.ts'
import { similarRecords } from '../../register/similar.ts'
import { revealField } from '../../register/reveal.ts'
import { viewRows } from '../../register/views.ts'
import { member } from '../../server/router-base.ts'
import { badRequest } from '../../contract/errors.ts'

import { changeRoutes } from './change-routes.ts'
import { exportRoutes } from './export-routes.ts'
import { viewRoutes } from './view-routes.ts'
import { notBuilt } from './not-built.ts'

const keptSnapshots = 8
const api = member.register

export const registerRouter = {
  list: api.list.handler(({ context, input }) => listRecords(context.desk.database.reader, input)),
  count: api.count.handler(({ context, input }) => ({ total: countRecords(context.desk.database.reader, input) })),
  snapshot: api.snapshot.handler(({ context, input }) => {
    const snapshot = takeSnapshot(context.desk.database.reader, input)
    const { snapshots } = context.connection
    const snapshotId = context.backend.ports.newId()
    snapshots.set(snapshotId, snapshot)
    for (const id of snapshots.keys()) {
      if (snapshots.size <= keptSnapshots) break
      snapshots.delete(id)
    }
    return { snapshotId, total: snapshot.rowNumbers.length }
  }),
  block: api.block.handler(({ context, input }) => {
    const snapshot = context.connection.snapshots.get(input.snapshotId) as Snapshot | undefined
    if (!snapshot) throw notFound('这份名单')
    return { rows: readBlock(context.desk.database.reader, snapshot, input.from, input.to) }
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
  groups: api.groups.handler(() => notBuilt()),
  totals: api.totals.handler(() => notBuilt()),
  ...changeRoutes,
  ...exportRoutes,
  ...viewRoutes,
}
