import { Button } from 'antd'
import { useState } from 'react'
import { Link, useLocation, useNavigate, useParams, useSearchParams } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { ageOn } from '../../../core/domain/day.ts'
import { isHead } from '../../../core/domain/household/relations.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { useCrumb } from '../../lib/crumb.ts'
import { messageOf } from '../../lib/errors.ts'
import { instantText } from '../../lib/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { RecordHeader, RecordPage } from '../../ui/record-page.tsx'
import { DoneNotice } from '../../ui/register/done-notice.tsx'
import type { Done } from '../../ui/register/done-notice.tsx'
import { RecordSections } from '../../ui/register/record-facts.tsx'
import { historyEvents, RecordHistory, useHistory } from '../../ui/register/record-history.tsx'
import { Tag } from '../../ui/sheet.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { useToday } from '../../ui/today.ts'
import { AddMembersDialog, MergeHouseholdDialog } from './household-joining.tsx'
import { ChangeHeadDialog, SplitDialog } from './household-steps.tsx'
import { RecordDialog } from '../../ui/register/record-dialog.tsx'
import { headOf } from './relation-rows.tsx'
import './place.css'

/** One household: its members and what can happen to them. `?do=split` opens a step. */
export function HouseholdRecord() {
  const { id = '' } = useParams<'id'>()
  const { data: view, error } = useLoaded(['record', 'household', id], () => api.register.get({ register: 'household', id }), [
    'household',
    'resident',
  ])
  useCrumb(view === undefined ? undefined : householdName(view))
  if (error !== null && view === undefined) return <Notice tone="bad">{messageOf(error)}</Notice>
  return view === undefined ? null : <Household key={view.id} view={view} />
}

const alone = '这一户只有一个人，不能分户。'
const nobodyElse = '没有别的在册成员可以当户主，先“加入成员”再变更户主。'

const householdName = ({ title, values }: RecordView): string =>
  typeof values['headName'] === 'string' ? `${values['headName']}户` : `${title || '未定户主'}（户）`

const steps = { split: SplitDialog, merge: MergeHouseholdDialog, head: ChangeHeadDialog, add: AddMembersDialog } as const
type Step = keyof typeof steps
const isStep = (name: string | null): name is Step => name !== null && Object.hasOwn(steps, name)

function Household({ view }: { view: RecordView }) {
  const today = useToday()
  const navigate = useNavigate()
  const [place, setPlace] = useSearchParams()
  const arrival = useLocation().state as { done?: Done } | null
  const [said, setSaid] = useState<Done | undefined>(arrival?.done)
  const { data, error } = useLoaded(['household-members', view.id], () => api.household.members({ id: view.id }), [
    'resident',
    'household',
  ])
  const { data: history } = useHistory('household', view.id)
  const members = data?.rows ?? []
  const mayChange = members.some(({ values }) => values['status'] === 'present' && !isHead(values['relationToHead']))
  const changes = history?.changes ?? []
  const tab = place.get('tab') ?? 'members'
  const asked = place.get('do')
  const step = isStep(asked) && data !== undefined && view.deletedAt === null ? asked : undefined
  const StepDialog = step === undefined ? undefined : steps[step]
  const go = (next: { do?: string }) => {
    setPlace({ tab, ...next }, { replace: true })
  }
  const begin = (next: Step | 'edit') => () => {
    go({ do: next })
  }
  const saved = (text: string, householdId: string) => {
    void lastChange(householdId).then((changeSetId) => {
      const done = { text, changeSetId }
      if (householdId !== view.id) return navigate(`/household/${householdId}`, { state: { done } })
      setSaid(done)
      go({})
    })
  }
  return (
    <RecordPage
      header={
        <>
          {said !== undefined && <DoneNotice done={said} onUndone={setSaid} />}
          <RecordHeader
            title={householdName(view)}
            tags={[
              { tone: 'blue', text: `${String(members.length)} 人` },
              ...(data !== undefined && members.length > 0 && headOf(members) === undefined
                ? [{ tone: 'amber' as const, text: '没有户主' }]
                : []),
              ...(view.deletedAt === null ? [] : [{ tone: 'red' as const, text: '已撤销' }]),
            ]}
            meta={[
              { label: '户编号', value: view.values['householdNo'] ?? '—' },
              { label: '村（社区）', value: <PlaceLink view={view} field="villageId" to="/village" /> },
              { label: '网格', value: <PlaceLink view={view} field="gridId" to="/grid" /> },
              { label: '住址', value: view.values['address'] ?? '—' },
              { label: '更新', value: instantText(view.updatedAt, today) },
            ]}
            actions={
              view.deletedAt === null && (
                <>
                  <Button onClick={begin('edit')}>修改户信息</Button>
                  <Button onClick={begin('merge')}>并户</Button>
                  <Button onClick={begin('split')} disabled={members.length < 2} title={members.length < 2 ? alone : undefined}>
                    分户
                  </Button>
                  <Button onClick={begin('head')} disabled={!mayChange} title={mayChange ? undefined : nobodyElse}>
                    变更户主
                  </Button>
                  <Button type="primary" onClick={begin('add')}>
                    加入成员
                  </Button>
                </>
              )
            }
          />
        </>
      }
      side={<Timeline title="经过" events={historyEvents('household', changes.slice(0, 12), today)} />}
    >
      <Tabs
        label="户"
        active={tab}
        onChange={(next) => {
          setSaid(undefined)
          setPlace({ tab: next }, { replace: true })
        }}
        tabs={[
          { id: 'members', label: '成员', count: members.length },
          { id: 'facts', label: '基本信息' },
          { id: 'history', label: '修改记录', count: changes.length },
        ]}
      >
        {tab === 'members' && error !== null && <Notice tone="bad">{messageOf(error)}</Notice>}
        {tab === 'members' && data !== undefined && (
          <Members
            household={view}
            members={members}
            onRemoved={(name) => {
              saved(`${name}已移出本户。`, view.id)
            }}
          />
        )}
        {tab === 'members' && view.deletedAt === null && members.length > 0 && !mayChange && (
          <p className="muted record-pad">{members.length < 2 ? `${alone}${nobodyElse}` : nobodyElse}</p>
        )}
        {tab === 'facts' && (
          <div className="record-pad">
            <RecordSections register="household" view={view} />
          </div>
        )}
        {tab === 'history' && <RecordHistory register="household" id={view.id} />}
      </Tabs>
      {StepDialog !== undefined && (
        <StepDialog
          household={view}
          members={members}
          onSaved={saved}
          onClose={() => {
            go({})
          }}
        />
      )}
      {asked === 'edit' && (
        <RecordDialog
          register="household"
          id={view.id}
          onClose={() => {
            go({})
          }}
          onRemoved={() => void navigate('/household')}
        />
      )}
    </RecordPage>
  )
}

