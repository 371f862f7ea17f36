/** 司法确认: the joint application within its term, the court's own terms, and what the court decided (reference §1.2). */
import { notFound } from '../../contract/errors.ts'
import { deadlineAfter, yearOf } from '../../domain/calendar.ts'
import type { RecordValues } from '../../domain/field.ts'
import { judicialConfirmation } from '../../domain/mediation/agreement-fields.ts'
import { checkConfirmationTerm, checkIdentityMatter, checkJointApplication } from '../../domain/mediation/after-rules.ts'
import { checkDay, today } from '../../domain/mediation/day-rules.ts'
import type { Violation } from '../../domain/violation.ts'
import type { StoredRow } from '../../../db/rows.ts'
import { changedValues, parseValues, typedValues } from '../../register/values.ts'
import { command, type WriteContext } from '../../server/command.ts'
import { begin, partsOf, refuse, refuseUnlessExplained } from './case-step.ts'

/** 最高人民法院司法确认规定 §4, §5: days to decide on acceptance, days to decide, days by which that may be extended */
const courtDays = { accept: 3, decide: 15, extension: 10 }

const block = (message: string, field?: string): Violation => ({
  rule: 'A.1',
  level: 'block',
  message,
  ...(field === undefined ? {} : { field }),
})

/** Whether the court has still to say something. */
export const awaitsCourt = (write: WriteContext, caseId: string): boolean =>
  partsOf(write, 'judicialConfirmation', caseId).some(({ result }) => result === null)

function checkApplication(write: WriteContext, row: StoredRow, values: RecordValues): Violation[] {
  const effectiveOn = String(row.effectiveOn)
  const days = write.rule('med.confirmDays')
  const years = write.calendar()
  const dueOn = deadlineAfter(effectiveOn, days, years)
  const certain = years.has(yearOf(dueOn))
  return [
    ...checkConfirmationTerm({ effectiveOn, appliedOn: String(values.appliedOn), dueOn, days, certain }),
    ...checkJointApplication(values.jointly === true),
  ]
}

/** The court's terms, as far as their first days are known. */
function courtTerms(write: WriteContext, values: RecordValues): RecordValues {
  const after = (day: RecordValues[string] | undefined, days: number): string | null =>
    typeof day === 'string' ? deadlineAfter(day, days, write.calendar()) : null
  const decide = courtDays.decide + (values.extended === true ? courtDays.extension : 0)
  return { acceptDueOn: after(values.appliedOn, courtDays.accept), decideDueOn: after(values.acceptedOn, decide) }
}

const textsOf = (row: StoredRow, agreements: readonly StoredRow[]): string[] =>
  [row.title, row.summary, row.requests, ...agreements.flatMap(({ terms }) => terms)].filter((one) => typeof one === 'string')

/** M-09, M-10 forbid; M-11 warns. Only a written agreement can be confirmed: the court wants its text. */
export const applyConfirmation = command(
  'applyConfirmation',
  { right: 'mediation', label: '申请司法确认' },
  (write, input: { id: string; expectedVersion: number; values: RecordValues; explained: string | null }) => {
    const { id } = input
    const { row } = begin(write, 'applyConfirmation', id)
    if (typeof row.effectiveOn !== 'string') refuse([block('协议还没有生效日期，请先登记签章')])
    if (row.outcome === 'oral')
      refuse([block('口头协议没有协议书，法院要求提交书面协议；请先用“转为书面调解”补签协议书，再申请司法确认')])
    if (typeof row.confirmedOn === 'string') refuse([block(`本案协议已于 ${row.confirmedOn} 经法院确认，不需要再次申请`)])
    if (awaitsCourt(write, id)) refuse([block('已有一次申请在等待法院结果，请先登记法院结果')])
    const typed = typedValues(judicialConfirmation, input.values)
    const { values } = parseValues(judicialConfirmation, { appliedOn: write.today, ...typed, caseId: id })
    refuseUnlessExplained(
      [
        ...checkApplication(write, row, values),
        ...checkDay('appliedOn', '申请日期', values.appliedOn, { notAfter: today(write.today) }),
        ...checkIdentityMatter(String(row.category), textsOf(row, partsOf(write, 'mediationAgreement', id))),
      ],
      input.explained,
      write,
    )
    write.records.insert('judicialConfirmation', { ...values, ...courtTerms(write, values) })
    write.about('mediation', id)
    return write.records.touch('mediation', id, input.expectedVersion)
  },
)

const courtSteps = [
  ['appliedOn', '申请日期'],
  ['acceptedOn', '法院受理日期'],
  ['decidedOn', '裁定日期'],
] as const

const ordered = (values: RecordValues): Violation[] => {
  const known = courtSteps.flatMap(([field, label]) => {
    const on = values[field]
    return typeof on === 'string' ? [{ field, label, on }] : []
  })
  return known.flatMap((one, at) => {
    const before = known[at - 1]
    return before && one.on < before.on
      ? [block(`${one.label} ${one.on} 早于${before.label} ${before.on}，请核对`, one.field)]
      : []
  })
}

/** What the court did: accepted, extended, decided. Confirmed is confirmed on the day of its ruling. */
export const recordConfirmation = command(
  'recordConfirmation',
  { right: 'mediation', label: '登记法院结果' },
  (write, input: { id: string; expectedVersion: number; confirmationId: string; values: RecordValues }) => {
    const { id } = input
    const { row } = begin(write, 'recordConfirmation', id)
    const application = write.records.get('judicialConfirmation', input.confirmationId)
    if (application.caseId !== id) throw notFound(judicialConfirmation.label)
    const values = changedValues(judicialConfirmation, application, input.values)
    const reapplied = values.appliedOn !== application.appliedOn || values.jointly !== application.jointly
    refuse([
      // an application for an agreement that was replaced since is not held against the new one
      ...(reapplied ? checkApplication(write, row, values) : []),
      ...courtSteps.flatMap(([field, label]) => checkDay(field, label, values[field], { notAfter: today(write.today) })),
      ...ordered(values),
      ...((values.result === 'confirmed' || values.result === 'notConfirmed') && !values.decidedOn
        ? [block('请填写裁定日期', 'decidedOn')]
        : []),
    ])
    write.records.update('judicialConfirmation', application.id, null, { ...values, ...courtTerms(write, values) })
    write.about('mediation', id)
    const rulings = partsOf(write, 'judicialConfirmation', id).filter(
      ({ result, appliedOn }) => result === 'confirmed' && String(appliedOn) >= String(row.effectiveOn),
    )
    const confirmedOn = (rulings.at(-1)?.decidedOn ?? null) as string | null
    return row.confirmedOn === confirmedOn
      ? write.records.touch('mediation', id, input.expectedVersion)
      : write.records.update('mediation', id, input.expectedVersion, { confirmedOn })
  },
)
