import { Button } from 'antd'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useCrumb } from '../../lib/crumb.ts'
import { messageOf } from '../../lib/errors.ts'
import { fullDayText, longDayText } from '../../lib/format.ts'
import { DocumentList } from '../../ui/document-list.tsx'
import { DocumentPreview } from '../../ui/document-preview/document-preview.tsx'
import type { DocumentRequest } from '../../ui/document-preview/document-preview.tsx'
import { Facts } from '../../ui/ledger-page.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RecordHeader, RecordPage } from '../../ui/record-page.tsx'
import { recordFacts, RecordSections } from '../../ui/register/record-facts.tsx'
import { Tag } from '../../ui/sheet.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { RecordTimeline } from '../../ui/timeline.tsx'
import { useToday } from '../../ui/today.ts'
import { isOpen, textOf, visitTag } from './case-state.ts'
import type { ResettlementView } from './case-state.ts'
import { VisitDialog } from './visit-dialog.tsx'
import './resettlement.css'

/** One person's assistance. The address may name a tab and a step: `?tab=visits`, `?do=visit`. */
export function ResettlementRecord() {
  const { id = '' } = useParams()
  const { data, error } = useLoaded(['resettlement', id], () => api.resettlement.view({ id }), [
    'resettlement',
    'resettlementVisit',
  ])
  useCrumb(data?.record.title)
  if (error !== null) return <Notice tone="bad">{messageOf(error)}</Notice>
  return data === undefined ? null : <CasePage key={id} view={data} />
}

function CasePage({ view }: { view: ResettlementView }) {
  const today = useToday()
  const [place, setPlace] = useSearchParams()
  const [said, setSaid] = useState(false)
  const [shown, setShown] = useState<DocumentRequest>()
  const tab = place.get('tab') ?? 'visits'
  const visiting = place.get('do') === 'visit' && isOpen(view.record)
  const go = (next: { tab?: string; do?: string }) => {
    setPlace({ tab, ...next }, { replace: true })
  }
  const next = visitTag(view.record, today)
  return (
    <RecordPage
      header={
        <RecordHeader
          title={view.record.title}
          tags={[
            { tone: isOpen(view.record) ? 'blue' : 'grey', text: view.record.labels['status'] ?? '' },
            ...(next === undefined ? [] : [next]),
          ]}
          meta={metaOf(view.record)}
          actions={
            <>
              <Button
                onClick={() => {
                  setShown({ template: 'resettlement-register', recordId: view.record.id, title: '安置帮教信息登记表' })
                }}
              >
                打印登记表
              </Button>
              {isOpen(view.record) && (
                <Button
                  type="primary"
                  onClick={() => {
                    setSaid(false)
                    go({ do: 'visit' })
                  }}
                >
                  登记走访
                </Button>
              )}
            </>
          }
        />
      }
      side={<RecordTimeline events={view.timeline} />}
    >
      <Tabs
        label="帮教档案"
        active={tab}
        onChange={(chosen) => {
          setSaid(false)
          go({ tab: chosen })
        }}
        tabs={[
          { id: 'visits', label: '走访记录', count: view.visits.length },
          { id: 'facts', label: '档案' },
          { id: 'documents', label: '文书', count: view.documents.length },
        ]}
      >
        {said && (
          <div className="visit-said">
            <Notice tone="good">走访已登记，下次走访不晚于{longDayText(textOf(view.record, 'nextVisitOn'))}。</Notice>
          </div>
        )}
        {tab === 'visits' && <Visits visits={view.visits} onPrint={setShown} />}
        {tab === 'facts' && (
          <div className="resettlement-facts">
            <RecordSections register="resettlement" view={view.record} />
          </div>
        )}
        {tab === 'documents' && (
          <DocumentList
            rows={view.documents.map(({ template, title, recordId, note }) => ({
              id: `${template}-${recordId ?? ''}`,
              title,
              state: { tone: 'blue', text: '可打印' },
              detail: note,
              actions:
                recordId === null
                  ? []
                  : [
                      {
                        label: '预览打印',
                        run: () => {
                          setShown({ template, recordId, title })
                        },
                      },
                    ],
            }))}
          />
        )}
      </Tabs>
      {visiting && (
        <VisitDialog
          view={view}
          onSaved={() => {
            setSaid(true)
            go({ tab: 'visits' })
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

function metaOf(record: RecordView) {
  return [
    { label: '', value: record.labels['category'] ?? '' },
    { label: '', value: record.labels['assistanceClass'] ?? '' },
    { label: '释放', value: textOf(record, 'releasedOn') },
    { label: '帮教期', value: `${textOf(record, 'termFrom')} 至 ${textOf(record, 'termTo')}` },
    { label: '依据', value: textOf(record, 'termBasis') },
    { label: '上次走访', value: textOf(record, 'lastVisitOn') || '还没有' },
    { label: '下次走访', value: textOf(record, 'nextVisitOn') },
  ].filter(({ value }) => value !== '')
}

const findings = [
  ['living', 'employment'],
  ['difficulties', 'helpGiven', 'nextStep'],
]

function Visits({ visits, onPrint }: { visits: readonly RecordView[]; onPrint: (request: DocumentRequest) => void }) {
  if (visits.length === 0)
    return <p className="visit-blank muted">还没有走访。第一次走访后从“登记走访”记录，一般不超过二十秒。</p>
  return (
    <ul className="visit-list">
      {visits.map((visit) => (
        <li key={visit.id}>
          <div className="visit-head">
            <h3>{fullDayText(textOf(visit, 'visitedOn'))}</h3>
            <Tag tone="blue">{visit.labels['mode']}</Tag>
            {visit.values['declined'] === true && <Tag tone="amber">本人谢绝</Tag>}
            <span className="muted note">
              {[textOf(visit, 'place'), Array.isArray(visit.values['visitors']) ? visit.values['visitors'].join('、') : '']
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
            <button
              type="button"
              className="link push no-print"
              aria-label={`打印：${textOf(visit, 'visitedOn')} 走访记录`}
              onClick={() => {
                onPrint({ template: 'resettlement-visit', recordId: visit.id, title: '走访记录' })
              }}
            >
              打印
            </button>
          </div>
          {visit.values['declined'] !== true && (
            <div className="visit-findings">
              {findings.map((names) => (
                <Facts
                  key={names[0]}
                  facts={recordFacts(
                    'resettlementVisit',
                    names.filter((name) => textOf(visit, name) !== ''),
                    visit,
                  )}
                />
              ))}
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
