import { DeskError } from '../../contract/errors.ts'
import { member } from '../../server/router-base.ts'

const notBuilt = (): never => {
  throw new DeskError('INTERNAL', '还没有建好', { incident: '' })
}

const api = member.resident

export const residentRouter = {
  recordLifeEvent: api.recordLifeEvent.handler(() => notBuilt()),
  removeLastLifeEvent: api.removeLastLifeEvent.handler(() => notBuilt()),
}
