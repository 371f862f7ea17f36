import { member } from '../../server/router-base.ts'
import { handOverGrid } from './commands.ts'
import { gridHandOverList } from './hand-over-list.ts'

const api = member.grid

export const gridRouter = {
  handOverList: api.handOverList.handler(({ context, input }) => gridHandOverList(context.desk.database.reader, input.id)),
  handOver: api.handOver.handler(({ context, input }) => handOverGrid(context, input)),
}
