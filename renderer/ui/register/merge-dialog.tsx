import { Button } from 'antd'
import { useState } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import { fieldOf } from '../../../core/domain/field.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { countText } from '../../lib/format.ts'
import { Dialog } from '../dialog.tsx'
import { useSaving } from '../form-dialog.tsx'
import { Notice } from '../notice.tsx'
import { PlainTable } from '../plain-table.tsx'
import { Tag } from '../sheet.tsx'
import { recordDetail } from './record-detail.ts'
import './change-dialogs.css'

export interface MergeDialogProps {
  register: RegisterName
  /** the first is offered to be kept */
  ids: readonly [string, string]
  open: boolean
  onClose: () => void
  /** what was done, in words, and the change set to be taken back */
  onMerged: (text: string, changeSetId: string) => void
}

/** Two records that are one: which stays, what of the other it takes, and what will point to it. */
export function MergeDialog({ open, ...props }: MergeDialogProps) {
  return (
    <Dialog
      open={open}
      title={`合并两条${registers[props.register].label}记录`}
      className="change-dialog"
      onClose={props.onClose}
    >
      <MergeSides {...props} />
    </Dialog>
  )
}

function MergeSides({ register, ids, onClose, onMerged }: Omit<MergeDialogProps, 'open'>) {
  const [swapped, setSwapped] = useState(false)
  const [keepId, dropId] = swapped ? [ids[1], ids[0]] : ids
  const [picks, setPicks] = useState<Readonly<Record<string, boolean>>>({})
  const { data, error } = useLoaded(
    ['register', register, 'merge', keepId, dropId],
    () => api.register.mergePreview({ register, keepId, dropId }),
    [register],
  )
  // what only the other one knows is taken unless a person says no
  // a temporary number has served its time once there is a real one
  const numbered = [data?.keep, data?.drop].some((view) => (view?.values['idNumber'] ?? null) !== null)
  const takes = ({ field, keep, drop }: { field: string; keep: string; drop: string }) =>
    picks[field] ?? (keep === '' || (field === 'temporaryNo' && drop === '' && numbered))
  const take = (data?.fields ?? []).filter(takes).map(({ field }) => field)
  const merging = useSaving(
    take,
    async () => {
      if (data === undefined) throw new Error('nothing to merge yet')
      const versions = { keepVersion: data.keep.version, dropVersion: data.drop.version }
      return api.register.merge({ register, keepId, dropId, ...versions, take })
    },
    ({ relinked, changeSetId }) => {
      const moved = relinked > 0 ? `，${countText(relinked)} 条相关记录已改指向它` : ''
      onMerged(`已并为一条：“${data?.keep.title ?? ''}”${moved}。`, changeSetId)
    },
  )
  if (data === undefined) {
    return <div className="change-body">{error === null ? '正在比对…' : <Notice tone="bad">{messageOf(error)}</Notice>}</div>
  }
  const { keep, drop, links, refused } = data
  const unlike = ({ keep: here, drop: there }: { keep: string; drop: string }) => here !== '' && there !== ''
  // what a person has to decide comes first
  const fields = [...data.fields.filter(unlike), ...data.fields.filter((one) => !unlike(one))]
  const toDecide = data.fields.filter(unlike).length
  const choice = (name: string, label: string, text: string, taken: boolean, dropped: boolean) => (
    <label className={taken ? 'merge-choice' : 'merge-choice merge-choice-off'}>
      <input
        type="radio"
        name={`merge-${name}`}
        aria-label={`${label}用${dropped ? '并入' : '保留'}的：${text || '空白'}`}
        checked={taken}
        onChange={() => {
          merging.forget()
          setPicks({ ...picks, [name]: dropped })
        }}
      />
      <span>{text || '（空白）'}</span>
    </label>
  )
  return (
    <>
      <div className="change-body">
        {refused !== null && <Notice tone="bad">{refused}</Notice>}
        {refused === null && fields.some((one) => namesOne(register, one)) && (
          <Notice tone="warn">两条记录的证件号码不同，多半不是同一个。请核对证件后再合并。</Notice>
        )}
        {merging.message !== undefined && <Notice tone="bad">{merging.message}</Notice>}
        <p className="muted">
          合并后只留一条记录。另一条连同它的内容移入回收站，指向它的记录都改指向保留的这一条；整个合并可以一步撤销，恢复原样。
        </p>
        {toDecide > 0 && (
          <p>
            <b>{toDecide} 项两边不同，排在最前，请选用哪一边。</b>其余的只有一边填了，已选填了的那一边。
            {numbered && data.fields.some(({ field }) => field === 'temporaryNo') && '有了身份证号，临时编号不再保留。'}
          </p>
        )}
        <PlainTable
          label="两条记录的比对"
          rows={[{ field: '', label: '记录', keep: '', drop: '' }, ...fields]}
          keyOf={({ field }) => field}
          columns={[
            {
              label: '项目',
              kind: 'short',
              cell: (row) => (
                <span className="merge-field">
                  {row.label}
                  {unlike(row) && <Tag tone="amber">两边不同</Tag>}
                </span>
              ),
            },
            {
              label: '保留这一条',
              cell: (row) =>
                row.field === '' ? (
                  <Side register={register} view={keep} />
                ) : (
                  choice(row.field, row.label, row.keep, !takes(row), false)
                ),
            },
            {
              label: '并入后移入回收站',
              cell: (row) =>
                row.field === '' ? (
                  <Side register={register} view={drop} />
                ) : (
                  choice(row.field, row.label, row.drop, takes(row), true)
                ),
            },
          ]}
        />
        {fields.length === 0 && <p className="muted">两条记录的内容完全一样。</p>}
        <p>
          {links.length === 0
            ? '移入回收站的这一条没有案件、走访等关联。'
            : `将改指向“${keep.title}”的：${links.map(({ label, total }) => `${label} ${countText(total)} 条`).join('、')}。`}
        </p>
      </div>
      <div className="change-bar">
        <Button
          onClick={() => {
            merging.forget()
            setPicks({})
            setSwapped(!swapped)
          }}
        >
          左右对调
        </Button>
        <span className="push actions">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" disabled={refused !== null} loading={merging.busy} onClick={merging.run}>
            合并
          </Button>
        </span>
      </div>
    </>
  )
}

/** Both have a number of their own, and not the same. */
const namesOne = (register: RegisterName, { field, keep, drop }: { field: string; keep: string; drop: string }): boolean =>
  fieldOf(registers[register], field).meta.mask === 'idNumber' && keep !== '' && drop !== ''

function Side({ register, view }: { register: RegisterName; view: RecordView }) {
  return (
    <span className="merge-side">
      <b>{view.title}</b>
      <span className="muted note">{recordDetail(register, view)}</span>
    </span>
  )
}
