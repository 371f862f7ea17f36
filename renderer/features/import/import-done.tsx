import { Button } from 'antd'
import { useState } from 'react'
import type { ImportMatch, ImportResult } from '../../../core/contract/import.ts'
import { localDay } from '../../../core/domain/day.ts'
import { clockText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { Notice } from '../../ui/notice.tsx'
import { UndoDialog } from '../../ui/register/undo-dialog.tsx'
import { ResultSheet } from '../../ui/wizard.tsx'
import { ImportOutcome } from './import-outcome.tsx'
import { matchWords } from './match-rules.tsx'

export interface ImportDoneProps {
  fileName: string
  sheet: string
  result: ImportResult
  match: ImportMatch
}

/** The result of an import, for the file; and the way back. */
export function ImportDone({ fileName, sheet, result, match }: ImportDoneProps) {
  const { unit, account } = useSession()
  const [finishedAt] = useState(() => new Date())
  const [asking, setAsking] = useState(false)
  const [undone, setUndone] = useState<string>()
  const { changeSetId } = result
  return (
    <>
      <ResultSheet
        good
        title={undone === undefined ? '导入完成' : '导入已撤销'}
        facts={[
          { label: '单位', value: unit.unitName },
          { label: '文件', value: `${fileName}（${sheet}）` },
          { label: '规则', value: matchWords(match) },
          { label: '经办', value: `${account.displayName}　${localDay(finishedAt)} ${clockText(finishedAt)}` },
        ]}
      >
        {undone !== undefined && <Notice tone="info">{undone}</Notice>}
        {undone === undefined && changeSetId !== null && (
          <p className="no-print import-undo">
            <span className="muted">导错了文件？可以把这一批整体收回。</span>
            <Button
              danger
              onClick={() => {
                setAsking(true)
              }}
            >
              撤销这次导入
            </Button>
          </p>
        )}
        {changeSetId === null && <Notice tone="info">台账与表格一致，没有需要改动的地方。</Notice>}
        {undone === undefined && <ImportOutcome result={result} tense="done" />}
      </ResultSheet>
      {changeSetId !== null && (
        <UndoDialog
          changeSetId={changeSetId}
          open={asking}
          onClose={() => {
            setAsking(false)
          }}
          onUndone={(text) => {
            setAsking(false)
            setUndone(text)
          }}
        />
      )}
    </>
  )
}
