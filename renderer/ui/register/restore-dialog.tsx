import { Button } from 'antd'
import type { RegisterName } from '../../../core/domain/field.ts'
import { api } from '../../lib/api.ts'
import { Dialog } from '../dialog.tsx'
import { useSaving } from '../form-dialog.tsx'
import { Notice } from '../notice.tsx'
import { PlainTable } from '../plain-table.tsx'
import './change-dialogs.css'

export interface RestoreLine {
  field: string
  label: string
  now: string
  then: string
}

interface RestoreDialogProps {
  register: RegisterName
  id: string
  /** the version that comes back, and the one the record has */
  version: number
  current: number
  /** when that version was made, in words */
  when: string
  lines: readonly RestoreLine[]
  onClose: () => void
  onRestored: (text: string) => void
}

/** Shows what going back to an earlier version would change, then does it as a new version. */
export function RestoreDialog({ register, id, version, current, when, lines, onClose, onRestored }: RestoreDialogProps) {
  const restoring = useSaving(
    undefined,
    () => api.register.restoreVersion({ register, id, version, expectedVersion: current }),
    () => {
      onRestored(`已恢复到 ${when} 的内容。`)
    },
  )
  return (
    <Dialog open title={`恢复到 ${when} 的内容`} className="change-dialog" onClose={onClose}>
      <div className="change-body" role="region" aria-label="将恢复的内容" tabIndex={0}>
        {restoring.message !== undefined && <Notice tone="bad">{restoring.message}</Notice>}
        {lines.length === 0 ? (
          <p>现在的内容与那时一样，没有要恢复的。</p>
        ) : (
          <>
            <p className="muted">下面各项将改回那时的内容，作为一次新的修改保存；以后的修改记录都在，也可以撤销。</p>
            <PlainTable
              label="将恢复的内容"
              rows={lines}
              keyOf={({ field }) => field}
              columns={[
                { label: '项目', kind: 'short', cell: ({ label }) => label },
                { label: '现在', cell: ({ now }) => <span className="change-was">{now || '（空白）'}</span> },
                { label: '恢复为', cell: ({ then }) => then || '（空白）' },
              ]}
            />
          </>
        )}
      </div>
      <div className="change-bar">
        <span className="push actions">
          <Button onClick={onClose}>{lines.length === 0 ? '关闭' : '取消'}</Button>
          {lines.length > 0 && (
            <Button type="primary" autoFocus loading={restoring.busy} onClick={restoring.run}>
              恢复
            </Button>
          )}
        </span>
      </div>
    </Dialog>
  )
}
