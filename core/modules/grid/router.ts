import { DeskError } from '../../contract/errors.ts'
import { member } from '../../server/router-base.ts'

const notBuilt = (): never => {
  throw new DeskError('INTERNAL', '还没有建好', { incident: '' })
}

const api = member.grid

export const gridRouter = {
  handOverList: api.handOverList.handler(() => notBuilt()),
  handOver: api.handOver.handler(() => notBuilt()),
}
