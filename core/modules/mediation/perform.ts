/** Keeping an agreement: what was performed, urging, and the visits that ask after it (People's Mediation Law §31). */
import { notFound, ruleViolation } from '../../contract/errors.ts'
import { addDays } from '../../domain/day.ts'
import type { RecordValues } from '../../domain/field.ts'
import { followUp, performanceItem, urge } from '../../domain/mediation/agreement-fields.ts'
import { isBreach, performanceOf, standingPerformance } from '../../domain/mediation/after-rules.ts'
import { begun, checkDay, today, type DayBound } from '../../domain/mediation/day-rules.ts'
import type { Violation } from '../../domain/violation.ts'
import type { StoredRow } from '../../../db/rows.ts'
import { parseValues, typedValues, changedValues } from '../../register/values.ts'
import { command, type WriteContext } from '../../server/command.ts'
import { begin, partsOf, refuse } from './case-step.ts'
import { nextFollowUpOn } from './follow-up-plan.ts'
import { reopened } from './reopen.ts'

/** Visits and urging follow the agreement. */
const sinceEffect = ({ effectiveOn }: StoredRow): DayBound[] => [{ on: effectiveOn, label: '协议生效日' }]

const required = (field: string, message: string): Violation => ({ rule: 'A.1', level: 'block', field, message })

/** A part of this case. @throws NOT_FOUND */
function partOf(write: WriteContext, register: 'performanceItem' | 'followUp', id: string, caseId: string): StoredRow {
  const row = write.records.get(register, id)
  if (row.caseId !== caseId) throw notFound(register === 'followUp' ? followUp.label : performanceItem.label)
  return row
}

/** Nobody is in default before the day on which the item is due has passed. */
const checkDefault = ({ itemNo, dueOn }: StoredRow, on: string): Violation[] =>
  typeof dueOn === 'string' && dueOn >= on
    ? [required('state', `第 ${String(itemNo)} 项 ${dueOn} 到期，期限届满前不能登记为未履行`)]
    : []

function casePerformance(write: WriteContext, row: StoredRow): string {
  const items = partsOf(write, 'performanceItem', row.id)
  const states = items.map(({ state, dueOn }) => ({ state: String(state), dueOn: typeof dueOn === 'string' ? dueOn : null }))
  const next = performanceOf(states, write.today)
  return next === 'performed' ? next : (standingPerformance(row.performance) ?? next)
}

/** The last payment came early: the visit planned for after the last day is due as long after it. */
function advancePlan(write: WriteContext, caseId: string, doneOn: string): void {
  const plannedOn = addDays(doneOn, write.rule('med.followUpDays'))
  for (const plan of partsOf(write, 'followUp', caseId))
    if (plan.doneOn === null && plan.reason === 'afterDue' && String(plan.plannedOn) > plannedOn)
      write.records.update('followUp', plan.id, null, { plannedOn })
}

const isDone = (status: unknown): boolean => status === 'closed' || status === 'filed' || status === 'archived'

export interface PerformanceInput {
  id: string
  expectedVersion: number
  itemId: string
  state: 'pending' | 'partial' | 'done' | 'defaulted'
  on: string | null
  paidFen: number | null
  note: string | null
}

/** One item of the agreement; what all items add up to becomes the performance of the case. A default re-opens a closed case. */
export const recordPerformance = command(
  'recordPerformance',
  { right: 'mediation', label: '登记履行' },
  (write, { id, expectedVersion, itemId, state, on, paidFen, note }: PerformanceInput) => {
    const { row } = begin(write, 'recordPerformance', id)
    const item = partOf(write, 'performanceItem', itemId, id)
    const received = state === 'done' || state === 'partial'
    const amount = typeof item.amountFen === 'number' ? item.amountFen : null
    const paid = received ? (paidFen ?? (state === 'done' ? amount : null)) : null
    refuse([
      ...(received && on === null ? [required('on', '请填写履行日期')] : []),
      ...checkDay('on', '履行日期', on, { notBefore: begun(row), notAfter: today(write.today) }),
      ...(state === 'defaulted' ? checkDefault(item, write.today) : []),
      ...(state === 'done' && paid !== null && amount !== null && paid < amount
        ? [required('paidFen', '已付金额少于应付金额，请选“部分履行”，或者改正金额')]
        : []),
    ])
    write.records.update('performanceItem', itemId, null, { state, doneOn: received ? on : null, paidFen: paid, note })
    const performance = casePerformance(write, row)
    if (performance === 'performed' && on !== null) advancePlan(write, id, on)
    const breach =
      state === 'defaulted' && isDone(row.status)
        ? { status: 'effective', ...reopened(row, 'breach', on ?? write.today, `第 ${String(item.itemNo)} 项未履行`) }
        : {}
    write.about('mediation', id)
    const patch = { performance, nextFollowUpOn: nextFollowUpOn(write, id), ...breach }
    const { version } = write.records.update('mediation', id, expectedVersion, patch)
    return { id, version, performance }
  },
)

