/** Meetings, their minutes, and decisions that are followed up. */
import { ruleViolation } from '../../contract/errors.ts'
import type { RecordValues } from '../../domain/field.ts'
import { agendaItem, decision, meeting, meetingAttendee } from '../../domain/meeting/fields.ts'
import { decisionNo, meetingNo } from '../../domain/meeting/rules.ts'
import { listParts } from '../../register/queries.ts'
import { changedValues, parseValues, typedValues } from '../../register/values.ts'
import { command } from '../../server/command.ts'

export const registerMeeting = command(
  'registerMeeting',
  { right: 'meeting', label: '登记会议' },
  (write, input: { values: RecordValues; attendees: RecordValues[]; agenda: RecordValues[] }) => {
    const { values } = parseValues(meeting, typedValues(meeting, input.values))
    const year = Number(String(values.heldOn).slice(0, 4))
    const serial = write.nextNumber(`meeting/${String(year)}/${String(values.kind)}`)
    const written = write.records.insert('meeting', { ...values, meetingNo: meetingNo(year, String(values.kind), serial) })
    for (const attendee of input.attendees) {
      write.records.insert(
        'meetingAttendee',
        parseValues(meetingAttendee, { ...typedValues(meetingAttendee, attendee), meetingId: written.id }).values,
      )
    }
    input.agenda.forEach((item, index) => {
      write.records.insert(
        'agendaItem',
        parseValues(agendaItem, { ...typedValues(agendaItem, item), meetingId: written.id, seq: index + 1 }).values,
      )
    })
    write.about('meeting', written.id)
    return written
  },
)

export const writeMinutes = command(
  'writeMinutes',
  { right: 'meeting', label: '起草纪要' },
  (write, input: { id: string; expectedVersion: number; values: RecordValues }) => {
    const row = write.records.get('meeting', input.id)
    refuseSignedOff(String(row.status))
    const values = changedValues(meeting, row, input.values)
    return write.records.update('meeting', input.id, input.expectedVersion, { ...values, status: 'minutesDraft' })
  },
)

/** T-01 is part of the decision's own description. */
export const addDecision = command(
  'addDecision',
  { right: 'meeting', label: '议定事项' },
  (write, input: { id: string; expectedVersion: number; values: RecordValues }) => {
    const row = write.records.get('meeting', input.id)
    refuseSignedOff(String(row.status))
    const serial = listParts(write.desk.database.writer, 'decision', input.id).length + 1
    const number = decisionNo(String(row.meetingNo), serial)
    const { values } = parseValues(decision, { ...typedValues(decision, input.values), meetingId: input.id, decisionNo: number })
    const written = write.records.insert('decision', values)
    return { ...written, decisionNo: number }
  },
)

export const completeDecision = command(
  'completeDecision',
  { right: 'meeting', label: '决定办结' },
  (write, input: { id: string; expectedVersion: number; on: string; progress: string }) =>
    write.records.update('decision', input.id, input.expectedVersion, {
      status: 'done',
      completedOn: input.on,
      progress: input.progress,
    }),
)

export const signOffMinutes = command(
  'signOffMinutes',
  { right: 'meeting', label: '签发纪要' },
  (write, input: { id: string; expectedVersion: number; signedOffBy: string; on: string }) => {
    const row = write.records.get('meeting', input.id)
    refuseSignedOff(String(row.status))
    return write.records.update('meeting', input.id, input.expectedVersion, {
      status: 'signedOff',
      signedOffBy: input.signedOffBy,
      signedOffOn: input.on,
    })
  },
)

function refuseSignedOff(status: string): void {
  if (status === 'signedOff') throw ruleViolation([{ rule: 'A.6', level: 'block', message: '纪要已签发，内容不能再改' }])
}
