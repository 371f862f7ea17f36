import { useEffect, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { api, useLoaded } from '../../lib/api.ts'
import { useDraft } from '../../lib/draft.ts'
import { messageOf } from '../../lib/errors.ts'
import { useSession } from '../../lib/session.tsx'
import { DocumentPreview } from '../../ui/document-preview/document-preview.tsx'
import { useExplained } from '../../ui/explain.tsx'
import { useFirstField, useSaving } from '../../ui/form-dialog.tsx'
import { Form } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import type { CaseView } from './case.ts'
import { useCategoryMapping } from './category-mapping.ts'
import { OralAgreement, OralDispute } from './oral-fields.tsx'
import { agreementValues, caseValues, newOral, oralErrors, usualMediator } from './oral-form.ts'
import type { OralForm } from './oral-form.ts'
import { OralParty } from './oral-party.tsx'
import { partyTitle } from './party-fields.tsx'
import { newParty, partyValues, withIdNumber } from './party.ts'
import type { PartyForm } from './party.ts'
import './mediation.css'
import './forms.css'

/** 口头协议: settled on the spot, on one screen. `?id=` takes up a dispute that is registered already. */
export function OralPage() {
  const [place] = useSearchParams()
  const id = place.get('id')
  const { data: view, error } = useLoaded(['oral', id], async () => (id === null ? null : api.mediation.view({ id })))
  const { data: mediators } = useLoaded(
    ['mediators', 'all'],
    async () => (await api.register.list({ register: 'mediator', limit: 200 })).rows,
    ['mediator'],
  )
  const { account } = useSession()
  if (error !== null) return <Notice tone="bad">{messageOf(error)}</Notice>
  if (view === undefined || mediators === undefined) return null
  return <Oral key={id} view={view ?? undefined} usual={usualMediator(mediators, account.displayName)} />
}

function Oral({ view, usual }: { view: CaseView | undefined; usual: OralForm['mediatorIds'] }) {
  const today = useToday()
  const navigate = useNavigate()
  const follow = useCategoryMapping()
  const known = view !== undefined
  const draft = useDraft<OralForm>(known ? `mediation/${view.record.id}/oral` : 'mediation/oral', {
    ...newOral(today, view),
    mediatorIds: usual,
  })
  const { values, setValues } = draft
  const [done, setDone] = useState<{ id: string; agreementId: string }>()
  const explained = useExplained((form: OralForm, reason: string | null) =>
    api.mediation.settleOrally({
      known: known ? { id: view.record.id, expectedVersion: view.record.version } : null,
      values: caseValues(form, known),
      parties: form.parties.map(partyValues),
      mediatorIds: form.mediatorIds.flatMap((one) => (one.kind === 'record' ? [one.id] : [])),
      agreement: agreementValues(form),
      performed: form.performed === 'yes',
      explained: reason,
    }),
  )
  const saving = useSaving(values, explained.save, async ({ id }) => {
    await draft.discard()
    const { agreement } = await api.mediation.view({ id })
    if (agreement === null) await navigate(`/mediation/${id}`)
    else setDone({ id, agreementId: agreement.id })
  })
  const latest = useRef(values)
  useEffect(() => {
    latest.current = values
  }, [values])
  const change = (next: OralForm) => {
    saving.forget()
    explained.forget()
    latest.current = follow(latest.current, { ...next, parties: next.parties.map(withIdNumber) })
    setValues(latest.current)
  }
  const changeParty = (index: number, step: (party: PartyForm) => PartyForm) => {
    const { parties } = latest.current
    change({ ...latest.current, parties: parties.map((one, place) => (place === index ? step(one) : one)) })
  }
  const sheet = useFirstField<HTMLDivElement>(draft.ready)
  return (
    <div className="page page-fill">
      <PageHead
        title="口头协议"
        note={known ? view.record.title : '当场说好的小纠纷，一页办完：受理、协议、登记表'}
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
            label="口头协议"
            values={values}
            onChange={change}
            errors={{ ...saving.fieldMessages, ...oralErrors(values, today, known) }}
            onSave={saving.run}
            saveLabel="保存并打印登记表"
            saving={saving.busy}
            draft={draft.state}
            onCancel={() => void navigate(known ? `/mediation/${view.record.id}` : '/mediation')}
          >
            {explained.ask ?? (saving.message !== undefined && <Notice tone="bad">{saving.message}</Notice>)}
            <div className="oral">
              <div className="oral-parties">
                {known ? (
                  <KnownCase view={view} />
                ) : (
                  values.parties.map((party, index) => (
                    <OralParty
                      key={index}
                      at={`parties.${String(index)}`}
                      title={partyTitle(values.parties, index)}
                      party={party}
                      onChange={(step) => {
                        changeParty(index, step)
                      }}
                      onResident={({ values: { villageId }, labels }) => {
                        if (latest.current.villageId !== null || typeof villageId !== 'string') return
                        change({
                          ...latest.current,
                          villageId: { kind: 'record', id: villageId, title: labels['villageId'] ?? '' },
                        })
                      }}
                      onRemove={
                        index < 2
                          ? undefined
                          : () => {
                              change({ ...values, parties: values.parties.filter((_, place) => place !== index) })
                            }
                      }
                    />
                  ))
                )}
                {!known && (
                  <button
                    type="button"
                    className="link note"
                    onClick={() => {
                      change({ ...values, parties: [...values.parties, { ...newParty('respondent'), consent: 'agreed' }] })
                    }}
                  >
                    ＋ 加一名当事人
                  </button>
                )}
              </div>
              <div className="oral-agreement">
                {!known && <OralDispute />}
                <OralAgreement performed={values.performed === 'yes'} />
              </div>
            </div>
          </Form>
        )}
      </div>
      {done !== undefined && (
        <DocumentPreview
          request={{ template: 'mediation-oral-agreement', recordId: done.agreementId, title: '人民调解口头协议登记表' }}
          onClose={() => void navigate(`/mediation/${done.id}`, { replace: true })}
        />
      )}
    </div>
  )
}

/** What is registered already, to read. */
function KnownCase({ view: { record, parties } }: { view: CaseView }) {
  return (
    <section className="party" aria-label="已登记的纠纷">
      <div className="party-head">
        <h3>{record.title}</h3>
      </div>
      {parties.map((party) => (
        <p key={party.id}>
          <span className="muted">{party.labels['side']}</span> {party.title}
        </p>
      ))}
      <p className="case-body">{String(record.values['summary'])}</p>
    </section>
  )
}
