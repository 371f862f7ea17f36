import { badRequest } from '../../contract/errors.ts'
import { member } from '../../server/router-base.ts'
import { describeLayout, importReport, importWorkbook, openForImport } from './workbooks.ts'

const api = member.import

export const importRouter = {
  open: api.open.handler(({ context, input }) => {
    if (input.register !== 'resident') throw badRequest('目前只能导入居民台账')
    return openForImport(context, input.fileRef)
  }),
  layout: api.layout.handler(({ context, input }) => describeLayout(context, input.workbookId, input.override)),
  run: api.run.handler(({ context, input }) => ({
    jobId: context.backend.jobs.start((control) =>
      importWorkbook(context, input.workbookId, input.override, input.dryRun, control),
    ),
  })),
  repair: api.repair.handler(() => {
    throw badRequest('还没有建好')
  }),
  report: api.report.handler(async ({ context, input }) => {
    const { name, bytes } = await importReport(context, input.workbookId)
    return { name, fileRef: context.backend.files.add(context.connection, name, { bytes }) }
  }),
}
