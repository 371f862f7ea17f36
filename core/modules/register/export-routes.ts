import { exportRows, requireExportable } from '../../register/export/export-rows.ts'
import { writeTemplate } from '../../register/export/template.ts'
import { member } from '../../server/router-base.ts'

const api = member.register

export const exportRoutes = {
  exportRows: api.exportRows.handler(({ context, input }) => {
    requireExportable(context, input)
    return { jobId: context.backend.jobs.start((control) => exportRows(context, input, control)) }
  }),
  template: api.template.handler(async ({ context, input }) => {
    const { name, bytes } = await writeTemplate(context.desk.database.reader, input.register)
    return { name, fileRef: context.backend.files.add(context.connection, name, { bytes }) }
  }),
}
