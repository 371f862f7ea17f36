import { member } from '../../server/router-base.ts'
import { repairWorkbook } from './repair.ts'
import { checkedWorkbook, describeLayout, importReport, importWorkbook, openForImport } from './workbooks.ts'

const api = member.import

export const importRouter = {
  open: api.open.handler(({ context, input }) => openForImport(context, input.register, input.fileRef)),
  layout: api.layout.handler(({ context, input }) => describeLayout(context, input.workbookId, input.override)),
  run: api.run.handler(({ context, input }) => ({
    jobId: context.backend.jobs.start((control) => importWorkbook(context, input, control)),
  })),
  repair: api.repair.handler(({ context, input }) => {
    const checked = checkedWorkbook(context, input.workbookId)
    return { jobId: context.backend.jobs.start((control) => repairWorkbook(context, checked, control)) }
  }),
  report: api.report.handler(async ({ context, input }) => {
    const { name, bytes } = await importReport(context, input.workbookId)
    return { name, fileRef: context.backend.files.add(context.connection, name, { bytes }) }
  }),
}
