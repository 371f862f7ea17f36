import { addDays, addMonths, addYears } from '../day.ts'
import type { RecordValues } from '../field.ts'
import type { Violation } from '../violation.ts'

/** the class 重点帮教 is decided by an authority on paper, never computed. */
export function checkResettlement(values: RecordValues): Violation[] {
  if (values.assistanceClass !== '01') return []
  const missing = [
    ['classAuthority', '认定机关'],
    ['classDocumentNo', '认定文号'],
    ['classDecidedOn', '认定日期'],
  ].filter(([name = '']) => !values[name])
  return missing.map(([name = '', label = '']) => ({
    rule: 'R-02',
    level: 'block',
    field: name,
    message: `重点帮教须填写${label}`,
  }))
}

/** Term of assistance: from the release, `years` long, its last day being the day before the anniversary. */
export const assistanceTerm = (releasedOn: string, years: number): { termFrom: string; termTo: string } => ({
  termFrom: releasedOn,
  termTo: addDays(addYears(releasedOn, years), -1),
})

/** The first visit is due `firstVisitDays` after the handover; later ones every `everyMonths` after the last visit. */
export const nextVisitDay = (
  lastVisitOn: string | null,
  start: string,
  rules: { firstVisitDays: number; everyMonths: number },
): string => (lastVisitOn === null ? addDays(start, rules.firstVisitDays) : addMonths(lastVisitOn, rules.everyMonths))
