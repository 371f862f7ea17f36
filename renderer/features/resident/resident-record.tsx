import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { ageOn } from '../../../core/domain/day.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useCrumb } from '../../lib/crumb.ts'
import { messageOf } from '../../lib/errors.ts'
import { instantText } from '../../lib/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { RecordHeader, RecordPage } from '../../ui/record-page.tsx'
import { RecordSections } from '../../ui/register/record-facts.tsx'
import { historyEvents, RecordHistory, useHistory } from '../../ui/register/record-history.tsx'
import type { Tone } from '../../ui/sheet.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { useToday } from '../../ui/today.ts'
import { HouseholdMembers, useMembers } from './household-members.tsx'
import './resident.css'

/** One resident: facts, household, everything that was changed. */
export function ResidentRecord() {
  const { id = '' } = useParams<'id'>()
  const { data: view, error } = useLoaded(['record', 'resident', id], () => api.register.get({ register: 'resident', id }), [
    'resident',
  ])
  useCrumb(view?.title)
  if (error !== null && view === undefined) return <Notice tone="bad">{messageOf(error)}</Notice>
  return view === undefined ? null : <Resident key={view.id} view={view} />
}

function Resident({ view }: { view: RecordView }) {
  const today = useToday()
  const [tab, setTab] = useState('facts')
  const { data: members } = useMembers(view)
  const { data: history } = useHistory('resident', view.id)
  const changes = history?.changes ?? []
  return (
    <RecordPage
      header={<Header view={view} />}
      side={<Timeline title="经过" events={historyEvents('resident', changes.slice(0, 12), today)} />}
    >
      <Tabs
        label="居民"
        tabs={[
          { id: 'facts', label: '基本信息' },
          { id: 'household', label: '家庭成员', count: members?.length },
          { id: 'history', label: '修改记录', count: changes.length },
        ]}
        active={tab}
        onChange={setTab}
      >
        {tab === 'facts' && (
          <div className="resident-facts">
            <RecordSections register="resident" view={view} />
          </div>
        )}
        {tab === 'household' && <HouseholdMembers view={view} />}
        {tab === 'history' && <RecordHistory register="resident" id={view.id} />}
      </Tabs>
    </RecordPage>
  )
}

function Header({ view }: { view: RecordView }) {
  const today = useToday()
  const navigate = useNavigate()
  const [removing, setRemoving] = useState(false)
  const { values, labels } = view
  const { birthOn } = values
  const tags: { tone: Tone; text: string }[] = [
    ...(labels['personType'] === undefined ? [] : [{ tone: 'grey' as const, text: labels['personType'] }]),
    ...(labels['relationToHead'] === undefined ? [] : [{ tone: 'grey' as const, text: labels['relationToHead'] }]),
    ...(values['idNumber'] === null ? [{ tone: 'amber' as const, text: '缺证号' }] : []),
    ...(view.deletedAt === null ? [] : [{ tone: 'red' as const, text: '已删除' }]),
  ]
  const place = [labels['villageId'], values['groupName'], values['residenceAddress']].filter(
    (one) => typeof one === 'string' && one !== '',
  )
  return (
    <>
      <RecordHeader
        title={view.title}
        tags={tags}
        meta={[
          {
            label: '',
            value:
              [labels['sex'], typeof birthOn === 'string' ? `${String(ageOn(birthOn, today))} 岁` : '']
                .filter(Boolean)
                .join(' ') || '—',
          },
          { label: '出生', value: typeof birthOn === 'string' ? birthOn : '—' },
          { label: '住址', value: place.join(' ') || '—' },
          { label: '可见', value: '本单位工作人员' },
          { label: '更新', value: instantText(view.updatedAt, today) },
        ]}
        actions={
          view.deletedAt === null ? (
            <>
              <Button
                onClick={() => {
                  setRemoving(true)
                }}
              >
                删除
              </Button>
              <Button onClick={() => void navigate(`/resettlement/new?resident=${view.id}`)}>建立帮教档案</Button>
              <Button type="primary" onClick={() => void navigate(`/resident/${view.id}/edit`)}>
                修改
              </Button>
            </>
          ) : (
            <RestoreButton view={view} />
          )
        }
      />
      <RemoveDialog
        open={removing}
        view={view}
        onClose={() => {
          setRemoving(false)
        }}
      />
    </>
  )
}

function RestoreButton({ view }: { view: RecordView }) {
  const [message, setMessage] = useState<string>()
  return (
    <>
      {message !== undefined && <Notice tone="bad">{message}</Notice>}
      <Button
        type="primary"
        onClick={() => {
          api.register.restore({ register: 'resident', id: view.id }).catch((error: unknown) => {
            setMessage(messageOf(error))
          })
        }}
      >
        从回收站恢复
      </Button>
    </>
  )
}

function RemoveDialog({ open, view, onClose }: { open: boolean; view: RecordView; onClose: () => void }) {
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<string>()
  const remove = (reason: string) => {
    setBusy(true)
    api.register
      .remove({ register: 'resident', id: view.id, expectedVersion: view.version, reason })
      .then(
        () => void navigate('/resident', { state: { removed: { id: view.id, title: view.title } } }),
        (error: unknown) => {
          setMessage(messageOf(error))
        },
      )
      .finally(() => {
        setBusy(false)
      })
  }
  return (
    <ReasonDialog
      open={open}
      title={`删除“${view.title}”`}
      reasons={['重复登记', '登记错误', '户口迁出', '去世注销']}
      confirmLabel="删除"
      danger
      busy={busy}
      message={message}
      onConfirm={remove}
      onCancel={onClose}
    >
      <p className="muted">记录会移到回收站，可以恢复。它在案件、档案里的引用保留。</p>
    </ReasonDialog>
  )
}
