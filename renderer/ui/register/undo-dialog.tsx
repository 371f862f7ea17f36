import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { UndoObstacle } from '../../../core/contract/register.ts'
import { registers } from '../../../core/domain/registers.ts'
import { isRegisterName } from '../../../core/domain/registers.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { countText, instantText } from '../../lib/format.ts'
import { Dialog } from '../dialog.tsx'
import { useSaving } from '../form-dialog.tsx'
import { Notice } from '../notice.tsx'
import { PlainTable } from '../plain-table.tsx'
import { useToday } from '../today.ts'
import './change-dialogs.css'

export interface UndoDialogProps {
  changeSetId: string
  open: boolean
  onClose: () => void
  /** what was taken back, in words */
  onUndone: (text: string) => void
}

/** Takes one operation back; what stands against it is shown first, and edited records are taken back only where a person ticks them. */
export function UndoDialog({ open, ...props }: UndoDialogProps) {
  return (
    <Dialog open={open} title="撤销这次操作" className="change-dialog" onClose={props.onClose}>
      <UndoSteps {...props} />
    </Dialog>
  )
}

/** 居民 1,952 人、户 3 户 */
export const recordCounts = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) =>
      isRegisterName(name) ? `${registers[name].label} ${countText(count)} ${registers[name].counter}` : countText(count),
    )
    .join('、')

function UndoSteps({ changeSetId, onClose, onUndone }: Omit<UndoDialogProps, 'open'>) {
  const today = useToday()
  const [also, setAlso] = useState<readonly string[]>([])
  const { data, error } = useLoaded(['undo', changeSetId], () => api.register.undoPreview({ changeSetId }))
  const undoing = useSaving(
    also,
    (alsoEdited) => api.register.undo({ changeSetId, alsoEdited: [...alsoEdited] }),
    ({ undone, kept }) => {
      onUndone(`已撤销 ${countText(undone)} 条${kept.length > 0 ? `，${countText(kept.length)} 条没有撤销，保持现状` : ''}。`)
    },
  )
  if (data === undefined) {
    return <div className="change-body">{error === null ? '正在核对…' : <Notice tone="bad">{messageOf(error)}</Notice>}</div>
  }
  const { set, whole, records, obstacles, obstacleTotal } = data
  const edited = obstacles.filter(({ reason }) => reason === 'edited')
  const used = obstacles.filter(({ reason }) => reason === 'used')
  const ruled = obstacles.filter(({ reason }) => reason === 'rule')
  const possible = set.undoable && !set.undone
  // a step that goes back whole waits until all that was edited is chosen, and for ever where something else stands against it
  const ready = ruled.length === 0 && (!whole || (used.length === 0 && edited.every(({ id }) => also.includes(id))))
  return (
    <>
      <div className="change-body" role="region" aria-label="撤销的内容" tabIndex={0}>
        {set.undone && <Notice tone="info">这次操作已经撤销过了。</Notice>}
        {!set.undone && !set.undoable && <Notice tone="info">这一步不能整体撤销，请在办理页面上处理。</Notice>}
        {undoing.message !== undefined && <Notice tone="bad">{undoing.message}</Notice>}
        <p>
          <b>{set.label}</b>
          <span className="muted">
            {' '}
            {instantText(set.at, today)} · {set.actor} · {recordCounts(set.counts)}
          </span>
        </p>
        {possible && obstacleTotal === 0 && <p>此后这些记录没有人改过，可以全部撤销，恢复到这次操作以前的样子。</p>}
        {possible && obstacleTotal > 0 && whole && <p>这一步只能整体撤销：后来改过的要逐条勾选同意，别处还要用的要先处理。</p>}
        {possible && obstacleTotal > 0 && !whole && (
          <p>
            {countText(records)} 条记录中，{countText(Math.max(0, records - obstacleTotal))} 条直接撤销，
            {countText(obstacleTotal)} 条需要留意
            {obstacleTotal > obstacles.length ? `（下面列出前 ${countText(obstacles.length)} 条）` : ''}。
          </p>
        )}
        {edited.length > 0 && (
          <>
            <h2>此后又改过的</h2>
            <p className="muted note">
              {whole ? '' : '不打勾的保持现状。'}打勾的只撤回这次操作改的内容，后来改的其他内容保留；这次新登记的则删除。
            </p>
            <Obstacles
              label="此后又改过的"
              rows={edited}
              choice={{
                chosen: also,
                choose: (ids) => {
                  undoing.forget()
                  setAlso(ids)
                },
              }}
            />
          </>
        )}
        {used.length > 0 && (
          <>
            <h2>别的记录还要用的</h2>
            <p className="muted note">{whole ? '请先改到别处，再撤销。' : '保持现状，不撤销。'}</p>
            <Obstacles label="别的记录还要用的" rows={used} />
          </>
        )}
        {ruled.length > 0 && (
          <>
            <h2>撤销后不合规则的</h2>
            <p className="muted note">请先改正，再撤销。</p>
            <Obstacles label="撤销后不合规则的" rows={ruled} />
          </>
        )}
      </div>
      <div className="change-bar">
        <span className="muted note">撤销本身也记入操作记录和修改记录。</span>
        <span className="push actions">
          <Button onClick={onClose}>{possible ? '取消' : '关闭'}</Button>
          {possible && (
            <Button type="primary" autoFocus disabled={!ready} loading={undoing.busy} onClick={undoing.run}>
              撤销
            </Button>
          )}
        </span>
      </div>
    </>
  )
}

interface Choice {
  chosen: readonly string[]
  choose: (ids: readonly string[]) => void
}

function Obstacles({ label, rows, choice }: { label: string; rows: readonly UndoObstacle[]; choice?: Choice }) {
  const mark = choice && {
    label: '也撤销',
    kind: 'short' as const,
    cell: ({ id, title }: UndoObstacle) => (
      <Checkbox
        aria-label={`也撤销 ${title}`}
        checked={choice.chosen.includes(id)}
        onChange={({ target }) => {
          choice.choose(target.checked ? [...choice.chosen, id] : choice.chosen.filter((one) => one !== id))
        }}
      />
    ),
  }
  return (
    <>
      {choice && rows.length > 1 && (
        <div className="undo-choice">
          <Button
            size="small"
            onClick={() => {
              choice.choose(rows.map(({ id }) => id))
            }}
          >
            全选
          </Button>
          <Button
            size="small"
            onClick={() => {
              choice.choose([])
            }}
          >
            全不选
          </Button>
          <span className="muted">
            已选 {countText(choice.chosen.length)} / {countText(rows.length)}
          </span>
        </div>
      )}
      <PlainTable
        label={label}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          ...(mark ? [mark] : []),
          { label: '台账', kind: 'short' as const, cell: ({ register }: UndoObstacle) => registers[register].label },
          { label: '记录', kind: 'short' as const, cell: ({ title }: UndoObstacle) => title },
          { label: '情况', cell: ({ words }: UndoObstacle) => words },
        ]}
      />
    </>
  )
}
