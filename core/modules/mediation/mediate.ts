/** While a case is mediated: who mediates, how long, and what was said at each session. */
import { ruleViolation } from '../../contract/errors.ts'
import { addDays } from '../../domain/day.ts'
import type { RecordValues } from '../../domain/field.ts'
import { begun, checkDay, today } from '../../domain/mediation/day-rules.ts'
import { checkConsent, checkExtension, checkMediators, checkTerm } from '../../domain/mediation/rules.ts'
import { mediationSession, mediatorChange } from '../../domain/mediation/session-fields.ts'
import { parseValues, typedValues } from '../../register/values.ts'
import { command, type WriteContext } from '../../server/command.ts'
import { begin, partsOf, partyOf, refuse, refuseUnlessExplained } from './case-step.ts'
import { checkServing, conflicts } from './intake.ts'

interface Change {
  id: string
  expectedVersion: number
  mediatorIds: string[]
  choice: string
  values: RecordValues
  explained: string | null
}

const namesOf = (write: WriteContext, mediatorIds: readonly string[]): string =>
  mediatorIds.map((id) => String(write.records.get('mediator', id).name)).join('、')

/** Who asked for it, why, and how it was dealt with stay in the case (司法部令第 75 号). */
export const changeMediators = command(
  'changeMediators',
  { right: 'mediation', label: '更换调解员' },
  (write, { id, expectedVersion, mediatorIds, choice, values, explained }: Change) => {
    const { row, status } = begin(write, 'changeMediators', id)
    const changedOn = values.changedOn ?? write.today
    const before = row.mediatorIds as string[]
    const coming = mediatorIds.filter((one) => !before.includes(one))
    refuseUnlessExplained(
      [
        ...checkDay('changedOn', '更换日期', changedOn, { notBefore: begun(row), notAfter: today(write.today) }),
        ...checkMediators(mediatorIds),
        ...checkServing(write, coming, String(changedOn)),
        ...conflicts(write.desk.database.writer, id, mediatorIds),
      ],
      explained,
      write,
    )
    if (before.length === mediatorIds.length && before.every((one) => mediatorIds.includes(one)))
      throw ruleViolation([
        { rule: 'A.1', level: 'block', field: 'mediatorIds', message: '调解员没有变化，请选择要换成的调解员' },
      ])
    const change = parseValues(mediatorChange, {
      ...typedValues(mediatorChange, { ...values, changedOn }),
      caseId: id,
      beforeNames: namesOf(write, before),
      afterNames: namesOf(write, mediatorIds),
    })
    write.records.insert('mediatorChange', change.values)
    write.about('mediation', id)
    return write.records.update('mediation', id, expectedVersion, { ...status, mediatorIds, mediatorChoice: choice })
  },
)

export interface Extension {
  id: string
  expectedVersion: number
  days: number
  reason: string
  confirmed: boolean
  on: string
  explained: string | null
}

/** M-14: the term is extended by the parties, in writing, once or in parts, never beyond the rule. */
export const extendTerm = command('extendTerm', { right: 'mediation', label: '延长调解期限' }, (write, input: Extension) => {
  const { row, status } = begin(write, 'extendTerm', input.id)
  const extensionDays = (typeof row.extensionDays === 'number' ? row.extensionDays : 0) + input.days
  const { acceptedOn, extendedOn, category } = row
  const dueOn = addDays(String(row.dueOn), input.days)
  const state = { today: input.on, status: row.status, acceptedOn, dueOn: row.dueOn, extendedOn, category }
  refuseUnlessExplained(
    [
      ...checkDay('on', '确认日期', input.on, { notBefore: begun(row), notAfter: today(write.today) }),
      ...checkExtension(extensionDays, input.confirmed, write.rule('med.extendDays')),
      ...checkDay('days', '延长后的期限', dueOn, { notBefore: [{ on: input.on, label: '确认日期' }] }),
      ...checkTerm({ ...state, labourDays: write.rule('med.labourDays') }).filter(({ level }) => level === 'warn'),
    ],
    input.explained,
    write,
  )
  const written = write.records.update('mediation', input.id, input.expectedVersion, {
    ...status,
    dueOn,
    extensionDays,
    extendedOn: input.on,
    extensionReason: input.reason,
  })
  return { ...written, dueOn }
})

/** M-01 and M-02 stand before every session; M-03 is asked of the record itself, then and whenever it is corrected. */
export const recordSession = command(
  'recordSession',
  { right: 'mediation', label: '记录调解' },
  (write, input: { id: string; expectedVersion: number; values: RecordValues }) => {
    const { row, status } = begin(write, 'recordSession', input.id)
    refuse([
      ...checkConsent(partsOf(write, 'mediationParty', input.id).map(partyOf)),
      ...checkMediators(row.mediatorIds as string[]),
    ])
    const sessionNo = partsOf(write, 'mediationSession', input.id).length + 1
    const { values } = parseValues(mediationSession, {
      ...typedValues(mediationSession, input.values),
      caseId: input.id,
      sessionNo,
    })
    refuse(checkDay('heldOn', '调解日期', values.heldOn, { notBefore: begun(row), notAfter: today(write.today) }))
    write.records.insert('mediationSession', values)
    write.about('mediation', input.id)
    return write.records.update('mediation', input.id, input.expectedVersion, status)
  },
)
