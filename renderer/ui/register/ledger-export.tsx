import { Button, Checkbox, Input, Radio } from 'antd'
import { useId, useState } from 'react'
import type { Chosen, ExportResult } from '../../../core/contract/register.ts'
import { fieldOf } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api, saveFile } from '../../lib/api.ts'
import { countText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { useJob } from '../../lib/use-job.ts'
import { Dialog } from '../dialog.tsx'
import { Notice } from '../notice.tsx'
import { JobProgress } from '../wizard.tsx'
import { labelOf } from './ledger-copy.ts'
import '../ask.css'

const usualReasons = ['核对台账', '上级检查', '入户走访', '会议材料', '留存备份']

interface ExportDialogProps {
  chosen: Chosen
  /** records that are chosen */
  total: number
  /** in order */
  columns: readonly string[]
  onClose: () => void
}

/** 导出 Excel: what goes out, why, and whether in full; then the file and its serial number. */
export function ExportDialog(props: ExportDialogProps) {
  return (
    <Dialog open title="导出 Excel" onClose={props.onClose}>
      <ExportForm {...props} />
    </Dialog>
  )
}

interface Order {
  reason: string
  full: boolean
}

function ExportForm({ chosen, total, columns, onClose }: ExportDialogProps) {
  const { register } = chosen.query
  const { counter } = registers[register]
  const { account } = useSession()
  const id = useId()
  const [usual, setUsual] = useState<string>()
  const [own, setOwn] = useState('')
  const [full, setFull] = useState(false)
  const [asked, setAsked] = useState(false)
  const reason = own.trim() === '' ? (usual ?? '') : own.trim()
  const job = useJob<Order, ExportResult>(
    (order) => api.register.exportRows({ chosen, columns: [...columns], ...order }),
    ({ fileRef, name }) => void saveFile(fileRef, name).catch(() => undefined),
  )
  const masked = columns.filter((name) => fieldOf(registers[register], name).meta.mask !== undefined)
  const scope = chosen.selection.all ? (chosen.selection.except.length === 0 ? '全部命中' : '选中') : '选中'

  if (job.result !== undefined) {
    const { rows, serial, name, fileRef } = job.result
    return (
      <div className="ask">
        <Notice tone="good">
          已导出 {countText(rows)} {counter}，编号 {serial}。
          {rows < total && `有 ${countText(total - rows)} ${counter}已不在册，没有导出。`}
        </Notice>
        <p className="muted">文件 {name} 已交给保存窗口。表内有水印行和编号，这次导出已记入操作日志；用完请妥善保管或删除。</p>
        <div className="actions">
          <Button className="push" onClick={() => void saveFile(fileRef, name).catch(() => undefined)}>
            再存一份
          </Button>
          <Button type="primary" onClick={onClose}>
            关闭
          </Button>
        </div>
      </div>
    )
  }
  const run = () => {
    setAsked(true)
    if (reason.length >= 2 && !job.running) job.run({ reason, full })
  }
  return (
    <div className="ask">
      <p>
        {scope} <b>{countText(total)}</b> {counter}，{countText(columns.length)} 列，顺序和页面上一样：
        <span className="muted">{columns.map((name) => labelOf(register, name)).join('、')}</span>
      </p>
      <Radio.Group
        aria-label="常用理由"
        value={usual ?? null}
        disabled={job.running}
        options={usualReasons.map((each) => ({ value: each, label: each }))}
        onChange={({ target }: { target: { value?: unknown } }) => {
          setUsual(typeof target.value === 'string' ? target.value : undefined)
        }}
      />
      <div>
        <label className="field-label" htmlFor={id}>
          其他用途
        </label>
        <Input
          id={id}
          value={own}
          maxLength={200}
          disabled={job.running}
          aria-invalid={asked && reason.length < 2}
          onChange={({ target }) => {
            setOwn(target.value)
          }}
        />
        <div className="field-note field-error" role="alert">
          {asked && reason.length < 2 ? '请写明用途，用途会写进文件和操作日志。' : null}
        </div>
      </div>
      {masked.length > 0 &&
        (account.role === 'admin' ? (
          <Checkbox
            checked={full}
            disabled={job.running}
            onChange={({ target }) => {
              setFull(target.checked)
            }}
          >
            含完整证件号码和电话
          </Checkbox>
        ) : (
          <p className="muted note">
            {masked.map((name) => labelOf(register, name)).join('、')}按页面上的样子遮盖；要完整号码请管理员导出。
          </p>
        ))}
      {job.failure !== undefined && <Notice tone="bad">{job.failure}</Notice>}
      {job.running && (
        <JobProgress
          phase={job.view?.phase ?? '正在准备'}
          done={job.view?.done ?? 0}
          total={job.view?.total ?? undefined}
          unit="行"
          onCancel={job.cancel}
          cancelling={job.cancelling}
        />
      )}
      <div className="actions">
        <Button className="push" onClick={onClose} disabled={job.running}>
          取消
        </Button>
        <Button type="primary" loading={job.running} onClick={run}>
          导出
        </Button>
      </div>
    </div>
  )
}
