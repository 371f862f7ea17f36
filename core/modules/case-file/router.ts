import { notBuilt } from '../../server/not-built.ts'
import { member } from '../../server/router-base.ts'

const api = member.caseFile

export const caseFileRouter = {
  completeness: api.completeness.handler(notBuilt),
  bind: api.bind.handler(notBuilt),
}
