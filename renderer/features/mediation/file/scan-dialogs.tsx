import { useState } from 'react'
import { codeTables } from '../../../../core/domain/codes.ts'
import type { RecordView } from '../../../../core/contract/register.ts'
import { api } from '../../../lib/api.ts'
import { messageOf } from '../../../lib/errors.ts'
import { putFile, readAttachment } from '../../../lib/file-bytes.ts'
import { EditImageDialog } from '../../../ui/capture/edit-image-dialog.tsx'
import { renamed } from '../../../ui/capture/prepare-file.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { FieldCode } from '../../../ui/form/field-code.tsx'
import { FieldText } from '../../../ui/form/fields.tsx'
import { FormSection } from '../../../ui/form/form.tsx'
import { ReasonDialog } from '../../../ui/reason-dialog.tsx'
import { recordErrors } from '../../../ui/register/form-values.ts'
import { textOf } from '../case-state.ts'

interface ScanDialogProps {
  scan: RecordView
  onSaved: () => void
  onClose: () => void
}

/** 改名、移到别处. */
export function RenameScanDialog({ scan, onSaved, onClose }: ScanDialogProps) {
  const initial = {
    name: textOf(scan, 'name'),
    docType: textOf(scan, 'docType'),
    note: textOf(scan, 'note') === '' ? null : textOf(scan, 'note'),
  }
  return (
    <FormDialog
      narrow
      title="改名、移到别处"
      form={`attachment/${scan.id}/rename`}
      initial={initial}
      saveLabel="保存"
      errors={(values) => recordErrors('attachment', values, ['name', 'docType', 'note'])}
      save={(values) => api.register.update({ register: 'attachment', id: scan.id, expectedVersion: scan.version, values })}
      onSaved={onSaved}
      onClose={onClose}
    >
      <FormSection title="扫描件">
        <FieldText name="name" label="名称" required span="full" />
        <FieldCode
          name="docType"
          label="位置"
          required
          span="full"
          options={codeTables.caseDocument.map(([code, label]) => ({ code, label, detail: '' }))}
        />
        <FieldText name="note" label="备注" span="full" />
      </FormSection>
    </FormDialog>
  )
}

/** 移除: out of the file, never out of the history. */
export function RemoveScanDialog({ scan, onSaved, onClose }: ScanDialogProps) {
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<string>()
  return (
    <ReasonDialog
      open
      danger
      title={`移除 ${textOf(scan, 'name')}`}
      reasons={['放错位置', '扫描不清，已重新扫描', '重复']}
      confirmLabel="移除"
      busy={busy}
      message={message}
      onCancel={onClose}
      onConfirm={(reason) => {
        setBusy(true)
        setMessage(undefined)
        api.attachment.remove({ id: scan.id, expectedVersion: scan.version, reason }).then(onSaved, (error: unknown) => {
          setBusy(false)
          setMessage(messageOf(error))
        })
      }}
    >
      <p>从卷宗里移除，修改历史里仍有记录。</p>
    </ReasonDialog>
  )
}

/** 裁剪、转正. */
export function CropScanDialog({ scan, onSaved, onClose }: ScanDialogProps) {
  const { id, version } = scan
  const name = textOf(scan, 'name')
  return (
    <EditImageDialog
      name={name}
      read={(onBytes, signal) => readAttachment(id, onBytes, signal)}
      save={async (file, thumbnail) => {
        const fileRef = await putFile(file, renamed(name, 'jpg'))
        await api.attachment.replace({ id, expectedVersion: version, fileRef, thumbnail })
      }}
      onSaved={onSaved}
      onClose={onClose}
    />
  )
}
