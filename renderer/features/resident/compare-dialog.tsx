import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { RecordView } from '../../../core/contract/register.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { Dialog } from '../../ui/dialog.tsx'
import type { Values } from '../../ui/form/values.ts'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/sheet.tsx'
import { blankValues } from '../../ui/register/form-values.ts'
import { carriedValues, comparedLines } from './comparing.ts'
import type { ComparedLine } from './comparing.ts'
import { StatusTag } from './resident-tags.tsx'
import './resident.css'

interface CompareDialogProps {
  /** as they stand in the form */
  values: Values
  candidateId: string
  /** the record whose form this is; absent for a new one */
  recordId: string | undefined
  onClose: () => void
  /** what was typed has gone over to the other record: the form's draft can go */
  onCarried: () => Promise<void>
}

/** 对照: what is being typed against a record of the ledger, line by line, and what to do when both are one person. */
export function CompareDialog({ candidateId, onClose, ...props }: CompareDialogProps) {
  const { data: candidate, error } = useLoaded(
    ['record', 'resident', candidateId],
    () => api.register.get({ register: 'resident', id: candidateId }),
    ['resident'],
  )
  return (
    <Dialog open title="对照：是不是同一个人" className="compare-dialog" onClose={onClose}>
      {error !== null && candidate === undefined && <Notice tone="bad">{messageOf(error)}</Notice>}
      {candidate !== undefined && <Compared candidate={candidate} onClose={onClose} {...props} />}
    </Dialog>
  )
}

const marks: Record<ComparedLine['state'], { tone: 'grey' | 'amber' | 'green'; text: string }> = {
  same: { tone: 'grey', text: '相同' },
  different: { tone: 'amber', text: '不同' },
  added: { tone: 'green', text: '新填' },
  missing: { tone: 'grey', text: '未填' },
}

function Compared({
  values,
  candidate,
  recordId,
  onClose,
  onCarried,
}: Omit<CompareDialogProps, 'candidateId'> & { candidate: RecordView }) {
  const navigate = useNavigate()
  const [message, setMessage] = useState<string>()
  const [busy, setBusy] = useState(false)
  const lines = comparedLines(values, candidate, recordId === undefined ? blankValues('resident') : {})
  const different = lines.filter(({ state }) => state === 'different').length
  const gone = candidate.values['status'] === 'movedOut'

  const carry = () => {
    setBusy(true)
    const payload = { version: candidate.version, values: carriedValues(values, candidate) }
    api.draft
      .save({ form: `resident/${candidate.id}`, payload })
      .then(onCarried)
      .then(
        () => void navigate(`/resident/${candidate.id}/edit`, { state: { carried: true } }),
        (error: unknown) => {
          setMessage(messageOf(error))
          setBusy(false)
        },
      )
  }
  return (
    <>
      <p className="compare-who">
        <b>{candidate.title}</b>
        <StatusTag view={candidate} />
        <span className="muted note">
          {different === 0 ? '填写的内容与台账没有矛盾' : `有 ${String(different)} 项不同，已标出`}；号码和电话遮盖后比较
        </span>
      </p>
      {message !== undefined && <Notice tone="bad">{message}</Notice>}
      <div className="compare-table">
        <PlainTable
          label="对照"
          rows={lines}
          keyOf={({ field }) => field}
          marked={({ state }) => state === 'different'}
          columns={[
            { label: '项目', kind: 'short', cell: ({ label }) => label },
            { label: '正在填写', cell: ({ typed }) => typed || '—' },
            { label: '台账已有', cell: ({ known }) => known || '—' },
            { label: '比较', kind: 'short', cell: ({ state }) => <Tag tone={marks[state].tone}>{marks[state].text}</Tag> },
          ]}
        />
      </div>
      <div className="actions compare-foot">
        <Button className="push" onClick={onClose}>
          不是同一人
        </Button>
        {recordId === undefined ? (
          <Button type={gone ? 'default' : 'primary'} loading={busy} onClick={carry}>
            就是此人，去修改原记录
          </Button>
        ) : (
          <Button type="primary" onClick={() => void navigate(`/resident/${recordId}?do=merge&with=${candidate.id}`)}>
            就是此人，合并两条记录
          </Button>
        )}
        {gone && recordId === undefined && (
          <Button type="primary" onClick={() => void navigate(`/resident/${candidate.id}?do=event&kind=returned`)}>
            就是此人，办理返回
          </Button>
        )}
      </div>
    </>
  )
}
