import { useState } from 'react'
import { useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { localDay } from '../../../core/domain/day.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useCrumb } from '../../lib/crumb.ts'
import { messageOf } from '../../lib/errors.ts'
import { Notice } from '../../ui/notice.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { DoneNotice } from '../../ui/register/done-notice.tsx'
import type { Done } from '../../ui/register/done-notice.tsx'
import { RecordSections } from '../../ui/register/record-facts.tsx'
import { historyEvents, RecordHistory, useHistory } from '../../ui/register/record-history.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { useToday } from '../../ui/today.ts'
import { HouseholdMembers, useMembers } from './household-members.tsx'
import { isLifeEventKind, LifeEventDialog } from './life-event-dialog.tsx'
import { LifeEvents, lifeTimeline, useLifeEvents } from './life-events.tsx'
import { MergeWith } from './merge-with.tsx'
import { ResidentHeader } from './resident-header.tsx'
import { ServiceItems, useServiceItems } from './service-items.tsx'
import './resident.css'

/** One resident: facts, household, what happened, services, everything that was changed. `?do=event`, `?do=merge&with=ID`. */
export function ResidentRecord() {
  const { id = '' } = useParams<'id'>()
  const { data: view, error } = useLoaded(['record', 'resident', id], () => api.register.get({ register: 'resident', id }), [
    'resident',
  ])
  useCrumb(view?.title)
  if (error !== null && view === undefined) return <Notice tone="bad">{messageOf(error)}</Notice>
  return view === undefined ? null : <Resident key={view.id} view={view} />
}

/** What the page before this one has to say. */
interface Arrival {
  problem?: string
  done?: { text: string; changeSetId?: string }
}

function Resident({ view }: { view: RecordView }) {
  const navigate = useNavigate()
  const arrival = useLocation().state as Arrival | null
  const [place, setPlace] = useSearchParams()
  const [said, setSaid] = useState<Done | undefined>(arrival?.done)
  const tab = place.get('tab') ?? 'facts'
  const step = view.deletedAt === null ? place.get('do') : null
  const { data: members } = useMembers(view)
  const { data: history } = useHistory('resident', view.id)
  const { data: recorded } = useLifeEvents(view.id)
  const events = recorded ?? []
  const { data: items = [] } = useServiceItems(view.id)
  const changes = history?.changes ?? []
  const go = (next: Record<string, string>) => {
    setPlace({ tab, ...next }, { replace: true })
  }
  const close = () => {
    go({})
  }
  const merged = (otherId: string) => (text: string, changeSetId: string) => {
    const done = { text, changeSetId }
    void api.register
      .get({ register: 'resident', id: view.id })
      .then(
        ({ deletedAt }) => deletedAt !== null,
        () => true,
      )
      .then((dropped) => {
        if (dropped) return navigate(`/resident/${otherId}`, { replace: true, state: { done } })
        setSaid(done)
        close()
      })
  }
  const kind = place.get('kind')
  const other = place.get('with') ?? undefined
  const served = view.values['personType'] === 'floating' || items.length > 0
  const shown = tab === 'services' && !served ? 'facts' : tab
  return (
    <RecordPage
      header={
        <>
          {arrival?.problem !== undefined && (
            <Notice tone="bad">居民已登记，但变动没有登上：{arrival.problem}。请点“登记变动”补登。</Notice>
          )}
          {said !== undefined && <DoneNotice done={said} onUndone={setSaid} />}
          <ResidentHeader
            view={view}
            onEvent={() => {
              go({ do: 'event' })
            }}
            onMerge={() => {
              go({ do: 'merge' })
            }}
          />
        </>
      }
      side={<Course changes={changes} events={events} />}
    >
      <Tabs
        label="居民"
        tabs={[
          { id: 'facts', label: '基本信息' },
          { id: 'household', label: '家庭成员', count: members?.length },
          { id: 'events', label: '人员变动', count: events.length },
          ...(served ? [{ id: 'services', label: '服务事项', count: items.length }] : []),
          { id: 'history', label: '修改记录', count: changes.length },
        ]}
        active={shown}
        onChange={(next) => {
          setSaid(undefined)
          setPlace({ tab: next }, { replace: true })
        }}
      >
        {shown === 'facts' && (
          <div className="resident-facts">
            <RecordSections register="resident" view={view} />
          </div>
        )}
        {shown === 'household' && <HouseholdMembers view={view} />}
        {shown === 'events' && (
          <LifeEvents
            view={view}
            events={events}
            onTakenBack={() => {
              setSaid({ text: '这次变动已撤回。' })
            }}
          />
        )}
        {shown === 'services' && <ServiceItems resident={view} items={items} />}
        {shown === 'history' && <RecordHistory register="resident" id={view.id} />}
      </Tabs>
      {step === 'event' && recorded !== undefined && (
        <LifeEventDialog
          view={view}
          events={events}
          kind={isLifeEventKind(kind) ? kind : undefined}
          onSaved={(outcome) => {
            setSaid({ text: eventWords[outcome] })
            go({ tab: 'events' })
          }}
          onClose={close}
        />
      )}
      {step === 'merge' && (
        <MergeWith
          view={view}
          otherId={other}
          onChoose={(id) => {
            go({ do: 'merge', with: id })
          }}
          onMerged={merged(other ?? view.id)}
          onClose={close}
        />
      )}
    </RecordPage>
  )
}

const eventWords = {
  changed: '变动已登记，在册状态随之改变。登错了可在“人员变动”里撤回。',
  same: '变动已登记，在册状态不变。登错了可在“人员变动”里撤回。',
  history: '已作为以前的变动补登，在册状态不变。',
} as const

type Changes = Parameters<typeof historyEvents>[1]

/** Changes and life events in one course, the newest first. What a life event changed by itself is told by the event. */
function Course({ changes, events }: { changes: Changes; events: readonly RecordView[] }) {
  const today = useToday()
  const told = changes.filter(({ kind, fields }) => kind !== 'update' || fields.some(({ field }) => !byEvent.has(field)))
  const lines = historyEvents('resident', told, today).map((event, index) => ({
    ...event,
    day: localDay(new Date(told[index]?.at ?? 0)),
  }))
  const all = [...lifeTimeline(events), ...lines].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
  return (
    <Timeline
      title="经过"
      events={all.slice(0, 14)}
      {...(all.length > 14 && { extra: `最近 14 条，共 ${String(all.length)} 条` })}
    />
  )
}

const byEvent: ReadonlySet<string> = new Set(['status', 'statusOn'])
