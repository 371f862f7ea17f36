import { completenessOf } from '../../documents/case-papers.ts'
import { member } from '../../server/router-base.ts'
import { bindCaseFile } from './bind.ts'

const api = member.caseFile

export const caseFileRouter = {
  completeness: api.completeness.handler(({ context, input }) =>
    completenessOf(context.desk.database.reader, input.id, input.fileKind),
  ),
  bindCaseFile: api.bindCaseFile.handler(({ context, input }) => ({
    jobId: context.backend.jobs.start((control) => bindCaseFile(context, input.id, control)),
  })),
}
