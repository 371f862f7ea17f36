/** While a case is mediated: who mediates, how long, and what was said at each session. */
import { ruleViolation } from '../../contract/errors.ts'
import { addDays } from '../../domain/day.ts'
import type { RecordValues } from '../../domain/field.ts'
import { checkConsent, checkExtension, checkMediators } from '../../domain/mediation/rules.ts'
import { mediationSession, mediatorChange } from '../../domain/mediation/session-fields.ts'
import { parseValues, typedValues } from '../../register/values.ts'
import { command, type WriteContext } from '../../server/command.ts'
import { begin, partsOf, partyOf, refuse, refuseUnlessExplained } from './case-step.ts'
import { conflicts } from './intake.ts'

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
    for (const mediatorId of mediatorIds) write.records.get('mediator', mediatorId)
    const near = conflicts(write.desk.database.writer, id, mediatorIds)
    refuseUnlessExplained([...checkMediators(mediatorIds), ...near], explained, write)
    const before = row.mediatorIds as string[]
    if (before.length === mediatorIds.length && before.every((one) => mediatorIds.includes(one)))
      throw ruleViolation([
        { rule: 'A.1', level: 'block', field: 'mediatorIds', message: '调解员没有变化，请选择要换成的调解员' },
      ])
    const change = parseValues(mediatorChange, {
      ...typedValues(mediatorChange, { changedOn: write.today, ...values }),
      caseId: id,
      beforeNames: namesOf(write, before),
      afterNames: namesOf(write, mediatorIds),
    })
    write.records.insert('mediatorChange', change.values)
    write.about('mediation', id)
    return write.records.update('mediation', id, expectedVersion, { ...status, mediatorIds, mediatorChoice: choice })
  },
)

/** M-14: the term is extended by the parties, in writing, once or in parts, never beyond the rule. */
export const extendTerm = command(
  'extendTerm',
  { right: 'mediation', label: '延长调解期限' },
  (write, input: { id: string; expectedVersion: number; days: number; reason: string; confirmed: boolean; on: string }) => {
    const { row, status } = begin(write, 'extendTerm', input.id)
    const extensionDays = (typeof row.extensionDays === 'number' ? row.extensionDays : 0) + input.days
    refuse(checkExtension(extensionDays, input.confirmed, write.rule('med.extendDays')))
    const dueOn = addDays(String(row.dueOn), input.days)
    const written = write.records.update('mediation', input.id, input.expectedVersion, {
      ...status,
      dueOn,
      extensionDays,
      extendedOn: input.on,
      extensionReason: input.reason,
    })
    return { ...written, dueOn }
  },
)

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
    write.records.insert('mediationSession', values)
    write.about('mediation', input.id)
    return write.records.update('mediation', input.id, input.expectedVersion, status)
  },
)
