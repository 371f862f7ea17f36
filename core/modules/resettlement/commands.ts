/** Resettlement: a case from a resident, its term from the rule table, visits and when the next is due. */
import { ruleViolation } from '../../contract/errors.ts'
import { isDay } from '../../domain/day.ts'
import type { FieldValue, RecordValues } from '../../domain/field.ts'
import { resettlement, resettlementVisit } from '../../domain/resettlement/fields.ts'
import { assistanceTerm, nextVisitDay } from '../../domain/resettlement/rules.ts'
import { ruleSettings, type RuleKey } from '../../domain/rule-settings.ts'
import { parseValues, typedValues } from '../../register/values.ts'
import { command, type WriteContext } from '../../server/command.ts'

const visitRules = (write: WriteContext, assistanceClass: string) => ({
  firstVisitDays: write.rule('rst.firstVisitDays'),
  everyMonths: write.rule(`rst.visitMonths.${assistanceClass}` as RuleKey),
})

/** a day, or the other while none that exists was typed; parseValues then says what is wrong */
const dayOr = (value: FieldValue | undefined, otherwise: string): string =>
  typeof value === 'string' && isDay(value) ? value : otherwise

/** the document a term rests on: the office's own, or what the program came with */
const basisOf = (write: WriteContext, key: RuleKey): string | null =>
  (write.desk.database.writer.prepare('SELECT basis FROM rule_settings WHERE key = ?').pluck().get(key) as string | undefined) ??
  ruleSettings.find((one) => one.key === key)?.basis ??
  null

export const openCase = command(
  'openCase',
  { right: 'resettlement', label: '建立帮教档案' },
  (write, input: { values: RecordValues }) => {
    typedValues(resettlement, input.values)
    const residentId = String(input.values.residentId ?? '')
    if (residentId) write.records.get('resident', residentId)
    const open = write.desk.database.writer
      .prepare(`SELECT 1 FROM resettlement_cases WHERE resident_id = ? AND status = 'inAssistance' AND deleted_at IS NULL`)
      .get(residentId)
    if (open)
      throw ruleViolation([{ rule: 'A.2', level: 'block', field: 'residentId', message: '此人已有在帮档案，请打开原档案' }])
    const key = `rst.termYears.${String(input.values.category ?? 'released')}` as RuleKey
    const releasedOn = dayOr(input.values.releasedOn, write.today)
    const term = assistanceTerm(releasedOn, write.rule(key))
    const start = dayOr(input.values.handoverOn, releasedOn)
    const { values } = parseValues(resettlement, {
      ...input.values,
      ...term,
      termBasis: basisOf(write, key),
      nextVisitOn: nextVisitDay(null, start, visitRules(write, String(input.values.assistanceClass ?? '02'))),
    })
    return write.records.insert('resettlement', values)
  },
)

/** a declined visit is recorded and changes nothing but the day of the next one. */
export const recordVisit = command(
  'recordVisit',
  { right: 'resettlement', label: '登记走访' },
  (write, input: { id: string; expectedVersion: number; values: RecordValues }) => {
    const row = write.records.get('resettlement', input.id)
    const { values } = parseValues(resettlementVisit, {
      ...typedValues(resettlementVisit, input.values),
      resettlementId: input.id,
    })
    write.records.insert('resettlementVisit', values)
    const earlier = typeof row.lastVisitOn === 'string' ? row.lastVisitOn : ''
    const lastVisitOn = [earlier, String(values.visitedOn)].sort().at(-1) ?? ''
    const nextVisitOn = nextVisitDay(lastVisitOn, lastVisitOn, visitRules(write, String(row.assistanceClass)))
    write.about('resettlement', input.id)
    return { ...write.records.update('resettlement', input.id, input.expectedVersion, { lastVisitOn, nextVisitOn }), nextVisitOn }
  },
)
