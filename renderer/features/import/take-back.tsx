import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ImportResult, RepairResult } from '../../../core/contract/import.ts'
import { api, saveFile } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { countText } from '../../lib/format.ts'
import { useJob } from '../../lib/use-job.ts'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'

/** The person's own file back with the cells in question marked, and the list of what is wrong. */
export function useTakeBack() {
  const report = useMutation({
    mutationFn: async (workbookId: string) => {
      const { fileRef, name } = await api.import.report({ workbookId })
      await saveFile(fileRef, name)
    },
  })
  const saving = useMutation({ mutationFn: ({ fileRef, name }: RepairResult) => saveFile(fileRef, name) })
  const repair = useJob<string, RepairResult>((workbookId) => api.import.repair({ workbookId }), saving.mutate)
  const failure =
    repair.failure ?? (saving.isError ? messageOf(saving.error) : report.isError ? messageOf(report.error) : undefined)
  return {
    report: report.mutate,
    reporting: report.isPending,
    repair: repair.run,
    repairing: repair.running || saving.isPending,
    taken: saving.isSuccess ? repair.result : undefined,
    failure,
    forget: () => {
      report.reset()
      repair.reset()
      saving.reset()
    },
  }
}

type Taking = ReturnType<typeof useTakeBack>

/** Rows that a person has something to do about. */
const toMend = (result: ImportResult) => result.rejected + result.duplicates + result.warnings

export function TakeBackButtons({ workbookId, result, taking }: { workbookId: string; result: ImportResult; taking: Taking }) {
  if (result.rows.length === 0) return null
  return (
    <>
      <Button
        icon={<Icon name="download" />}
        loading={taking.reporting}
        onClick={() => {
          taking.report(workbookId)
        }}
      >
        下载问题清单
      </Button>
      {toMend(result) > 0 && (
        <Button
          icon={<Icon name="document" />}
          loading={taking.repairing}
          title="还是这份表：有问题的格标上颜色，最后一列写明原因"
          onClick={() => {
            taking.repair(workbookId)
          }}
        >
          把原表标注后取回
        </Button>
      )}
    </>
  )
}

/** @param tense of a trial nothing is in the ledger yet, and the file that comes back brings only its marked rows */
export function TakeBackNotice({ taking, tense }: { taking: Taking; tense: 'trial' | 'done' }) {
  if (taking.failure !== undefined) return <Notice tone="bad">{taking.failure}</Notice>
  if (taking.taken === undefined) return null
  const { name, marked } = taking.taken
  return (
    <Notice tone="good">
      {`已取回“${name}”，标出 ${countText(marked)} 行：红色的不能导入，黄色的请看一看，原因写在最后一列“导入说明”里。`}
      {tense === 'trial'
        ? '没有标出的行请现在就点“正式导入”写入；标出的行改好后再导入那个文件，到时只读标出的行。'
        : '照着改好，再导入那个文件：只读标出的行。'}
    </Notice>
  )
}
