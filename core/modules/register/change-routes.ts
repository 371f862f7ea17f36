import { bulkChange } from '../../register/bulk.ts'
import { listChangeSets } from '../../register/change-sets.ts'
import { recordHistory } from '../../register/history.ts'
import { mergeRecords, previewMerge } from '../../register/merge.ts'
import { restoreVersion } from '../../register/restore-version.ts'
import { previewUndo } from '../../register/undo-preview.ts'
import { undoChangeSet } from '../../register/undo.ts'
import { member } from '../../server/router-base.ts'

const api = member.register

export const changeRoutes = {
  bulkPreview: api.bulkPreview.handler(({ context, input }) => ({
    jobId: context.backend.jobs.start((control) => bulkChange(context, { ...input, dryRun: true, control })),
  })),
  bulkChange: api.bulkChange.handler(({ context, input }) => ({
    jobId: context.backend.jobs.start((control) => bulkChange(context, { ...input, dryRun: false, control })),
  })),
  mergePreview: api.mergePreview.handler(({ context, input }) => previewMerge(context.desk, input)),
  merge: api.merge.handler(({ context, input }) => mergeRecords(context, input)),
  restoreVersion: api.restoreVersion.handler(({ context, input }) => restoreVersion(context, input)),
  changeSets: api.changeSets.handler(({ context, input }) => listChangeSets(context.desk, input)),
  undoPreview: api.undoPreview.handler(({ context, input }) => previewUndo(context.desk, input.changeSetId)),
  undo: api.undo.handler(({ context, input }) => undoChangeSet(context, input)),
  history: api.history.handler(({ context, input }) => ({
    changes: recordHistory(context.desk.database.reader, input.register, input.id),
  })),
}
