import { resettlementVisit } from '../../../core/domain/resettlement/fields.ts'
import { fieldOf } from '../../../core/domain/field.ts'
import { api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldLongText } from '../../ui/form/fields.tsx'
import { useForm } from '../../ui/form/form-state.ts'
import { FormSection } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { recordErrors, recordValuesOf } from '../../ui/register/form-values.ts'
import { RegisterField } from '../../ui/register/register-fields.tsx'
import { useToday } from '../../ui/today.ts'
import { textOf } from './case-state.ts'
import type { ResettlementView } from './case-state.ts'

type VisitForm = {
  visitedOn: string | null
  mode: string | null
  place: string | null
  visitors: string[]
  declined: boolean
} & Record<(typeof notes)[number]['field'], string | null>

/** What is usually found; a press writes it, typing says more. */
const notes = [
  { field: 'living', chips: ['与家人同住，生活安定', '独居', '租房居住', '住处待解决'] },
  { field: 'employment', chips: ['有稳定工作', '打零工', '在家务农', '待业，正在找工作'] },
  { field: 'difficulties', chips: ['无', '求职', '低保救助', '看病就医', '落户办证'] },
  { field: 'helpGiven', chips: ['讲解政策', '介绍岗位', '联系救助', '法律咨询'] },
  { field: 'nextStep', chips: ['按期走访', '跟进就业', '联系民政', '联系人社'] },
] as const

/** 登记走访: everything has a likely value already; after the ride it takes a few presses and Ctrl+Enter. */
export function VisitDialog({ view, onSaved, onClose }: { view: ResettlementView; onSaved: () => void; onClose: () => void }) {
  const { id, version } = view.record
  const today = useToday()
  const { account } = useSession()
  const last = view.visits[0]
  const companions = last?.values['visitors']
  const known = Array.isArray(companions) ? companions : []
  const initial: VisitForm = {
    visitedOn: today,
    mode: 'home',
    place: last === undefined ? null : textOf(last, 'place') || null,
    visitors: known.includes(account.displayName) ? known : [account.displayName],
    declined: false,
    living: null,
    employment: null,
    difficulties: null,
    helpGiven: null,
    nextStep: null,
  }
  const others = [...new Set(view.visits.flatMap(({ values }) => (Array.isArray(values['visitors']) ? values['visitors'] : [])))]
  return (
    <FormDialog
      title={`登记走访：${view.record.title}`}
      form={`resettlement/${id}/visit`}
      initial={initial}
      saveLabel="登记走访"
      errors={(values) => ({
        ...recordErrors('resettlementVisit', values),
        ...(values.visitedOn !== null && values.visitedOn > today && { visitedOn: '走访日期不能晚于今天' }),
      })}
      save={(values) =>
        api.resettlement.recordVisit({ id, expectedVersion: version, values: recordValuesOf('resettlementVisit', told(values)) })
      }
      onSaved={onSaved}
      onClose={onClose}
    >
      {({ declined, visitors }) => (
        <FormSection title="走访" note="不填的就空着；Ctrl+Enter 保存">
          <RegisterField register="resettlementVisit" name="visitedOn" />
          <RegisterField register="resettlementVisit" name="mode" />
          <RegisterField register="resettlementVisit" name="place" />
          <div className="chip-field">
            <RegisterField register="resettlementVisit" name="visitors" span="full" />
            <Chips
              label="同行的人"
              chips={others.filter((name) => !visitors.includes(name))}
              field="visitors"
              write={(name) => [...visitors, name]}
            />
          </div>
          <RegisterField register="resettlementVisit" name="declined" span="wide" />
          {declined ? (
            <div className="chip-field-full">
              <Notice tone="info">本人谢绝只作登记，不影响救助和服务（R-05）；下次走访日期照常顺延。</Notice>
            </div>
          ) : (
            notes.map(({ field, chips }) => (
              <div className="chip-field" key={field}>
                <FieldLongText name={field} label={fieldOf(resettlementVisit, field).meta.label} rows={2} span="full" />
                <Chips
                  label={`${fieldOf(resettlementVisit, field).meta.label}常用语`}
                  chips={chips}
                  field={field}
                  write={(text, now) => (typeof now === 'string' && now !== '' ? `${now}；${text}` : text)}
                />
              </div>
            ))
          )}
        </FormSection>
      )}
    </FormDialog>
  )
}

/** A declined visit carries no findings. */
const told = (values: VisitForm): VisitForm =>
  values.declined ? { ...values, living: null, employment: null, difficulties: null, helpGiven: null, nextStep: null } : values

interface ChipsProps {
  label: string
  chips: readonly string[]
  field: string
  write: (chip: string, now: unknown) => unknown
}

function Chips({ label, chips, field, write }: ChipsProps) {
  const form = useForm()
  if (chips.length === 0) return null
  return (
    <div className="visit-chips" role="group" aria-label={label}>
      {chips.map((chip) => (
        <button
          type="button"
          className="chip"
          key={chip}
          onClick={() => {
            form.set(field, write(chip, form.values[field]))
          }}
        >
          {chip}
        </button>
      ))}
    </div>
  )
}
