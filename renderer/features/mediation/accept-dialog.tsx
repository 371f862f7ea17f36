import type { RecordView } from '../../../core/contract/register.ts'
import { codeTables } from '../../../core/domain/codes.ts'
import { checkMediators, mediationDueOn } from '../../../core/domain/mediation/rules.ts'
import { api } from '../../lib/api.ts'
import { useRules } from '../../lib/rules.ts'
import { useSession } from '../../lib/session.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldCode } from '../../ui/form/field-code.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FieldChoice } from '../../ui/form/fields.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseDialogProps } from './case.ts'
import { textOf } from './case-state.ts'
import { FieldMediators, useCommittees, useMediators } from './mediator-field.tsx'

type AcceptForm = {
  acceptedOn: string | null
  committeeId: string | null
  mediatorIds: string[]
  mediatorChoice: 'appointed' | 'chosen'
}

export const choices = codeTables.mediatorChoice.map(([code, label]) => ({ code, label }))

/** 受理: the day, the committee, and who mediates. The case gets its number and its term. */
export function AcceptDialog(props: CaseDialogProps) {
  const committees = useCommittees()
  const { account } = useSession()
  const mediators = useMediators()
  if (committees === undefined || mediators === undefined) return null
  const me = mediators.filter(({ title }) => title === account.displayName)
  return <AcceptForm {...props} committees={committees} mine={me.length === 1 ? me.map(({ id }) => id) : []} />
}

type AcceptFormProps = CaseDialogProps & {
  committees: readonly RecordView[]
  /** whoever works at the desk, where they are a mediator */
  mine: string[]
}

function AcceptForm({ view, committees, mine, onSaved, onClose }: AcceptFormProps) {
  const { id, version } = view.record
  const today = useToday()
  const rule = useRules()
  const dueOf = (acceptedOn: string) =>
    mediationDueOn(acceptedOn, textOf(view.record, 'category'), {
      termDays: rule('med.termDays'),
      labourDays: rule('med.labourDays'),
    })
  const initial: AcceptForm = {
    acceptedOn: today,
    committeeId: usualCommittee(committees),
    mediatorIds: mine,
    mediatorChoice: 'appointed',
  }
  return (
    <FormDialog
      narrow
      title="受理"
      form={`mediation/${id}/acceptCase`}
      initial={initial}
      saveLabel="受理并编号"
      errors={({ acceptedOn, mediatorIds }) => ({
        acceptedOn: acceptedOn === null ? '请填写受理日期' : undefined,
        mediatorIds: checkMediators(mediatorIds)[0]?.message,
      })}
      save={({ acceptedOn, committeeId, mediatorIds, mediatorChoice }, explained) =>
        api.mediation.acceptCase({
          id,
          expectedVersion: version,
          acceptedOn: acceptedOn ?? today,
          mediatorIds,
          mediatorChoice,
          explained,
          ...(committeeId !== null && { committeeId }),
        })
      }
      onSaved={({ fileNo }) => {
        onSaved(`已受理，卷号 ${fileNo}。`)
      }}
      onClose={onClose}
    >
      {({ acceptedOn, committeeId }) => (
        <FormSection title="日期和调解员" note={acceptedOn === null ? '' : `调解期限到 ${dueOf(acceptedOn)}`}>
          <FieldDay name="acceptedOn" label="受理日期" required span="half" />
          {committees.length > 1 && (
            <FieldCode
              name="committeeId"
              label="调委会"
              required
              span="half"
              help="卷号按调委会编"
              options={committees.map((one) => ({
                code: one.id,
                label: one.title,
                detail: textOf(one, 'shortName'),
              }))}
            />
          )}
          <FieldMediators committeeId={committeeId} />
          <FieldChoice name="mediatorChoice" label="调解员产生方式" span="full" options={choices} />
        </FormSection>
      )}
    </FormDialog>
  )
}

/** The committee of the township or subdistrict, which has the desk; else the only or first one. */
const usualCommittee = (committees: readonly RecordView[]): string | null =>
  (committees.find((one) => ['township', 'subdistrict'].includes(textOf(one, 'committeeKind'))) ?? committees[0])?.id ?? null
