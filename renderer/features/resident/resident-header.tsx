import { Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { ageOn } from '../../../core/domain/day.ts'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { instantText } from '../../lib/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { RecordHeader } from '../../ui/record-page.tsx'
import type { Tone } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import { statusTag } from './resident-tags.tsx'

interface ResidentHeaderProps {
  view: RecordView
  onEvent: () => void
  onMerge: () => void
}

/** Who this is, how they stand on the register, what can be done. */
export function ResidentHeader({ view, onEvent, onMerge }: ResidentHeaderProps) {
  const today = useToday()
  const navigate = useNavigate()
  const [removing, setRemoving] = useState(false)
  const { values, labels } = view
  const { birthOn, householdId } = values
  const tags: { tone: Tone; text: string }[] = [
    statusTag(view),
    ...(labels['personType'] === undefined ? [] : [{ tone: 'grey' as const, text: labels['personType'] }]),
    ...(labels['relationToHead'] === undefined ? [] : [{ tone: 'grey' as const, text: labels['relationToHead'] }]),
    ...(values['idNumber'] === null && values['otherIdNo'] === null ? [{ tone: 'amber' as const, text: '缺证号' }] : []),
    ...(view.deletedAt === null ? [] : [{ tone: 'red' as const, text: '已删除' }]),
  ]
  const place = [labels['villageId'], values['groupName'], values['residenceAddress']].filter(
    (one) => typeof one === 'string' && one !== '',
  )
  const age = typeof birthOn === 'string' && values['status'] !== 'deceased' ? `${String(ageOn(birthOn, today))} 岁` : ''
  return (
    <>
      <RecordHeader
        title={view.title}
        tags={tags}
        meta={[
          { label: '', value: [labels['sex'], age].filter(Boolean).join(' ') || '—' },
          { label: '出生', value: typeof birthOn === 'string' ? birthOn : '—' },
          { label: '住址', value: place.join(' ') || '—' },
          ...(typeof householdId === 'string'
            ? [{ label: '户', value: <Link to={`/household/${householdId}`}>{labels['householdId'] ?? '打开'}</Link> }]
            : []),
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
              <Button onClick={onMerge}>合并</Button>
              <Button onClick={() => void navigate(`/resettlement/new?resident=${view.id}`)}>建立帮教档案</Button>
              <Button onClick={onEvent}>登记变动</Button>
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
      reasons={['重复登记', '登记错误']}
      confirmLabel="删除"
      danger
      busy={busy}
      message={message}
      onConfirm={remove}
      onCancel={onClose}
    >
      <p className="muted">
        记录会移到回收站，可以恢复；它在案件、档案里的引用保留。迁出、去世不必删除，用“登记变动”；同一人两条，用“合并”。
      </p>
    </ReasonDialog>
  )
}
