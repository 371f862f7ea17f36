import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { Icon } from '../icons.tsx'
import { Notice } from '../notice.tsx'

type Editing = Awaited<ReturnType<typeof api.document.edit>>

/** between two questions how far Word is */
const everyMs = 1200

interface WordEditing {
  /** the button that opens the document in Word or WPS; absent while it is open there */
  button: ReactNode
  /** how it stands, above the paper; absent while it is not open */
  notice: ReactNode
  open: boolean
}

/**
 * A document in Word or WPS: open until the person says that it is done; every save there is a version here.
 *
 * @param onSaved after each save that was taken over
 */
export function useWordEditing(paper: { template: string; recordId: string }, onSaved: () => void): WordEditing {
  const [editing, setEditing] = useState<Editing>()
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  const open = editing?.state === 'open'
  const saved = useRef({ version: 0, tell: onSaved })
  useEffect(() => {
    saved.current.tell = onSaved
  }, [onSaved])
  const take = (next: Editing) => {
    setEditing(next)
    if (next.version === saved.current.version) return
    saved.current.version = next.version
    saved.current.tell()
  }
  const run = (work: () => Promise<Editing>) => {
    setBusy(true)
    setFailure(undefined)
    work()
      .then(take, (error: unknown) => {
        setFailure(messageOf(error))
      })
      .finally(() => {
        setBusy(false)
      })
  }
  const editId = open ? editing.editId : undefined
  useEffect(() => {
    if (editId === undefined) return
    let wanted = true
    const timer = setInterval(() => {
      api.document.editState({ editId }).then(
        (next) => {
          if (wanted) take(next)
        },
        (error: unknown) => {
          if (wanted) setFailure(messageOf(error))
        },
      )
    }, everyMs)
    return () => {
      wanted = false
      clearInterval(timer)
    }
  }, [editId])
  return {
    open,
    button: open ? undefined : (
      <Button
        icon={<Icon name="document" />}
        loading={busy}
        onClick={() => {
          saved.current.version = 0
          run(() => api.document.edit(paper))
        }}
      >
        用 Word 打开
      </Button>
    ),
    notice: (
      <>
        {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
        {open && (
          <Notice
            tone="info"
            action={
              <Button
                size="small"
                loading={busy}
                onClick={() => {
                  run(() => api.document.endEdit({ editId: editing.editId, discard: editing.problem !== null }))
                }}
              >
                {editing.problem === null ? '编辑完了' : '放弃没存进来的内容'}
              </Button>
            }
          >
            “{editing.fileName}”正在 Word 中编辑。
            {editing.version === 0 ? '在 Word 中保存后存入卷宗。' : `已存入第 ${String(editing.version)} 版。`}
            编辑完请先关闭 Word，再点“编辑完了”。
          </Notice>
        )}
        {editing?.problem !== null && editing?.problem !== undefined && <Notice tone="warn">{editing.problem}</Notice>}
      </>
    ),
  }
}