export const urgePerformance = command(
  'urgePerformance',
  { right: 'mediation', label: '督促履行' },
  (write, input: { id: string; expectedVersion: number; values: RecordValues }) => {
    const { row } = begin(write, 'urgePerformance', input.id)
    if (row.performance === 'performed')
      throw ruleViolation([
        { rule: 'A.1', level: 'block', message: '协议已全部履行，不需要督促；实际没有履行的，请先改正履行情况' },
      ])
    const { values } = parseValues(urge, { urgedOn: write.today, ...typedValues(urge, input.values), caseId: input.id })
    refuse(checkDay('urgedOn', '督促日期', values.urgedOn, { notBefore: sinceEffect(row), notAfter: today(write.today) }))
    write.records.insert('urge', values)
    write.about('mediation', input.id)
    return write.records.touch('mediation', input.id, input.expectedVersion)
  },
)

const followUpFields = [
  ['doneOn', '请填写回访日期'],
  ['situation', '请填写回访情况'],
  ['visitedBy', '请填写回访人'],
] as const

/** That everything was performed is said of the items first, with day and amount. */
function checkItemsDone(write: WriteContext, caseId: string): Violation[] {
  const open = partsOf(write, 'performanceItem', caseId).filter(({ state }) => state !== 'done')
  return open.length === 0
    ? []
    : [required('performance', `还有 ${String(open.length)} 项没有登记履行完毕，请先登记各期履行，再登记回访`)]
}

/**
 * A visit, planned or not. Where an agreement is in force, what was found becomes the performance of the case; an agreement that
 * was not kept re-opens a case that was done.
 */
export const recordFollowUp = command(
  'recordFollowUp',
  { right: 'mediation', label: '登记回访' },
  (write, input: { id: string; expectedVersion: number; followUpId: string | null; values: RecordValues }) => {
    const { id, followUpId } = input
    const { row } = begin(write, 'recordFollowUp', id)
    const plan = followUpId === null ? null : partOf(write, 'followUp', followUpId, id)
    if (plan && plan.doneOn !== null) refuse([required('followUpId', '这次回访已经登记，请另行登记新的回访')])
    const typed: RecordValues = { doneOn: write.today, ...typedValues(followUp, input.values) }
    const values = plan
      ? changedValues(followUp, plan, typed)
      : parseValues(followUp, { ...typed, caseId: id, plannedOn: typed.doneOn ?? write.today }).values
    const agreed = row.outcome === 'written' || row.outcome === 'oral'
    refuse([
      ...followUpFields.filter(([name]) => !values[name]).map(([name, message]) => required(name, message)),
      ...(agreed && !values.performance ? [required('performance', '请填写履行情况')] : []),
      ...(agreed && values.performance === 'performed' ? checkItemsDone(write, id) : []),
      ...checkDay('doneOn', '回访日期', values.doneOn, { notBefore: sinceEffect(row), notAfter: today(write.today) }),
    ])
    if (plan) write.records.update('followUp', plan.id, null, values)
    else write.records.insert('followUp', values)
    const back = agreed && isBreach(values.performance) && isDone(row.status)
    const found = values.performance === 'reneged' ? '回访发现一方反悔' : '回访发现协议到期未履行'
    write.about('mediation', id)
    if (back) write.note({ reopened: 'breach', from: row.status })
    const { version } = write.records.update('mediation', id, input.expectedVersion, {
      ...(agreed ? { performance: values.performance ?? null } : {}),
      nextFollowUpOn: nextFollowUpOn(write, id),
      ...(back ? { status: 'effective', ...reopened(row, 'breach', String(values.doneOn), found) } : {}),
    })
    return { id, version, reopened: back }
  },
)
