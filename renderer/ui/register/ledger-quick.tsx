import type { ReactNode } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { QuickLook } from '../ledger-page.tsx'
import { recordFacts } from './record-facts.tsx'

export type QuickLookOf = (view: RecordView) => { tags?: ReactNode; facts?: readonly string[]; foot?: ReactNode }

interface LedgerQuickProps {
  register: RegisterName
  view: RecordView
  shown: readonly string[]
  quickLook?: QuickLookOf | undefined
  onOpen: (view: RecordView) => void
}

/** The side panel for one record: the page's own choice of facts, else its columns. */
export function LedgerQuick({ register, view, shown, quickLook, onOpen }: LedgerQuickProps) {
  const { tags, facts = shown.slice(1), foot } = quickLook?.(view) ?? {}
  return (
    <QuickLook
      title={view.title}
      tags={tags}
      onOpen={() => {
        onOpen(view)
      }}
      facts={recordFacts(register, facts, view)}
      foot={foot}
    />
  )
}
