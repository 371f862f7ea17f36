import { useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { codeName } from '../../../core/domain/codes.ts'
import { checkAcceptance } from '../../../core/domain/mediation/rules.ts'
import { api } from '../../lib/api.ts'
import { useDraft } from '../../lib/draft.ts'
import { useRules } from '../../lib/rules.ts'
import { useFirstField, useSaving } from '../../ui/form-dialog.tsx'
import { Form } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { blankValues, recordErrors, recordValuesOf } from '../../ui/register/form-values.ts'
import { PageHead } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import { CaseFields, factFields } from './case-fields.tsx'
import { useCategoryMapping } from './category-mapping.ts'
import { PartyButtons, PartyFields, partyTitle } from './party-fields.tsx'
import { caseTitle, newParty, partyErrors, partyValues, partyWarnings, withIdNumber } from './party.ts'
import type { PartyForm } from './party.ts'
import './mediation.css'

/** The fields of the case by name, and its parties. */
type DisputeForm = {
  parties: PartyForm[]
  category: string | null
  category17: string | null
  title: string | null
  [fact: string]: unknown
}

const newDispute = (today: string): DisputeForm => {
  const blank = blankValues('mediation')
  const facts = Object.fromEntries(factFields.map((name) => [name, blank[name] ?? null]))
  return {
    ...facts,
    category: null,
    category17: null,
    title: null,
    registeredOn: today,
    parties: [newParty('applicant'), newParty('respondent')],
  }
}

export const hintOf = ({ parties, category }: Pick<DisputeForm, 'parties' | 'category'>) =>
  caseTitle(parties, category === null ? '' : codeName('disputeCategory', category).replace(/纠纷$/, ''))

const named = (form: DisputeForm): DisputeForm => ({ ...form, title: form.title ?? (hintOf(form) || null) })

function disputeErrors(form: DisputeForm, today: string): Record<string, string> {
  const ofParties = form.parties.flatMap((party, index) =>
    Object.entries(partyErrors(party, today)).map(([field, problem]) => [`parties.${String(index)}.${field}`, problem] as const),
  )
  return { ...recordErrors('mediation', named(form), factFields), ...Object.fromEntries(ofParties) }
}

/** What may be registered and must be cleared before the case is accepted; who speaks for a group. */
function disputeWarnings(form: DisputeForm, maxRepresentatives: number): Record<string, string> {
  const unclear = checkAcceptance(recordValuesOf('mediation', form)).flatMap(({ field, message }) =>
    field === undefined ? [] : [[field, message] as const],
  )
  const ofParties = form.parties.flatMap((party, index) =>
    Object.entries(partyWarnings(party, maxRepresentatives)).map(
      ([field, words]) => [`parties.${String(index)}.${field}`, words] as const,
    ),
  )
  return Object.fromEntries([...unclear, ...ofParties])
}

/** 登记纠纷: parties and facts on one page, in the order of the paper form. */
export function MediationForm() {
  const today = useToday()
  const navigate = useNavigate()
  const rule = useRules()
  const follow = useCategoryMapping()
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
    setValues(follow(values, { ...next, parties: next.parties.map(withIdNumber) }))
  }
  const latest = useRef(values)
  useEffect(() => {
    latest.current = values
  }, [values])
  const hint = hintOf(values)
  const sheet = useFirstField<HTMLDivElement>(draft.ready)
  const warnings = disputeWarnings(values, rule('med.maxRepresentatives'))
  return (
    <div className="page page-fill">
      <PageHead
        title="登记纠纷"
        note={draft.restored ? '接着上次没有登记完的草稿' : '登记后再受理编号；当场说好的，用“口头协议”一页办完'}
        actions={
          <>
            {draft.restored && (
              <button type="button" className="link" onClick={() => void draft.discard()}>
                清空重填
              </button>
            )}
            <button type="button" className="link" onClick={() => void navigate('/mediation/oral')}>
              改办口头协议
            </button>
          </>
        }
      />
      <div className="sheet case-form" ref={sheet}>
        {draft.ready && (
          <Form
            label="登记纠纷"
            values={values}
            onChange={change}
            errors={{ ...saving.fieldMessages, ...disputeErrors(values, today) }}
            warnings={warnings}
            onSave={saving.run}
            saveLabel="登记"
            saving={saving.busy}
            draft={draft.state}
            onCancel={() => void navigate('/mediation', { state: { draftKept: draft.state !== undefined } })}
          >
            {saving.message !== undefined && <Notice tone="bad">{saving.message}</Notice>}
            <div className="parties">
              {values.parties.map((party, index) => (
                <PartyFields
                  key={index}
                  at={`parties.${String(index)}`}
                  title={partyTitle(values.parties, index)}
                  party={party}
                  onChange={(step) => {
                    const { parties } = latest.current
                    change({ ...latest.current, parties: parties.map((one, place) => (place === index ? step(one) : one)) })
                  }}
                  onRemove={
                    party.side !== 'third' && values.parties.filter(({ side }) => side === party.side).length < 2
                      ? undefined
                      : () => {
                          change({ ...values, parties: values.parties.filter((_, place) => place !== index) })
                        }
                  }
                />
              ))}
            </div>
            <PartyButtons
              onAdd={(side) => {
                change({ ...values, parties: [...values.parties, newParty(side)] })
              }}
            />
            <CaseFields titleHint={hint === '' ? undefined : hint} onNew />
          </Form>
        )}
      </div>
    </div>
  )
}
