import { getRow } from '../../register/queries.ts'
import { viewRows } from '../../register/views.ts'
import { member } from '../../server/router-base.ts'
import { addHouseholdMembers, changeHouseholdHead, mergeHouseholds, removeHouseholdMember, splitHousehold } from './commands.ts'
import { membersOf } from './members.ts'

const api = member.household

/** a collective household may have thousands */
const shownMembers = 500

export const householdRouter = {
  members: api.members.handler(({ context, input }) => {
    const { reader } = context.desk.database
    getRow(reader, 'household', input.id)
    return { rows: viewRows(reader, 'resident', membersOf(reader, input.id).slice(0, shownMembers)) }
  }),
  split: api.split.handler(({ context, input }) => splitHousehold(context, input)),
  merge: api.merge.handler(({ context, input }) => mergeHouseholds(context, input)),
  changeHead: api.changeHead.handler(({ context, input }) => changeHouseholdHead(context, input)),
  addMembers: api.addMembers.handler(({ context, input }) => addHouseholdMembers(context, input)),
  removeMember: api.removeMember.handler(({ context, input }) => removeHouseholdMember(context, input)),
}
