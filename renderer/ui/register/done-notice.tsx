import { Button } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Notice } from '../notice.tsx'
import { UndoDialog } from './undo-dialog.tsx'

/** What was just done, in words; with its change set it can be taken back. */
export interface Done {
  text: ReactNode
  changeSetId?: string | undefined
}

/** Says what was done and offers to take it back. */
export function DoneNotice({ done, onUndone }: { done: Done; onUndone: (done: Done) => void }) {
  const [asking, setAsking] = useState(false)
  const { text, changeSetId } = done
  return (
    <>
      <Notice
        tone="good"
        action={
          changeSetId !== undefined && (
            <Button
              size="small"
              onClick={() => {
                setAsking(true)
              }}
            >
              撤销
            </Button>
          )
        }
      >
        {text}
      </Notice>
      {changeSetId !== undefined && (
        <UndoDialog
          changeSetId={changeSetId}
          open={asking}
          onClose={() => {
            setAsking(false)
          }}
          onUndone={(words) => {
            setAsking(false)
            onUndone({ text: words })
          }}
        />
      )}
    </>
  )
}
