import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ImportLayoutView, ImportOverride, ImportPreview, ImportResult } from '../../../core/contract/import.ts'
import { api, pickFile, saveFile } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { countText } from '../../lib/format.ts'
import { useJob } from '../../lib/use-job.ts'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { JobProgress, Wizard } from '../../ui/wizard.tsx'
import { CheckHeader } from './check-header.tsx'
import { ChooseFile, acceptedFiles } from './choose-file.tsx'
import { ImportDone } from './import-done.tsx'
import { ImportOutcome } from './import-outcome.tsx'
import { missingFields } from './mapping.ts'
import './import.css'

const steps = [
  { id: 'file', label: '选择文件' },
  { id: 'header', label: '核对表头' },
  { id: 'trial', label: '试导入' },
  { id: 'result', label: '正式导入' },
] as const
type Step = (typeof steps)[number]['id']

interface OpenWorkbook {
  workbookId: string
  fileName: string
  sheets: readonly { name: string; hidden: boolean }[]
  layout: ImportLayoutView
  preview: ImportPreview
}

/** Excel into the ledger of residents: choose, check, try without writing, then for good. */
export function ImportPage() {
  const navigate = useNavigate()
  const [step, setStep] = useState<Step>('file')
  const [book, setBook] = useState<OpenWorkbook>()
  const [override, setOverride] = useState<ImportOverride>({})
  const opening = useMutation({
    mutationFn: async (picked: { fileRef: string }) => api.import.open({ register: 'resident', fileRef: picked.fileRef }),
    onSuccess: (opened) => {
      setBook(opened)
      setOverride({})
      setStep('header')
    },
  })
  const correcting = useMutation({
    mutationFn: async ({ workbookId, wanted }: { workbookId: string; wanted: ImportOverride }) => ({
      wanted,
      ...(await api.import.layout({ workbookId, override: wanted })),
    }),
    onSuccess: ({ wanted, layout, preview }) => {
      setOverride(wanted)
      setBook((now) => now && { ...now, layout, preview })
    },
  })
  const start = (dryRun: boolean) => (workbookId: string) => api.import.run({ workbookId, override, dryRun })
  const trial = useJob<string, ImportResult>(start(true))
  const final = useJob<string, ImportResult>(start(false))
  const report = useMutation({
    mutationFn: async (workbookId: string) => {
      const { fileRef, name } = await api.import.report({ workbookId })
      await saveFile(fileRef, name)
    },
  })
  const pick = async () => {
    const picked = await pickFile(acceptedFiles)
    if (picked !== null) opening.mutate(picked)
  }
  const restart = () => {
    setStep('file')
    setBook(undefined)
    trial.reset()
    final.reset()
    opening.reset()
  }
  const missing = book === undefined ? [] : missingFields(book.layout)
  const next = {
    file: undefined,
    header: {
      label: '试导入',
      run: () => {
        if (book === undefined) return
        setStep('trial')
        trial.run(book.workbookId)
      },
      busy: correcting.isPending,
      hindrance: missing.length > 0 ? `还没有指定这些列：${missing.join('、')}` : undefined,
    },
    trial: trial.running
      ? undefined
      : {
          label: trial.result === undefined ? '重新试导入' : `正式导入 ${countText(writtenRows(trial.result))} 人`,
          run: () => {
            if (book === undefined) return
            if (trial.result === undefined) {
              trial.run(book.workbookId)
              return
            }
            setStep('result')
            final.run(book.workbookId)
          },
          hindrance:
            trial.result !== undefined && writtenRows(trial.result) === 0
              ? trial.result.unchanged > 0
                ? '与台账一致，不用再导入'
                : '没有可以导入的行'
              : undefined,
        },
    result: undefined,
  }[step]
  const back = {
    file: undefined,
    header: restart,
    trial: trial.running
      ? undefined
      : () => {
          setStep('header')
        },
    result: undefined,
  }[step]
  const downloadable = (step === 'trial' ? trial.result : step === 'result' ? final.result : undefined)?.rows.length ?? 0

  return (
    <div className="page page-fill">
      <h1 className="unseen">从 Excel 导入居民台账</h1>
      <Wizard
        label="从 Excel 导入居民台账"
        steps={steps}
        current={step}
        onBack={back}
        onCancel={step === 'result' || trial.running ? undefined : () => void navigate('/resident')}
        next={next}
        actions={
          <>
            {book !== undefined && downloadable > 0 && (
              <Button
                icon={<Icon name="download" />}
                loading={report.isPending}
                onClick={() => {
                  report.mutate(book.workbookId)
                }}
              >
                下载问题清单
              </Button>
            )}
            {step === 'result' && !final.running && (
              <>
                <Button onClick={restart}>再导入一个文件</Button>
                <Button type="primary" onClick={() => void navigate('/resident')}>
                  查看居民台账
                </Button>
              </>
            )}
          </>
        }
      >
        <div className="import">
          {report.isError && <Notice tone="bad">{messageOf(report.error)}</Notice>}
          {step === 'file' && (
            <ChooseFile
              busy={opening.isPending}
              failure={opening.isError ? messageOf(opening.error) : undefined}
              onPick={() => void pick()}
              onDropped={opening.mutate}
            />
          )}
          {step === 'header' && book !== undefined && (
            <CheckHeader
              book={book}
              busy={correcting.isPending}
              failure={correcting.isError ? messageOf(correcting.error) : undefined}
              corrected={override.fields !== undefined}
              onOverride={(wanted) => {
                trial.reset()
                correcting.mutate({ workbookId: book.workbookId, wanted: { ...override, ...wanted } })
              }}
            />
          )}
          {step === 'trial' && (
            <>
              {trial.running && (
                <JobProgress
                  phase="正在试导入：逐行核对，不写入台账"
                  done={trial.view?.done ?? 0}
                  unit="行"
                  onCancel={trial.cancel}
                  cancelling={trial.cancelling}
                />
              )}
              {trial.failure !== undefined && <Notice tone="warn">{trial.failure}</Notice>}
              {trial.result !== undefined && (
                <>
                  <Notice tone="info">这是试导入，台账还没有任何改动。数目核对无误后，点右下角“正式导入”。</Notice>
                  <ImportOutcome result={trial.result} tense="trial" />
                </>
              )}
            </>
          )}
          {step === 'result' && final.running && (
            <JobProgress
              phase="正在写入台账"
              done={final.view?.done ?? 0}
              total={trial.result?.read}
              unit="行"
              onCancel={final.cancel}
              cancelling={final.cancelling}
            />
          )}
          {step === 'result' && final.failure !== undefined && (
            <Notice tone="bad">{final.failure}。这次导入没有写入任何一行，可以重新开始。</Notice>
          )}
          {step === 'result' && final.result !== undefined && book !== undefined && (
            <ImportDone fileName={book.fileName} sheet={book.layout.sheet} result={final.result} />
          )}
        </div>
      </Wizard>
    </div>
  )
}

const writtenRows = ({ created, updated }: ImportResult) => created + updated
