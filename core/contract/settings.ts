import { oc } from '@orpc/contract'
import { z } from 'zod'

const rule = z.strictObject({
  key: z.string(),
  label: z.string(),
  value: z.int(),
  /** what the program came with */
  shipped: z.int(),
  unit: z.string(),
  basis: z.string(),
  /** may only be made stricter */
  locked: z.boolean(),
})
export type RuleView = z.infer<typeof rule>

/** A year of holidays (法定休假日) and of weekends worked (调休上班). */
export const calendarYear = z.strictObject({
  year: z.int(),
  source: z.string(),
  shipped: z.boolean(),
  holidays: z.array(z.strictObject({ day: z.string(), name: z.string() })),
  workdays: z.array(z.strictObject({ day: z.string(), name: z.string() })),
})
export type CalendarYear = z.infer<typeof calendarYear>

export const settingsContract = {
  listCalendar: oc.output(z.strictObject({ years: z.array(calendarYear), missing: z.array(z.int()) })),
  /** a year's file, as docs/calendar.md describes it */
  saveCalendar: oc.input(z.strictObject({ fileRef: z.string() })).output(calendarYear),
  listRules: oc.output(z.strictObject({ rules: z.array(rule) })),
  /** an office's own value, with the document it rests on */
  changeRule: oc
    .input(z.strictObject({ key: z.string(), value: z.int().min(1).max(10_000), basis: z.string().trim().min(4).max(200) }))
    .output(rule),
}
