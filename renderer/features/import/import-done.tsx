import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { ImportResult } from '../../../core/contract/import.ts'
import { api } from '../../lib/api.ts'
import { localDay } from '../../../core/domain/day.ts'
import { messageOf } from '../../lib/errors.ts'
import { clockText, countText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ReasonDialog } from '../../ui/reason-dialog.tsx'
import { ResultSheet } from '../../ui/wizard.tsx'
import { ImportOutcome } from './import-outcome.tsx'

/** The result of an import, for the file; and the way back. */
export function ImportDone({ fileName, sheet, result }: { fileName: string; sheet: string; result: ImportResult }) {
  const { unit, account } = useSession()
  const [finishedAt] = useState(() => new Date())
  const [asking, setAsking] = useState(false)
  const undo = useMutation({
    mutationFn: (changeSetId: string) => api.register.undo({ changeSetId }),
    onSuccess: () => {
      setAsking(false)
    },
  })
  const { changeSetId } = result
  const undone = undo.data
  return (
    <>
      <ResultSheet
        good
        title={undone === undefined ? '导入完成' : '导入已撤销'}
        facts={[
          { label: '单位', value: unit.unitName },
          { label: '文件', value: `${fileName}（${sheet}）` },
          { label: '经办', value: `${account.displayName}　${localDay(finishedAt)} ${clockText(finishedAt)}` },
        ]}
      >
        {undone !== undefined && (
          <Notice tone="info">
            已撤销 {countText(undone.undone)} 条。
            {undone.kept.length > 0 &&
              `另有 ${countText(undone.kept.length)} 条在导入后又被修改过，予以保留：${undone.kept
                .slice(0, 10)
                .map(({ title }) => title)
                .join('、')}${undone.kept.length > 10 ? '等' : ''}。`}
          </Notice>
        )}
        {undone === undefined && changeSetId !== null && (
          <p className="no-print import-undo">
            <span className="muted">导错了文件？可以把这一批整体收回。</span>
            <Button
              danger
              onClick={() => {
                setAsking(true)
              }}
            >
              撤销本次导入
            </Button>
          </p>
        )}
        {changeSetId === null && <Notice tone="info">台账与表格一致，没有需要改动的地方。</Notice>}
        {undone === undefined && <ImportOutcome result={result} tense="done" />}
      </ResultSheet>
      {changeSetId !== null && (
        <ReasonDialog
          open={asking}
          title="撤销本次导入"
          needsReason={false}
          danger
          confirmLabel="撤销导入"
          busy={undo.isPending}
          message={undo.isError ? messageOf(undo.error) : undefined}
          onConfirm={() => {
            undo.mutate(changeSetId)
          }}
          onCancel={() => {
            setAsking(false)
          }}
        >
          <p>
            本次新增的 {countText(result.created)} 人将移入回收站，更新的 {countText(result.updated)}{' '}
            人恢复原来的内容。导入之后又有人改过的记录会保留，并逐条列出。
          </p>
        </ReasonDialog>
      )}
    </>
  )
}
