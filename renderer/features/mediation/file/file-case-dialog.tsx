import { Link } from 'react-router'
import { codeTables } from '../../../../core/domain/codes.ts'
import { api, useLoaded } from '../../../lib/api.ts'
import { messageOf } from '../../../lib/errors.ts'
import { useSession } from '../../../lib/session.tsx'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { FieldCode } from '../../../ui/form/field-code.tsx'
import { FieldDay } from '../../../ui/form/field-day.tsx'
import { FieldLongText, FieldText } from '../../../ui/form/fields.tsx'
import { FormSection } from '../../../ui/form/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { useToday } from '../../../ui/today.ts'
import { textOf } from '../case-state.ts'
import type { FileDialogProps } from './file-dialog-props.ts'

type Kind = 'standard' | 'simple'
type Retention = 'S' | 'L' | 'P'
type FileForm = {
  filedOn: string | null
  fileKind: Kind
  retention: Retention | null
  filedBy: string | null
  checkedBy: string | null
  fileNote: string | null
  missingNote: string | null
}

const optionsOf = (table: 'fileKind' | 'retention') => codeTables[table].map(([code, label]) => ({ code, label, detail: '' }))

/** 立卷: shows what the file lacks by its kind; what is really not to be had is explained (M-19). */
export function FileCaseDialog({ view, onSaved, onClose }: FileDialogProps) {
  const { id, version } = view.record
  const today = useToday()
  const { account } = useSession()
  const standard = useCompleteness(id, 'standard')
  const simple = useCompleteness(id, 'simple')
  const listOf = (kind: Kind) => (kind === 'simple' ? simple : standard)
  const missingOf = (kind: Kind) => listOf(kind).data?.missing ?? []
  const kind = textOf(view.record, 'fileKind') === 'simple' || textOf(view.record, 'outcome') === 'oral' ? 'simple' : 'standard'
  const initial: FileForm = {
    filedOn: today,
    fileKind: kind,
    retention: 'L',
    filedBy: account.displayName,
    checkedBy: null,
    fileNote: textOf(view.record, 'fileNote') || null,
    missingNote: null,
  }
  return (
    <FormDialog
      title="立卷"
      form={`mediation/${id}/fileCase`}
      initial={initial}
      saveLabel="立卷"
      errors={({ filedOn, retention, filedBy, fileKind, missingNote }) => ({
        filedOn: filedOn === null ? '请填写立卷日期' : undefined,
        retention: retention === null ? '请选择保管期限' : undefined,
        filedBy: (filedBy ?? '').trim() === '' ? '请填写立卷人' : undefined,
        missingNote:
          missingOf(fileKind).length > 0 && (missingNote ?? '').trim() === ''
            ? `还缺 ${String(missingOf(fileKind).length)} 件必备材料，请补齐，或者写明为什么没有（M-19）`
            : undefined,
      })}
      save={({ filedOn, retention, filedBy, checkedBy, ...rest }) =>
        api.mediation.fileCase({
          id,
          expectedVersion: version,
          ...rest,
          filedOn: filedOn ?? today,
          retention: retention ?? 'L',
          filedBy: filedBy ?? '',
          checkedBy: (checkedBy ?? '').trim() === '' ? null : checkedBy,
        })
      }
      onSaved={onSaved}
      onClose={onClose}
    >
      {({ fileKind }) => {
        const { data, error } = listOf(fileKind)
        const court = view.confirmations.find((one) => textOf(one, 'result') === '')
        return (
          <>
            {court !== undefined && (
              <Notice
                tone="warn"
                action={
                  <Link onClick={onClose} to={`?tab=agreement&do=recordConfirmation&part=${court.id}`}>
                    登记法院结果
                  </Link>
                }
              >
                向{textOf(court, 'courtName')}的司法确认申请还没有结果，要先登记法院结果才能立卷（撤回申请也是结果）。
              </Notice>
            )}
            {error !== null && <Notice tone="bad">{messageOf(error)}</Notice>}
            {court === undefined && data?.missing.length === 0 && (
              <Notice tone="good">必备材料齐全，卷内共 {data.present} 件。</Notice>
            )}
            {data !== undefined && data.missing.length > 0 && (
              <Notice tone="warn">
                卷内已有 {data.present} 件，还缺 {data.missing.length} 件必备材料：
                <ul className="missing-list">
                  {data.missing.map(({ type, title, why }) => (
                    <li key={type + title}>
                      <strong>{title}</strong>
                      {why !== '' && <span className="muted">：{why}</span>}
                    </li>
                  ))}
                </ul>
              </Notice>
            )}
            <FormSection title="立卷" note="立卷后案件内容不再改动；材料和回访仍可补入">
              <FieldDay name="filedOn" label="立卷日期" required />
              <FieldCode name="fileKind" label="卷宗种类" required options={optionsOf('fileKind')} />
              <FieldCode name="retention" label="保管期限" required options={optionsOf('retention')} />
              <FieldText name="filedBy" label="立卷人" required />
              <FieldText name="checkedBy" label="检查人" />
              {missingOf(fileKind).length > 0 && (
                <FieldLongText
                  name="missingNote"
                  label="缺项说明"
                  required
                  rows={2}
                  help="缺哪一件、为什么没有；随卷保存，打印在卷宗情况说明里"
                />
              )}
              <FieldLongText name="fileNote" label="卷宗情况说明" rows={3} />
            </FormSection>
          </>
        )
      }}
    </FormDialog>
  )
}

const useCompleteness = (id: string, fileKind: Kind) =>
  useLoaded(['completeness', id, fileKind], () => api.caseFile.completeness({ id, fileKind }), ['mediation', 'attachment'])
