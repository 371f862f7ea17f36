import { ageOn } from '../../../core/domain/day.ts'
import type { RecordView } from '../../../core/contract/register.ts'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { DialogueEditor } from '../../ui/dialogue-editor.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import type { Values } from '../../ui/form/values.ts'
import { blankValues, changedValuesOf, formValuesOf, recordErrors, recordValuesOf } from '../../ui/register/form-values.ts'
import { RegisterField } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'
import { clockErrors, TimeFields, withClocks } from './clock-fields.tsx'
import { bodyLimit, investigationPoints } from './record-points.ts'
import './forms.css'

/** 记录调查: who is asked, by whom, and question and answer below. */
export function InvestigationDialog({
  view,
  record,
  onClose,
}: {
  view: CaseView
  record: RecordView | undefined
  onClose: () => void
}) {
  const today = useToday()
  const { account } = useSession()
  const caseId = view.record.id
  const initial: Values =
    record === undefined
      ? {
          ...blankValues('investigation'),
          caseId,
          investigatedOn: today,
          investigators: [account.displayName],
          recorder: account.displayName,
        }
      : formValuesOf('investigation', record)
  return (
    <FormDialog
      title={record === undefined ? '调查记录' : `修改${textOf(record, 'name')}的调查记录`}
      form={`mediation/${caseId}/investigation/${record?.id ?? 'new'}`}
      initial={initial}
      saveLabel="保存记录"
      errors={(values) => ({ ...recordErrors('investigation', values), ...clockErrors(values) })}
      save={(values) =>
        record === undefined
          ? api.register.create({ register: 'investigation', values: recordValuesOf('investigation', withClocks(values)) })
          : api.register.update({
              register: 'investigation',
              id: record.id,
              expectedVersion: record.version,
              values: changedValuesOf('investigation', initial, withClocks(values)),
            })
      }
      onSaved={onClose}
      onClose={onClose}
    >
      {(values, setValues) => (
        <>
          <div className="record-facts-grid">
            <FormSection
              title="被调查人"
              note={
                <span className="actions">
                  {view.parties.flatMap((party) =>
                    askedOf(party, today).map((facts) => (
                      <button
                        key={`${party.id} ${facts.name}`}
                        type="button"
                        className="link"
                        onClick={() => {
                          setValues({ ...values, ...facts })
                        }}
                      >
                        {facts.name}
                      </button>
                    )),
                  )}
                </span>
              }
            >
              {['name', 'sex', 'age', 'phone', 'relationToDispute', 'address'].map((name) => (
                <RegisterField key={name} register="investigation" name={name} recordId={record?.id} span="third" />
              ))}
            </FormSection>
            <FormSection title="调查">
              <RegisterField register="investigation" name="investigatedOn" />
              <TimeFields />
              <RegisterField register="investigation" name="place" span="third" />
              <RegisterField register="investigation" name="investigators" span="third" />
              <RegisterField register="investigation" name="recorder" span="third" />
              <RegisterField register="investigation" name="participants" span="third" />
            </FormSection>
          </div>
          <FormSection title="问答">
            <DialogueEditor
              name="body"
              label="问答记录"
              speakers={['调查人', typeof values['name'] === 'string' ? values['name'] : '被调查人']}
              points={investigationPoints}
              topic="investigation"
              limit={bodyLimit}
            />
          </FormSection>
        </>
      )}
    </FormDialog>
  )
}

/** Who may be asked of a party: a group speaks through its representatives. */
function askedOf(party: RecordView, today: string): (Values & { name: string })[] {
  const { representatives } = party.values
  const names = Array.isArray(representatives) ? representatives.filter((one) => typeof one === 'string') : []
  if (names.length === 0) return [{ ...factsOf(party, today), name: party.title }]
  const role = `${party.labels['side'] ?? ''}${party.title}的代表`
  return names.map((name) => ({ name, sex: null, age: null, address: null, relationToDispute: role }))
}

/** What the case knows of a party; masked numbers stay out. */
function factsOf(party: RecordView, today: string): Values {
  const birthOn = textOf(party, 'birthOn')
  const text = (field: string) => textOf(party, field) || null
  return {
    name: text('name'),
    sex: text('sex'),
    age: birthOn === '' ? null : ageOn(birthOn, today),
    address: text('address'),
    relationToDispute: party.labels['side'] ?? null,
  }
}
