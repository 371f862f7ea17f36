import { useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown, Input, Radio } from 'antd'
import { useId, useState } from 'react'
import type { SavedView, ViewDefinition } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { useSession } from '../../lib/session.tsx'
import { Dialog } from '../dialog.tsx'
import { Icon } from '../icons.tsx'
import { isComposing } from '../keyboard.ts'
import { Notice } from '../notice.tsx'
import { ReasonDialog } from '../reason-dialog.tsx'

const viewsKey = (register: RegisterName) => ['ledgerViews', register]

export const useSavedViews = (register: RegisterName) =>
  useLoaded(viewsKey(register), async () => (await api.register.views({ register })).views)

interface ViewMenuProps {
  register: RegisterName
  /** the saved view that is shown, if it is one */
  active: SavedView | undefined
  /** what would be saved */
  definition: () => ViewDefinition
  /** the active view as saved is not what is shown any more */
  changed: boolean
  onSaved: (view: SavedView) => void
  onRemoved: () => void
  /** back to the view as it was saved */
  onRevert: () => void
  onFailed: (message: string) => void
}

type Asking = 'new' | 'rename' | 'remove'

/** 保存视图: what is shown now under a name; a saved one can be overwritten, renamed and deleted. */
export function ViewMenu(props: ViewMenuProps) {
  const { register, active, definition, changed } = props
  const { account } = useSession()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<Asking>()
  const [busy, setBusy] = useState(false)
  const mayChange = active !== undefined && (active.owner === 'mine' || account.role === 'admin')
  const close = () => {
    setAsking(undefined)
  }
  const refresh = () => queries.invalidateQueries({ queryKey: viewsKey(register) })
  const save = async (name: string, owner: SavedView['owner'], id?: string, as?: ViewDefinition) => {
    const view = await api.register.saveView({
      register,
      name,
      owner,
      definition: as ?? definition(),
      ...(id !== undefined && { id }),
    })
    await refresh()
    close()
    props.onSaved(view)
  }
  const attempt = (work: Promise<unknown>) => {
    setBusy(true)
    work
      .catch((error: unknown) => {
        close()
        props.onFailed(messageOf(error))
      })
      .finally(() => {
        setBusy(false)
      })
  }
  const items = [
    ...(mayChange && changed
      ? [
          {
            key: 'overwrite',
            label: `用现在的条件覆盖“${active.name}”`,
            onClick: () => {
              attempt(save(active.name, active.owner, active.id))
            },
          },
        ]
      : []),
    ...(changed ? [{ key: 'revert', label: '恢复成保存时的样子', onClick: props.onRevert }] : []),
    {
      key: 'new',
      label: active === undefined ? '保存为视图…' : '另存为新视图…',
      onClick: () => {
        setAsking('new')
      },
    },
    ...(mayChange
      ? [
          {
            key: 'rename',
            label: '改名…',
            onClick: () => {
              setAsking('rename')
            },
          },
          {
            key: 'remove',
            label: '删除这个视图…',
            danger: true,
            onClick: () => {
              setAsking('remove')
            },
          },
        ]
      : []),
  ]
  return (
    <>
      {active === undefined ? (
        <button
          type="button"
          className="view"
          onClick={() => {
            setAsking('new')
          }}
        >
          ＋ 保存视图
        </button>
      ) : (
        <Dropdown trigger={['click']} autoFocus menu={{ items }}>
          <button type="button" className="view" disabled={busy}>
            {changed ? '已修改' : '视图'}
            <Icon name="down" />
          </button>
        </Dropdown>
      )}
      {(asking === 'new' || asking === 'rename') && (
        <NameDialog
          title={asking === 'new' ? '保存视图' : '视图改名'}
          name={asking === 'rename' ? (active?.name ?? '') : ''}
          owner={asking === 'rename' ? (active?.owner ?? 'mine') : 'mine'}
          mayOffice={account.role === 'admin'}
          save={(name, owner) => (asking === 'new' ? save(name, owner) : save(name, owner, active?.id, active?.definition))}
          onClose={close}
        />
      )}
      <ReasonDialog
        open={asking === 'remove' && active !== undefined}
        title={`删除视图“${active?.name ?? ''}”`}
        needsReason={false}
        confirmLabel="删除"
        danger
        busy={busy}
        onConfirm={() => {
          if (active === undefined) return
          const remove = async () => {
            await api.register.removeView({ id: active.id })
            await refresh()
            close()
            props.onRemoved()
          }
          attempt(remove())
        }}
        onCancel={close}
      >
        <p>删除的只是这个视图，台账里的记录不动。{active?.owner === 'office' && '这是本单位共用的视图，其他人也看不到了。'}</p>
      </ReasonDialog>
    </>
  )
}

interface NameDialogProps {
  title: string
  name: string
  owner: SavedView['owner']
  mayOffice: boolean
  save: (name: string, owner: SavedView['owner']) => Promise<unknown>
  onClose: () => void
}

function NameDialog({ title, mayOffice, save, onClose, ...initial }: NameDialogProps) {
  const id = useId()
  const [name, setName] = useState(initial.name)
  const [owner, setOwner] = useState(initial.owner)
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<string>()
  const run = () => {
    if (name.trim() === '') {
      setMessage('请写上视图的名称')
      return
    }
    setBusy(true)
    save(name.trim(), owner)
      .catch((error: unknown) => {
        setMessage(messageOf(error))
      })
      .finally(() => {
        setBusy(false)
      })
  }
  return (
    <Dialog open title={title} onClose={onClose}>
      <div className="ask">
        <div>
          <label className="field-label" htmlFor={id}>
            名称
          </label>
          <Input
            id={id}
            autoFocus
            maxLength={30}
            placeholder="如：石榴村流动人口"
            value={name}
            onChange={({ target }) => {
              setName(target.value)
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !isComposing(event)) run()
            }}
          />
        </div>
        <Radio.Group
          aria-label="谁能看到"
          value={owner}
          options={[
            { value: 'mine', label: '只有我' },
            { value: 'office', label: '本单位所有人', disabled: !mayOffice },
          ]}
          onChange={({ target }: { target: { value?: unknown } }) => {
            setOwner(target.value === 'office' ? 'office' : 'mine')
          }}
        />
        <p className="muted note">
          视图保存搜索、筛选、排序、列和分组，不保存记录本身。{!mayOffice && '共用的视图由管理员保存。'}
        </p>
        {message !== undefined && <Notice tone="bad">{message}</Notice>}
        <div className="actions">
          <Button className="push" onClick={onClose}>
            取消
          </Button>
          <Button type="primary" loading={busy} onClick={run}>
            保存
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
