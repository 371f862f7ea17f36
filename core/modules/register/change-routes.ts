import { member } from '../../server/router-base.ts'
import { recordHistory } from '../../register/history.ts'
import { undoChangeSet } from '../../register/undo.ts'
import { notBuilt } from './not-built.ts'

const api = member.register

export const changeRoutes = {
  bulkPreview: api.bulkPreview.handler(() => notBuilt()),
  bulkChange: api.bulkChange.handler(() => notBuilt()),
  mergePreview: api.mergePreview.handler(() => notBuilt()),
  merge: api.merge.handler(() => notBuilt()),
  restoreVersion: api.restoreVersion.handler(() => notBuilt()),
  changeSets: api.changeSets.handler(() => notBuilt()),
  undoPreview: api.undoPreview.handler(() => notBuilt()),
  undo: api.undo.handler(({ context, input }) => undoChangeSet(context, input)),
  history: api.history.handler(({ context, input }) => ({
    changes: recordHistory(context.desk.database.reader, input.register, input.id),
  })),
}
