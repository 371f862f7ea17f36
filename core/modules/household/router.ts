import { DeskError } from '../../contract/errors.ts'
import { member } from '../../server/router-base.ts'

const notBuilt = (): never => {
  throw new DeskError('INTERNAL', '还没有建好', { incident: '' })
}

const api = member.household

export const householdRouter = {
  members: api.members.handler(() => notBuilt()),
  split: api.split.handler(() => notBuilt()),
  merge: api.merge.handler(() => notBuilt()),
  changeHead: api.changeHead.handler(() => notBuilt()),
  addMembers: api.addMembers.handler(() => notBuilt()),
  removeMember: api.removeMember.handler(() => notBuilt()),
}
