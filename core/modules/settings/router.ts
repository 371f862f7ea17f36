import { member } from '../../server/router-base.ts'
import { listCalendar, saveCalendar } from './calendar.ts'
import { changeRule, listRules } from './rules.ts'

export const settingsRouter = {
  listRules: member.settings.listRules.handler(({ context }) => ({ rules: listRules(context.desk.database.reader) })),
  changeRule: member.settings.changeRule.handler(({ context, input }) => changeRule(context, input)),
  listCalendar: member.settings.listCalendar.handler(({ context }) => listCalendar(context)),
  saveCalendar: member.settings.saveCalendar.handler(({ context, input }) => saveCalendar(context, input)),
}
