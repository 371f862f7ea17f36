import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { codeName } from '../../../core/domain/codes.ts'
import { api } from '../../lib/api.ts'
import { useDraft } from '../../lib/draft.ts'
import { useFirstField, useSaving } from '../../ui/form-dialog.tsx'
import { Form } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { blankValues, recordErrors, recordValuesOf } from '../../ui/register/form-values.ts'
import { PageHead } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import { CaseFields, factFields } from './case-fields.tsx'
import { PartyButtons, PartyFields } from './party-fields.tsx'
import { caseTitle, newParty, partyErrors, partyValues } from './party.ts'
import type { PartyForm } from './party.ts'
import './mediation.css'

/** The fields of the case by name, and its parties. */
type DisputeForm = { parties: PartyForm[]; category: string | null; title: string | null; [fact: string]: unknown }

const newDispute = (today: string): DisputeForm => {
  const blank = blankValues('mediation')
  const facts = Object.fromEntries(factFields.map((name) => [name, blank[name] ?? null]))
  return { ...facts, category: null, title: null, registeredOn: today, parties: [newParty('applicant'), newParty('respondent')] }
}

const hintOf = ({ parties, category }: DisputeForm) =>
  caseTitle(parties, category === null ? '' : codeName('disputeCategory', category).replace(/纠纷$/, ''))

const named = (form: DisputeForm): DisputeForm => ({ ...form, title: form.title ?? (hintOf(form) || null) })

function disputeErrors(form: DisputeForm, today: string): Record<string, string> {
  const ofParties = form.parties.flatMap((party, index) =>
    Object.entries(partyErrors(party, today)).map(([field, problem]) => [`parties.${String(index)}.${field}`, problem] as const),
  )
  return { ...recordErrors('mediation', named(form), factFields), ...Object.fromEntries(ofParties) }
}

/** 登记纠纷: parties and facts on one page, in the order of the paper form. */
export function MediationForm() {
  const today = useToday()
  const navigate = useNavigate()
  const draft = useDraft('mediation/new', newDispute(today))
  const saving = useSaving(
    draft.values,
    (form) =>
      api.mediation.registerDispute({
        values: recordValuesOf('mediation', named(form)),
        parties: form.parties.map(partyValues),
      }),
    async ({ id }) => {
      await draft.discard()
      await navigate(`/mediation/${id}`, { replace: true })
    },
  )
  const { values, setValues } = draft
  const change = (next: DisputeForm) => {
    saving.forget()
    setValues(next)
  }
  const latest = useRef(values)
  useEffect(() => {
    latest.current = values
  }, [values])
  const hint = hintOf(values)
  const sheet = useFirstField<HTMLDivElement>(draft.ready)
  return (
    <div className="page page-fill">
      <PageHead
        title="登记纠纷"
        note={draft.restored ? '接着上次没有登记完的草稿' : '登记后再受理编号'}
        actions={
          draft.restored && (
            <button type="button" className="link" onClick={() => void draft.discard()}>
              清空重填
            </button>
          )
        }
      />
      <div className="sheet case-form" ref={sheet}>
        {draft.ready && (
          <Form
            label="登记纠纷"
            values={values}
            onChange={change}
            errors={{ ...saving.fieldMessages, ...disputeErrors(values, today) }}
            onSave={saving.run}
            saveLabel="登记"
            saving={saving.busy}
            draft={draft.state}
            onCancel={() => void navigate('/mediation')}
          >
            {saving.message !== undefined && <Notice tone="bad">{saving.message}</Notice>}
            {values.parties.map((party, index) => (
              <PartyFields
                key={index}
                at={`parties.${String(index)}`}
                title={titleOf(values.parties, index)}
                party={party}
                onChange={(step) => {
                  const { parties } = latest.current
                  change({ ...latest.current, parties: parties.map((one, place) => (place === index ? step(one) : one)) })
                }}
                onRemove={
                  values.parties.filter(({ side }) => side === party.side).length < 2
                    ? undefined
                    : () => {
                        change({ ...values, parties: values.parties.filter((_, place) => place !== index) })
                      }
                }
              />
            ))}
            <PartyButtons
              onAdd={(side) => {
                change({ ...values, parties: [...values.parties, newParty(side)] })
              }}
            />
            <CaseFields titleHint={hint === '' ? undefined : hint} />
          </Form>
        )}
      </div>
    </div>
  )
}

/** 申请人, 申请人 2, 被申请人 */
function titleOf(parties: readonly PartyForm[], index: number): string {
  const side = parties[index]?.side
  const number = parties.slice(0, index + 1).filter((party) => party.side === side).length
  return `${side === 'applicant' ? '申请人' : '被申请人'}${number > 1 ? ` ${String(number)}` : ''}`
}
