import { useState } from 'react'
import type { RecordView } from '../../../core/contract/register.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { isOpenCase } from '../../../core/domain/mediation/rules.ts'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import type { CaseView } from './case.ts'

/** Facts, evidence and inquiries of a closed case are not changed any more. */
export const isWritable = ({ record }: CaseView): boolean => record.deletedAt === null && isOpenCase(record.values['status'])

/** What led to an agreement stays as it was when the parties agreed: sessions, investigations, evidence. */
export const takesRecords = (view: CaseView): boolean => isWritable(view) && view.record.values['status'] !== 'agreed'

/** 删除 one part of a case, with a reason. */
export function RemovePart({ register, part, onEnd }: { register: RegisterName; part: RecordView; onEnd: () => void }) {
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<string>()
  const remove = (reason: string) => {
    setBusy(true)
    api.register.remove({ register, id: part.id, expectedVersion: part.version, reason }).then(onEnd, (error: unknown) => {
      setMessage(messageOf(error))
      setBusy(false)
    })
  }
  return (
    <ReasonDialog
      open
      title={`删除${registers[register].label}“${part.title}”`}
      reasons={['登记错误', '重复登记']}
      confirmLabel="删除"
      danger
      busy={busy}
      message={message}
      onConfirm={remove}
      onCancel={onEnd}
    >
      <p className="muted">删除后仍留在操作记录里，可以撤销。</p>
    </ReasonDialog>
  )
}
