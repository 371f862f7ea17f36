import { FormSection } from '../../ui/form/form.tsx'
import { RegisterField, RegisterFields } from '../../ui/register/register-fields.tsx'

/** What a person may put right while the case is open. */
export const factFields = [
  'title',
  'category',
  'source',
  'difficulty',
  'registeredOn',
  'occurredOn',
  'villageId',
  'place',
  'involvedCount',
  'summary',
  'requests',
  'domesticViolence',
] as const

/** @param titleHint the name the case gets when none is typed */
export function CaseFields({ titleHint }: { titleHint?: string | undefined }) {
  return (
    <>
      <FormSection title="纠纷">
        <RegisterFields register="mediation" fields={['category', 'source', 'difficulty']} />
        {titleHint === undefined ? (
          <RegisterField register="mediation" name="title" span="wide" />
        ) : (
          <RegisterField register="mediation" name="title" span="wide" required={false} help={`不填就叫“${titleHint}”`} />
        )}
        <RegisterFields register="mediation" fields={['registeredOn', 'villageId']} />
        <RegisterField register="mediation" name="place" span="third" />
        <RegisterFields register="mediation" fields={['occurredOn']} />
      </FormSection>
      <FormSection title="案情">
        <RegisterField register="mediation" name="summary" />
        <RegisterField register="mediation" name="requests" span="wide" />
        <RegisterField register="mediation" name="involvedCount" />
        <RegisterField register="mediation" name="domesticViolence" span="full" />
      </FormSection>
    </>
  )
}
