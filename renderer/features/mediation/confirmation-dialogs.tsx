import type { RecordView } from '../../../core/contract/register.ts'
import { dayNumber } from '../../lib/day.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { longDayText } from '../../lib/format.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { recordErrors } from '../../ui/register/form-values.ts'
import { RegisterField, RegisterFields } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import { textsOf } from './after-dialogs.tsx'
import type { CaseDialogProps } from './case.ts'
import { textOf } from './case-state.ts'

type ApplyForm = { appliedOn: string | null; courtName: string | null; jointly: boolean; note: string | null }

/** 申请司法确认: by both parties together, within thirty days of the agreement's effect (M-09, M-10; §33). */
export function ApplyConfirmationDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const dueOn = textOf(view.record, 'confirmDueOn')
  const court = useLastCourt()
  if (court === undefined) return null
  const initial: ApplyForm = { appliedOn: today, courtName: court, jointly: false, note: null }
  return (
    <FormDialog
      narrow
      title="申请司法确认"
      form={`mediation/${id}/applyConfirmation`}
      initial={initial}
      saveLabel="登记申请"
      errors={(values) => ({
        ...recordErrors('judicialConfirmation', values, ['appliedOn', 'courtName', 'note']),
        jointly: values.jointly ? undefined : '只有双方共同申请，法院才受理',
      })}
      save={(values, explained) => api.mediation.applyConfirmation({ id, expectedVersion: version, values, explained })}
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      {({ appliedOn }) => (
        <>
          {dueOn !== '' && <Deadline dueOn={dueOn} appliedOn={appliedOn ?? today} moved={isMoved(view.record)} />}
          <FormSection title="申请">
            <RegisterField register="judicialConfirmation" name="appliedOn" span="half" />
            <RegisterField
              register="judicialConfirmation"
              name="courtName"
              span="half"
              help="当事人住所地、标的物所在地或调委会所在地的基层法院"
            />
            <RegisterField register="judicialConfirmation" name="jointly" label="双方当事人共同申请" span="full" required />
            <RegisterField register="judicialConfirmation" name="note" />
          </FormSection>
        </>
      )}
    </FormDialog>
  )
}

/** The court of the office's latest application: mostly the same one; null before the first, undefined while it is read. */
function useLastCourt(): string | null | undefined {
  const { data, error } = useLoaded(['lastCourt'], () =>
    api.register.list({
      register: 'judicialConfirmation',
      sort: [{ field: 'appliedOn', descending: true }],
      limit: 1,
    }),
  )
  if (error !== null) return null
  const [last] = data?.rows ?? []
  return data === undefined ? undefined : last === undefined ? null : textOf(last, 'courtName') || null
}

/** The last day of the thirty was no working day. */
export const isMoved = (record: RecordView): boolean => {
  const [from, to] = [textOf(record, 'effectiveOn'), textOf(record, 'confirmDueOn')]
  return from !== '' && to !== '' && dayNumber(to) - dayNumber(from) > 30
}

function Deadline({ dueOn, appliedOn, moved }: { dueOn: string; appliedOn: string; moved: boolean }) {
  const left = dayNumber(dueOn) - dayNumber(appliedOn)
  const until = `协议生效后三十日内申请，截止 ${longDayText(dueOn)}${moved ? '（最后一天遇节假日已顺延）' : ''}`
  return left < 0 ? (
    <Notice tone="bad">
      {until}，已经过了 {-left} 天。
    </Notice>
  ) : (
    <Notice tone={left <= 3 ? 'warn' : 'info'}>
      {until}，还剩 {left} 天。
    </Notice>
  )
}

const courtFields = ['courtCaseNo', 'acceptedOn', 'decidedOn', 'result'] as const

/** 登记法院结果: as far as the court has come. */
export function RecordConfirmationDialog({ view, part, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const known = view.confirmations.find((one) => one.id === part) ?? view.confirmations.at(-1)
  if (known === undefined) return null
  const word = (field: string) => textOf(known, field) || null
  const initial: Record<string, unknown> = {
    ...Object.fromEntries(courtFields.map((name) => [name, word(name)])),
    extended: known.values['extended'] === true,
    note: word('note'),
  }
  const terms = [
    { label: '决定是否受理', day: textOf(known, 'acceptDueOn') },
    { label: '作出决定', day: textOf(known, 'decideDueOn') },
  ].filter(({ day }) => day !== '')
  return (
    <FormDialog
      narrow
      title="登记法院结果"
      form={`mediation/${id}/recordConfirmation/${known.id}`}
      initial={initial}
      saveLabel="登记"
      errors={(values) => ({
        ...recordErrors('judicialConfirmation', { ...known.values, ...values }, [...courtFields, 'note']),
        ...(values['result'] !== null && values['decidedOn'] === null && { decidedOn: '有了结果，请填写日期' }),
      })}
      save={(values) =>
        api.mediation.recordConfirmation({
          id,
          expectedVersion: version,
          confirmationId: known.id,
          values: textsOf(values),
        })
      }
      onSaved={() => {
        onSaved()
      }}
      onClose={onClose}
    >
      <FormSection
        title={textOf(known, 'courtName')}
        note={[`${textOf(known, 'appliedOn')} 申请`, ...terms.map(({ label, day }) => `${label}限 ${day}`)].join(' · ')}
      >
        <RegisterFields register="judicialConfirmation" fields={['courtCaseNo', 'acceptedOn']} span="half" />
        <RegisterField register="judicialConfirmation" name="extended" span="full" />
        <RegisterFields register="judicialConfirmation" fields={['result', 'decidedOn']} span="half" />
        <RegisterField register="judicialConfirmation" name="note" />
      </FormSection>
    </FormDialog>
  )
}
