import { DeskError } from '../../contract/errors.ts'
import { member } from '../../server/router-base.ts'

const notBuilt = (): never => {
  throw new DeskError('INTERNAL', '还没有建好', { incident: '' })
}

const api = member.statistics

export const statisticsRouter = {
  population: api.population.handler(() => notBuilt()),
  movement: api.movement.handler(() => notBuilt()),
  workbook: api.workbook.handler(() => notBuilt()),
}
