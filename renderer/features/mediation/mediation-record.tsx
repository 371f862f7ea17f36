import { useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { isOpenCase } from '../../../core/domain/mediation/rules.ts'
import type { MediationVerb } from '../../../core/domain/mediation/machine.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useCrumb } from '../../lib/crumb.ts'
import { messageOf } from '../../lib/errors.ts'
import { DocumentPreview } from '../../ui/document-preview/document-preview.tsx'
import type { DocumentRequest } from '../../ui/document-preview/document-preview.tsx'
import { useLanding } from '../../ui/landing.ts'
import { Notice } from '../../ui/notice.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { RecordTimeline } from '../../ui/timeline.tsx'
import { AgreementTab } from './agreement-tab.tsx'
import { refusedBy } from './case-actions.ts'
import { CaseHeader } from './case-header.tsx'
import { agreementRequest } from './case-papers.ts'
import { CaseSaid } from './case-said.tsx'
import { textOf } from './case-state.ts'
import { caseDialogs, isCaseStep, stepDone } from './case-steps.tsx'
import type { CaseStep } from './case-steps.tsx'
import type { CaseView } from './case.ts'
import { EvidenceTab } from './evidence-tab.tsx'
import { FileTab } from './file/file-tab.tsx'
import { InvestigationTab } from './investigation-tab.tsx'
import { PartiesTab } from './parties-tab.tsx'
import { SessionsTab } from './sessions-tab.tsx'
import { SimilarTab, useSimilarCases } from './similar-tab.tsx'
import { StoryTab } from './story-tab.tsx'
import './mediation.css'

/** One case. The address may name a tab, a step and the part it is about: `?tab=agreement&do=recordFollowUp&part=ID`. */
export function MediationRecord() {
  const { id = '' } = useParams()
  const { data, error } = useLoaded(['mediation', id], () => api.mediation.view({ id }), [
    'mediation',
    'mediationParty',
    'mediatorChange',
    'investigation',
    'evidence',
    'mediationSession',
    'mediationAgreement',
    'performanceItem',
    'urge',
    'followUp',
    'judicialConfirmation',
    'attachment',
    'fileLoan',
  ])
  useCrumb(data === undefined ? undefined : textOf(data.record, 'fileNo') || data.record.title)
  if (error !== null) return <Notice tone="bad">{messageOf(error)}</Notice>
  return data === undefined ? null : <CasePage key={id} view={data} />
}

type Place = { tab?: string; do?: CaseStep; part?: string; as?: string }

function CasePage({ view }: { view: CaseView }) {
  const [place, setPlace] = useSearchParams()
  const navigate = useNavigate()
  useLanding(true, '.record-head .ant-btn-primary')
  const [said, setSaid] = useState<{ step: CaseStep; text: string | undefined }>()
  const [shown, setShown] = useState<DocumentRequest>()
  const tab = place.get('tab') ?? 'story'
  const step = place.get('do')
  const go = (next: Place) => {
    setPlace({ tab, ...next }, { replace: true })
  }
  const take = (verb: CaseStep | MediationVerb, part?: string, as?: string) => {
    setSaid(undefined)
    if (verb === 'settleOrally') void navigate(`/mediation/oral?id=${view.record.id}`)
    else go({ do: verb, ...(part !== undefined && { part }), ...(as !== undefined && { as }) })
  }
  const wanted = isCaseStep(step) ? step : undefined
  const refused = wanted === undefined ? null : refusedStep(view, wanted)
  const StepDialog = wanted === undefined || refused !== null ? undefined : caseDialogs[wanted]
  const printAgreement = () => {
    setShown(agreementRequest(view))
  }
  const edit =
    refusedStep(view, 'editCase') === null
      ? () => {
          take('editCase')
        }
      : undefined
  return (
    <RecordPage
      header={<CaseHeader view={view} onVerb={take} onEdit={edit} onPrintAgreement={printAgreement} />}
      side={<RecordTimeline events={view.timeline} />}
    >
      <Tabs
        label="案件"
        active={tab}
        onChange={(next) => {
          setSaid(undefined)
          go({ tab: next })
        }}
        tabs={useCaseTabs(view, tab)}
      >
        <CaseSaid
          view={view}
          said={StepDialog === undefined ? said : undefined}
          refused={refused}
          onVerb={take}
          onPrint={setShown}
        />
        {tab === 'story' && <StoryTab view={view} onEdit={edit} />}
        {tab === 'parties' && (
          <PartiesTab
            view={view}
            onAdd={() => {
              take('addParty')
            }}
          />
        )}
        {tab === 'inquiry' && (
          <>
            <InvestigationTab view={view} />
            <EvidenceTab view={view} />
          </>
        )}
        {tab === 'sessions' && <SessionsTab view={view} onPrint={setShown} />}
        {tab === 'agreement' && <AgreementTab view={view} onVerb={take} onPrint={printAgreement} onPrintPaper={setShown} />}
        {tab === 'documents' && <FileTab view={view} />}
        {tab === 'similar' && <SimilarTab id={view.record.id} />}
      </Tabs>
      {StepDialog !== undefined && wanted !== undefined && (
        <StepDialog
          view={view}
          part={place.get('part')}
          as={place.get('as')}
          onPrint={setShown}
          onSaved={(text: unknown) => {
            // a dialog that has no words of its own may hand on what the backend answered
            setSaid({ step: wanted, text: typeof text === 'string' ? text : undefined })
            go({ tab: stepDone[wanted].tab ?? tab })
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

function useCaseTabs(view: CaseView, tab: string) {
  const [opened, setOpened] = useState(tab === 'similar')
  if (tab === 'similar' && !opened) setOpened(true)
  const { data: similar } = useSimilarCases(view.record.id, opened)
  const there = view.documents.filter(({ state }) => state !== 'missing' && state !== 'notDue').length
  return [
    { id: 'story', label: '案情' },
    { id: 'parties', label: '当事人', count: view.parties.length },
    { id: 'inquiry', label: '调查与证据', count: view.investigations.length + view.evidence.length },
    { id: 'sessions', label: '调解记录', count: view.sessions.length },
    { id: 'agreement', label: '协议与履行' },
    { id: 'documents', label: '文书与卷宗', count: `${String(there)} / ${String(view.documents.length)}` },
    { id: 'similar', label: '类似案件', count: similar?.length },
  ]
}

/** Facts and parties may be put right until the case is closed; every other step asks its rules. */
function refusedStep(view: CaseView, step: CaseStep): string | null {
  if (step !== 'editCase' && step !== 'addParty') return refusedBy(view, step)
  return isOpenCase(view.record.values['status']) ? null : '案件已办结，内容不能再改。'
}
