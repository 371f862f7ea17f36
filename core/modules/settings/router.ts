import { notBuilt } from '../../server/not-built.ts'
import { member } from '../../server/router-base.ts'
import { changeRule, listRules } from './rules.ts'

export const settingsRouter = {
  listRules: member.settings.listRules.handler(({ context }) => ({ rules: listRules(context.desk.database.reader) })),
  changeRule: member.settings.changeRule.handler(({ context, input }) => changeRule(context, input)),
  listCalendar: member.settings.listCalendar.handler(notBuilt),
  saveCalendar: member.settings.saveCalendar.handler(notBuilt),
}
