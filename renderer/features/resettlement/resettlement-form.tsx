import { useNavigate, useSearchParams } from 'react-router'
import { codeTables } from '../../../core/domain/codes.ts'
import { assistanceTerm, nextVisitDay } from '../../../core/domain/resettlement/rules.ts'
import type { RuleKey } from '../../../core/domain/rule-settings.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useDraft } from '../../lib/draft.ts'
import { messageOf } from '../../lib/errors.ts'
import { useRules } from '../../lib/rules.ts'
import { useFirstField, useSaving } from '../../ui/form-dialog.tsx'
import type { Picked } from '../../ui/form/record-picker.tsx'
import type { Values } from '../../ui/form/values.ts'
import { Notice } from '../../ui/notice.tsx'
import { blankValues, recordErrors, recordValuesOf } from '../../ui/register/form-values.ts'
import { RegisterForm } from '../../ui/register/record-form.tsx'
import { PageHead } from '../../ui/sheet.tsx'
import './resettlement.css'

const fields = [
  'residentId',
  'category',
  'releasedOn',
  'custodyPlace',
  'offenceCategory',
  'originalTerm',
  'handoverOn',
  'handoverType',
  'noticeGivenOn',
  'assistanceClass',
  'needs',
]
/** Of the paper on which an authority decided the class 重点帮教. */
const classFields = ['classAuthority', 'classDocumentNo', 'classDecidedOn']

/** 建立帮教档案, for the resident named in the address or one found while typing. */
export function ResettlementForm() {
  const [place] = useSearchParams()
  const id = place.get('resident')
  const { data, error } = useLoaded(['resettlement', 'resident', id], () =>
    id === null ? Promise.resolve(null) : api.register.get({ register: 'resident', id }),
  )
  if (error !== null) return <Notice tone="bad">{messageOf(error)}</Notice>
  if (data === undefined) return null
  return <OpenCase resident={data === null ? null : { kind: 'record', id: data.id, title: data.title }} />
}

function OpenCase({ resident }: { resident: Picked | null }) {
  const navigate = useNavigate()
  const rule = useRules()
  const key = resident?.kind === 'record' ? `resettlement/new/${resident.id}` : 'resettlement/new'
  const draft = useDraft<Values>(key, { ...blankValues('resettlement'), residentId: resident })
  const { values } = draft
  const asked = values['assistanceClass'] === '01' ? [...fields, ...classFields] : fields
  const saving = useSaving(
    values,
    (form) => {
      const sent = Object.entries(recordValuesOf('resettlement', form)).filter(([name]) => asked.includes(name))
      return api.resettlement.openCase({ values: Object.fromEntries(sent) })
    },
    async ({ id }) => {
      await draft.discard()
      await navigate(`/resettlement/${id}`, { replace: true })
    },
  )
  const sheet = useFirstField<HTMLDivElement>(draft.ready)
  return (
    <div className="page page-fill">
      <PageHead title="建立帮教档案" note="档案只供司法所和帮教工作使用，姓名在名单中部分遮盖" />
      {saving.message !== undefined && <Notice tone="bad">{saving.message}</Notice>}
      <div className="sheet resettlement-form" ref={sheet}>
        {draft.ready && (
          <RegisterForm
            register="resettlement"
            label="建立帮教档案"
            fields={asked}
            values={values}
            onChange={(next) => {
              saving.forget()
              draft.setValues(next)
            }}
            errors={{ ...saving.fieldMessages, ...recordErrors('resettlement', values, asked) }}
            onSave={saving.run}
            saveLabel="建立档案"
            saving={saving.busy}
            draft={draft.state}
            onCancel={() => void navigate('/resettlement')}
            notes={{ 帮教: termNote(values, rule) }}
          />
        )}
      </div>
    </div>
  )
}

/** What the rule table will make of the days typed so far. */
function termNote(values: Values, rule: (key: RuleKey) => number): string {
  const text = (field: string) => {
    const value = values[field]
    return typeof value === 'string' ? value : ''
  }
  const releasedOn = text('releasedOn')
  if (releasedOn === '') return '填写释放日期后算出帮教期限'
  const { termTo } = assistanceTerm(releasedOn, rule(`rst.termYears.${text('category')}` as RuleKey))
  const everyMonths = rule(`rst.visitMonths.${text('assistanceClass') || codeTables.assistanceClass[0][0]}` as RuleKey)
  const firstVisitDays = rule('rst.firstVisitDays')
  const visitOn = nextVisitDay(null, text('handoverOn') || releasedOn, { firstVisitDays, everyMonths })
  return `按规则表：帮教期到 ${termTo}，${visitOn} 前首次走访，以后每 ${String(everyMonths)} 个月一次`
}