function PlaceLink({ view, field, to }: { view: RecordView; field: string; to: string }) {
  const id = view.values[field]
  return typeof id === 'string' ? <Link to={`${to}/${id}`}>{view.labels[field]}</Link> : '—'
}

async function lastChange(id: string): Promise<string | undefined> {
  const { changes } = await api.register.history({ register: 'household', id })
  return changes[0]?.changeSetId
}

interface MembersProps {
  household: RecordView
  members: readonly RecordView[]
  onRemoved: (name: string) => void
}

/** The head first; those who left or died last. */
function Members({ household, members, onRemoved }: MembersProps) {
  const today = useToday()
  const [removing, setRemoving] = useState<RecordView>()
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<string>()
  if (members.length === 0) {
    return <p className="muted record-pad">还没有成员。点“加入成员”，或在居民的“住址与家庭”里选这一户。</p>
  }
  const close = () => {
    setRemoving(undefined)
    setMessage(undefined)
  }
  const remove = ({ id: memberId, title }: RecordView) => {
    setBusy(true)
    api.household
      .removeMember({ id: household.id, expectedVersion: household.version, memberId })
      .then(
        () => {
          close()
          onRemoved(title)
        },
        (error: unknown) => {
          setMessage(messageOf(error))
        },
      )
      .finally(() => {
        setBusy(false)
      })
  }
  return (
    <>
      <PlainTable
        label="成员"
        rows={members}
        keyOf={({ id }) => id}
        columns={[
          { label: '姓名', kind: 'short', cell: ({ id, title }) => <Link to={`/resident/${id}`}>{title}</Link> },
          {
            label: '与户主关系',
            kind: 'short',
            cell: ({ values, labels }) =>
              isHead(values['relationToHead']) ? <Tag tone="blue">户主</Tag> : (labels['relationToHead'] ?? '—'),
          },
          {
            label: '年龄',
            kind: 'short',
            cell: ({ values: { birthOn, status } }) =>
              typeof birthOn === 'string' && status !== 'deceased' ? `${String(ageOn(birthOn, today))} 岁` : '—',
          },
          { label: '性别', kind: 'short', cell: ({ labels }) => labels['sex'] ?? '—' },
          { label: '类型', kind: 'short', cell: ({ labels }) => labels['personType'] ?? '—' },
          { label: '状态', cell: (member) => <MemberStatus member={member} /> },
          {
            label: '办理',
            kind: 'short',
            cell: (member) =>
              household.deletedAt === null && (
                <button
                  type="button"
                  className="link"
                  aria-label={`移出${member.title}`}
                  onClick={() => {
                    setRemoving(member)
                  }}
                >
                  移出
                </button>
              ),
          },
        ]}
      />
      <ReasonDialog
        open={removing !== undefined}
        title={`把“${removing?.title ?? ''}”移出本户`}
        needsReason={false}
        confirmLabel="移出本户"
        busy={busy}
        message={message}
        onConfirm={() => {
          if (removing !== undefined) remove(removing)
        }}
        onCancel={close}
      >
        <p className="muted">
          移出后此人没有所在户，与户主关系清空，其他内容不变。要另立一户，用“分户”；迁出、去世，在此人的记录里“登记变动”。
        </p>
      </ReasonDialog>
    </>
  )
}

function MemberStatus({ member: { values, labels } }: { member: RecordView }) {
  const { status, statusOn } = values
  if (status === 'present') return labels['status'] ?? '在册'
  return (
    <Tag tone={status === 'movedOut' ? 'amber' : 'grey'}>
      {labels['status']} {typeof statusOn === 'string' ? statusOn : ''}
    </Tag>
  )
}
