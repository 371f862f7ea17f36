import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { mediationMachine } from '../../../core/domain/mediation/machine.ts'
import type { MediationVerb } from '../../../core/domain/mediation/machine.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useCrumb } from '../../lib/crumb.ts'
import { messageOf } from '../../lib/errors.ts'
import { DocumentList } from '../../ui/document-list.tsx'
import type { DocumentRow } from '../../ui/document-list.tsx'
import { DocumentPreview } from '../../ui/document-preview/document-preview.tsx'
import type { DocumentRequest } from '../../ui/document-preview/document-preview.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { RecordTimeline } from '../../ui/timeline.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { AcceptDialog } from './accept-dialog.tsx'
import { AgreementDialog } from './agreement-dialog.tsx'
import { CaseHeader, stoppedBy } from './case-header.tsx'
import { textOf } from './case-state.ts'
import { AgreementTab, PartiesTab, SessionsTab, StoryTab } from './case-tabs.tsx'
import type { CaseView } from './case.ts'
import { ConsentDialog } from './consent-dialog.tsx'
import { EditCaseDialog } from './edit-case-dialog.tsx'
import { SessionDialog } from './session-dialog.tsx'
import { SignatureDialog } from './signature-dialog.tsx'
import { TerminateDialog } from './terminate-dialog.tsx'
import './mediation.css'

/** One case. The address may name a tab and a step: `?tab=documents`, `?do=recordSession`. */
export function MediationRecord() {
  const { id = '' } = useParams()
  const { data, error } = useLoaded(['mediation', id], () => api.mediation.view({ id }), [
    'mediation',
    'mediationParty',
    'mediationSession',
    'mediationAgreement',
  ])
  useCrumb(data === undefined ? undefined : textOf(data.record, 'fileNo') || data.record.title)
  if (error !== null) return <Notice tone="bad">{messageOf(error)}</Notice>
  return data === undefined ? null : <CasePage key={id} view={data} />
}

type Step = MediationVerb | 'editCase'
const dialogs: Readonly<Record<Step, typeof AcceptDialog>> = {
  acceptCase: AcceptDialog,
  recordConsent: ConsentDialog,
  recordSession: SessionDialog,
  concludeAgreement: AgreementDialog,
  makeEffective: SignatureDialog,
  terminateCase: TerminateDialog,
  editCase: EditCaseDialog,
}
const isStep = (name: string | null): name is Step => name !== null && Object.hasOwn(dialogs, name)

const done: Readonly<Record<Step, string>> = {
  acceptCase: '已受理，案件已编号。',
  recordConsent: '意愿已登记。',
  recordSession: '调解记录已保存。',
  concludeAgreement: '协议已保存，可以打印了。',
  makeEffective: '签章已登记，协议生效。',
  terminateCase: '案件已终止。',
  editCase: '案情已修改。',
}

function CasePage({ view }: { view: CaseView }) {
  const [place, setPlace] = useSearchParams()
  const [said, setSaid] = useState<Step>()
  const [shown, setShown] = useState<DocumentRequest>()
  const tab = place.get('tab') ?? 'story'
  const step = place.get('do')
  const go = (next: { tab?: string; do?: Step }) => {
    setPlace({ tab, ...next }, { replace: true })
  }
  const allowed = isStep(step) && refusedOf(view, step) === null ? step : undefined
  const StepDialog = allowed === undefined ? undefined : dialogs[allowed]
  const printAgreement = () => {
    const { agreement } = view
    if (agreement === null) return
    setShown({
      template: 'mediation-agreement',
      recordId: agreement.id,
      title: '人民调解协议书',
      copies: `打印 ${String(agreement.values['copies'])} 份：当事人各一份，调委会留存一份`,
    })
  }
  const stopped = stoppedBy(view)
  const rows = documentRows(view, setShown, printAgreement)
  const ready = view.documents.filter(({ state }) => state === 'draft' || state === 'signed').length
  return (
    <RecordPage
      header={
        <CaseHeader
          view={view}
          onPrintAgreement={printAgreement}
          onVerb={(verb) => {
            setSaid(undefined)
            go({ do: verb })
          }}
        />
      }
      side={<RecordTimeline events={view.timeline} />}
    >
      <Tabs
        label="案件"
        active={tab}
        onChange={(next) => {
          setSaid(undefined)
          go({ tab: next })
        }}
        tabs={[
          { id: 'story', label: '案情' },
          { id: 'parties', label: '当事人', count: view.parties.length },
          { id: 'sessions', label: '调解记录', count: view.sessions.length },
          { id: 'agreement', label: '协议' },
          { id: 'documents', label: '文书与卷宗', count: `${String(ready)} / ${String(view.documents.length)}` },
        ]}
      >
        {(said !== undefined || stopped !== null) && (
          <div className="case-said">
            {said !== undefined && <Notice tone="good">{done[said]}</Notice>}
            {stopped !== null && <Notice tone="warn">{stopped}</Notice>}
          </div>
        )}
        {tab === 'story' && (
          <StoryTab
            record={view.record}
            onEdit={
              refusedOf(view, 'editCase') === null
                ? () => {
                    go({ do: 'editCase' })
                  }
                : undefined
            }
          />
        )}
        {tab === 'parties' && <PartiesTab parties={view.parties} />}
        {tab === 'sessions' && <SessionsTab sessions={view.sessions} />}
        {tab === 'agreement' && <AgreementTab view={view} onPrint={printAgreement} />}
        {tab === 'documents' && <DocumentList rows={rows} />}
      </Tabs>
      {StepDialog !== undefined && allowed !== undefined && (
        <StepDialog
          view={view}
          onSaved={() => {
            setSaid(allowed)
            go({ tab: tabAfter[allowed] ?? tab })
          }}
          onClose={() => {
            go({})
          }}
        />
      )}
      {shown !== undefined && (
        <DocumentPreview
          request={shown}
          onClose={() => {
            setShown(undefined)
          }}
        />
      )}
    </RecordPage>
  )
}

const tabAfter: Readonly<Partial<Record<Step, string>>> = {
  recordConsent: 'parties',
  recordSession: 'sessions',
  concludeAgreement: 'agreement',
  makeEffective: 'agreement',
}

/** Facts may be corrected until the case is closed. */
function refusedOf(view: CaseView, step: Step): string | null {
  if (step === 'editCase')
    return ['agreed', 'effective', 'terminated'].includes(textOf(view.record, 'status')) ? '案件已结案' : null
  const verb = view.verbs.find((one) => one.verb === step)
  return verb === undefined ? mediationMachine[step].label : verb.refused
}

const states = {
  missing: { tone: 'grey', text: '缺' },
  draft: { tone: 'blue', text: '可打印' },
  signed: { tone: 'green', text: '已签' },
  notDue: { tone: 'grey', text: '未到期' },
} as const

const unsigned = { tone: 'amber', text: '待签章' } as const

function documentRows(view: CaseView, show: (request: DocumentRequest) => void, printAgreement: () => void): DocumentRow[] {
  return view.documents.map(({ template, title, recordId, state, note }) => {
    const run = () => {
      if (recordId === null) return
      if (template === 'mediation-agreement') printAgreement()
      else show({ template, recordId, title })
    }
    return {
      id: template,
      title,
      state: template === 'mediation-agreement' && state === 'draft' ? unsigned : states[state],
      detail: note,
      actions: recordId === null || state === 'missing' ? [] : [{ label: '预览打印', run }],
    }
  })
}
