import { checkSignatures, effectiveDay } from '../../../core/domain/mediation/rules.ts'
import { api } from '../../lib/api.ts'
import { fullDayText } from '../../lib/format.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { CaseView } from './case.ts'
import { textOf } from './case-state.ts'

type SignatureForm = {
  /** by party id */
  parties: Record<string, string | null>
  mediatorSignedOn: string | null
  sealedOn: string | null
}

/** 登记签章: the days as they stand on the paper. In force only when nothing is missing (M-06), from the latest of them (M-08). */
export function SignatureDialog({ view, onSaved, onClose }: { view: CaseView; onSaved: () => void; onClose: () => void }) {
  const { id, version } = view.record
  const initial: SignatureForm = {
    parties: Object.fromEntries(view.parties.map((party) => [party.id, dayOrNull(textOf(party, 'signedOn'))])),
    mediatorSignedOn: null,
    sealedOn: null,
  }
  const signaturesOf = ({ parties, mediatorSignedOn, sealedOn }: SignatureForm) => ({
    parties: view.parties.map((party) => ({
      name: party.title,
      consent: textOf(party, 'consent'),
      signedOn: parties[party.id] ?? null,
    })),
    mediatorSignedOn,
    sealedOn,
  })
  return (
    <FormDialog
      narrow
      title="登记签章"
      form={`mediation/${id}/makeEffective`}
      initial={initial}
      saveLabel="登记，协议生效"
      errors={(values) => ({
        ...Object.fromEntries(
          view.parties
            .filter((party) => !values.parties[party.id])
            .map((party) => [`parties.${party.id}`, `${party.title}还没有签名日期`]),
        ),
        mediatorSignedOn: values.mediatorSignedOn === null ? '调解员还没有签名日期' : undefined,
        sealedOn: values.sealedOn === null ? '调委会还没有盖章日期' : undefined,
      })}
      save={({ parties, mediatorSignedOn, sealedOn }) =>
        api.mediation.makeEffective({ id, expectedVersion: version, partySignedOn: parties, mediatorSignedOn, sealedOn })
      }
      onSaved={onSaved}
      onClose={onClose}
    >
      {(values) => {
        const signatures = signaturesOf(values)
        const missing = checkSignatures(signatures)[0]
        return (
          <>
            {missing === undefined ? (
              <Notice tone="good">签章齐备，协议自 {fullDayText(effectiveDay(signatures))} 起生效。</Notice>
            ) : (
              <Notice tone="warn">
                {missing.message}（{missing.rule}）
              </Notice>
            )}
            <FormSection title="纸上的日期" note="照协议书上写的日期登记">
              {view.parties.map((party) => (
                <FieldDay
                  key={party.id}
                  name={`parties.${party.id}`}
                  label={`${party.title}（${party.labels['side'] ?? ''}）签名`}
                  required
                  span="half"
                />
              ))}
              <FieldDay
                name="mediatorSignedOn"
                label={`调解员签名（${view.record.labels['mediatorIds'] ?? ''}）`}
                required
                span="half"
              />
              <FieldDay name="sealedOn" label="人民调解委员会盖章" required span="half" />
            </FormSection>
          </>
        )
      }}
    </FormDialog>
  )
}

const dayOrNull = (day: string) => (day === '' ? null : day)
