import { isEntrusted } from '../../../core/domain/mediation/case-documents.ts'
import { FieldLongText } from '../../ui/form/fields.tsx'
import { useForm } from '../../ui/form/form-state.ts'
import { FormSection } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { isFilled } from '../../ui/register/form-values.ts'
import { RegisterField } from '../../ui/register/register-fields.tsx'
import { Fold } from './party-fields.tsx'

const entrustFields = ['entrustedBy', 'entrustNo', 'entrustedOn', 'entrustConsent'] as const
const reportFields = ['reportedTo', 'reportedOn', 'reportedAt'] as const
const screeningFields = ['leadOrganization', 'leadPerson', 'resolveDueOn', 'progress'] as const
const preventedFields = ['preventedCriminal', 'preventedPetition', 'preventedBrawl', 'preventedSuicide'] as const

/** What a person may put right while the case is open. */
export const factFields = [
  'title',
  'category',
  'category17',
  'source',
  'subSource',
  ...entrustFields,
  'difficulty',
  'registeredOn',
  'occurredOn',
  'villageId',
  'place',
  'involvedCount',
  'claimFen',
  'handledBy',
  'summary',
  'requests',
  'escalationKind',
  'escalationMeasures',
  ...reportFields,
  'domesticViolence',
  ...screeningFields,
  ...preventedFields,
] as const

const field = (name: string, more: { span?: 'wide' | 'full' | 'third' | 'half'; help?: string; required?: boolean } = {}) => (
  <RegisterField register="mediation" name={name} span="third" {...more} />
)

/** Sub-sources an office keeps for what it found itself or was sent by another. */
const withSubSource: readonly unknown[] = ['20', '39']

/** The facts of a dispute in the order of the paper form; what only some disputes need is asked when they do. @param titleHint the name the case gets when none is typed */
export function CaseFields({ titleHint, onNew = false }: { titleHint?: string | undefined; onNew?: boolean }) {
  const { values } = useForm()
  const holds = (names: readonly string[]) => names.some((name) => isFilled(values[name]) && values[name] !== false)
  const entrusted = isEntrusted(values['source']) || holds(entrustFields)
  const risk = values['escalationKind']
  const reported = risk === 'publicOrder' || risk === 'criminal' || holds(reportFields)
  return (
    <>
      <FormSection title="纠纷">
        {field('category', { help: '' })}
        {field('category17', { help: '' })}
        {field('source')}
        {(withSubSource.includes(values['source']) || holds(['subSource'])) && field('subSource')}
        {entrusted && (
          <>
            {field('entrustedBy', { required: true })}
            {field('entrustNo', { required: true })}
            {field('entrustedOn')}
            {field('entrustConsent', { help: '受理前要征得双方同意', required: true })}
          </>
        )}
        <FieldLongText name="summary" label="纠纷简要情况" required rows={3} />
        <FieldLongText name="requests" label="申请事项" rows={2} span="wide" />
        {field('claimFen')}
        {field('villageId')}
        {field('place')}
        {field('occurredOn')}
      </FormSection>
      <FormSection title="风险和处理">
        {field('difficulty')}
        {field('handledBy')}
        {field('escalationKind')}
        {risk !== 'none' && isFilled(risk) && field('escalationMeasures', { span: 'full' })}
        {reported && (
          <>
            {field('reportedTo', { required: true, help: '如：石榴派出所' })}
            {field('reportedOn', { required: true })}
            {field('reportedAt')}
          </>
        )}
        {field('domesticViolence', { span: 'full', help: '' })}
        {values['domesticViolence'] === true && (
          <div className="field field-full">
            <Notice tone="warn">
              调解不能替代报警（110）、告诫书和人身安全保护令；当事人要求的，先协助报警或向法院申请。文书不向对方载明住址和电话。（M-18）
            </Notice>
          </div>
        )}
        <Fold label="纠纷名称、登记日期、涉及人数" used={!onNew}>
          {titleHint === undefined
            ? field('title', { span: 'wide' })
            : field('title', { span: 'wide', required: false, help: `不填就叫“${titleHint}”` })}
          {field('registeredOn')}
          {field('involvedCount')}
        </Fold>
        <Fold label="排查台账：责任单位、化解时限" used={holds(screeningFields)}>
          {field('leadOrganization')}
          {field('leadPerson')}
          {field('resolveDueOn')}
          {field('progress', { span: 'full' })}
        </Fold>
        <Fold label="防止激化的人数" used={holds(preventedFields)}>
          {preventedFields.map((name) => (
            <RegisterField key={name} register="mediation" name={name} span="third" help="" />
          ))}
        </Fold>
      </FormSection>
    </>
  )
}
