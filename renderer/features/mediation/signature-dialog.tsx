import { checkSignatures, effectiveDay } from '../../../core/domain/mediation/rules.ts'
import { api } from '../../lib/api.ts'
import { longDayText } from '../../lib/format.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { FieldDay } from '../../ui/form/field-day.tsx'
import { FormSection } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { CaseDialogProps } from './case.ts'
import { textOf } from './case-state.ts'

type SignatureForm = {
  /** the one day that holds for everybody who has no day of their own */
  allOn: string | null
  /** by party id */
  parties: Record<string, string | null>
  mediatorSignedOn: string | null
  sealedOn: string | null
}

/** 登记签章: the days as they stand on the paper. In force only when nothing is missing (M-06), from the latest of them (M-08). */
export function SignatureDialog({ view, onSaved, onClose }: CaseDialogProps) {
  const { id, version } = view.record
  const initial: SignatureForm = {
    allOn: null,
    parties: Object.fromEntries(view.parties.map((party) => [party.id, textOf(party, 'signedOn') || null])),
    mediatorSignedOn: null,
    sealedOn: null,
  }
  const daysOf = ({ allOn, parties, mediatorSignedOn, sealedOn }: SignatureForm) => ({
    partySignedOn: Object.fromEntries(view.parties.map((party) => [party.id, parties[party.id] ?? allOn])),
    mediatorSignedOn: mediatorSignedOn ?? allOn,
    sealedOn: sealedOn ?? allOn,
  })
  const signaturesOf = (values: SignatureForm) => {
    const { partySignedOn, ...days } = daysOf(values)
    return {
      ...days,
      parties: view.parties.map((party) => ({
        name: party.title,
        consent: textOf(party, 'consent'),
        signedOn: partySignedOn[party.id] ?? null,
      })),
    }
  }
  return (
    <FormDialog
      narrow
      title="登记签章"
      form={`mediation/${id}/makeEffective`}
      initial={initial}
      saveLabel="登记，协议生效"
      errors={(values) => {
        const { partySignedOn, mediatorSignedOn, sealedOn } = daysOf(values)
        return {
          ...Object.fromEntries(
            view.parties
              .filter((party) => partySignedOn[party.id] === null)
              .map((party) => [`parties.${party.id}`, `${party.title}还没有签名日期`]),
          ),
          mediatorSignedOn: mediatorSignedOn === null ? '调解员还没有签名日期' : undefined,
          sealedOn: sealedOn === null ? '调委会还没有盖章日期' : undefined,
        }
      }}
      save={(values) => api.mediation.makeEffective({ id, expectedVersion: version, ...daysOf(values) })}
      onSaved={({ effectiveOn }) => {
        onSaved(`签章已登记，协议自 ${longDayText(effectiveOn)} 起生效。`)
      }}
      onClose={onClose}
    >
      {(values) => {
        const signatures = signaturesOf(values)
        const missing = checkSignatures(signatures)[0]
        const own = { span: 'half', placeholder: values.allOn === null ? '如 1121、今天' : `同上：${values.allOn}` } as const
        return (
          <>
            {missing === undefined ? (
              <Notice tone="good">签章齐备，协议自 {longDayText(effectiveDay(signatures))} 起生效。</Notice>
            ) : (
              <Notice tone="warn">
                {missing.message}（{missing.rule}）
              </Notice>
            )}
            <FormSection title="纸上的日期" note="照协议书上写的日期登记">
              <FieldDay name="allOn" label="各方都在这一天签名、盖章" span="full" />
            </FormSection>
            <FormSection title="不在同一天的" note="与上面不同的才填">
              {view.parties.map((party) => (
                <FieldDay
                  key={party.id}
                  name={`parties.${party.id}`}
                  label={`${party.title}（${party.labels['side'] ?? ''}）签名`}
                  {...own}
                />
              ))}
              <FieldDay name="mediatorSignedOn" label={`调解员签名（${view.record.labels['mediatorIds'] ?? ''}）`} {...own} />
              <FieldDay name="sealedOn" label="人民调解委员会盖章" {...own} />
            </FormSection>
          </>
        )
      }}
    </FormDialog>
  )
}
