import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { ImportLayoutView, ImportMatch, ImportOverride, ImportPreview, ImportResult } from '../../../core/contract/import.ts'
import type { RegisterName } from '../../../core/domain/field.ts'
import { registers } from '../../../core/domain/registers.ts'
import { api, pickFile } from '../../lib/api.ts'
import { useCrumb } from '../../lib/crumb.ts'
import { messageOf } from '../../lib/errors.ts'
import { countText } from '../../lib/format.ts'
import { useJob } from '../../lib/use-job.ts'
import { Notice } from '../../ui/notice.tsx'
import { JobProgress, Wizard } from '../../ui/wizard.tsx'
import { CheckHeader } from './check-header.tsx'
import { ChooseFile, acceptedFiles } from './choose-file.tsx'
import { ImportDone } from './import-done.tsx'
import { ImportOutcome } from './import-outcome.tsx'
import { importedRegister, missingFields } from './mapping.ts'
import { MatchRules } from './match-rules.tsx'
import { TakeBackButtons, TakeBackNotice, useTakeBack } from './take-back.tsx'
import './import.css'

const steps = [
  { id: 'file', label: '选择文件' },
  { id: 'header', label: '核对表头' },
  { id: 'match', label: '已有的怎么办' },
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
  repairSheet: boolean
}

const usual: ImportMatch = { by: 'nameBirthday', known: 'overwrite' }

/** Excel into the ledger that the address names. */
export function ImportPage() {
  const [parameters] = useSearchParams()
  const register = importedRegister(parameters.get('register'))
  return <ImportWizard key={register} register={register} />
}

/** Choose, check, try without writing, then for good. */
function ImportWizard({ register }: { register: RegisterName }) {
  const { label, counter, parent } = registers[register]
  const title = `从 Excel 导入${label}台账`
  const ledger = `/${parent?.register ?? register}`
  useCrumb(`导入${label} Excel`)
  const navigate = useNavigate()
  const [step, setStep] = useState<Step>('file')
  const [book, setBook] = useState<OpenWorkbook>()
  const [override, setOverride] = useState<ImportOverride>({})
  const [match, setMatch] = useState(usual)
  const opening = useMutation({
    mutationFn: async (picked: { fileRef: string }) => api.import.open({ register, fileRef: picked.fileRef }),
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
  const start = (dryRun: boolean) => (workbookId: string) => api.import.run({ workbookId, override, match, dryRun })
  const trial = useJob<string, ImportResult>(start(true))
  const final = useJob<string, ImportResult>(start(false))
  const taking = useTakeBack()
  const pick = async () => {
    const picked = await pickFile(acceptedFiles)
    if (picked !== null) opening.mutate(picked)
  }
  const restart = () => {
    setStep('file')
    setBook(undefined)
    setMatch(usual)
    trial.reset()
    final.reset()
    opening.reset()
    taking.forget()
  }
  const missing = book === undefined ? [] : missingFields(book.layout, register)
  const next = {
    file: undefined,
    header: {
      run: () => {
        setStep('match')
      },
      busy: correcting.isPending,
      hindrance: missing.length > 0 ? `还没有指定这些列：${missing.join('、')}` : undefined,
    },
    match: {
      label: '试导入',
      run: () => {
        if (book === undefined) return
        setStep('trial')
        taking.forget()
        trial.run(book.workbookId)
      },
    },
    trial: trial.running
      ? undefined
      : {
          label: trial.result === undefined ? '重新试导入' : `正式导入 ${countText(writtenRows(trial.result))} ${counter}`,
          run: () => {
            if (book === undefined) return
            if (trial.result === undefined) {
              trial.run(book.workbookId)
              return
            }
            setStep('result')
            taking.forget()
            final.run(book.workbookId)
          },
          hindrance: trial.result === undefined ? undefined : nothingToWrite(trial.result),
        },
    result: undefined,
  }[step]
  const back = {
    file: undefined,
    header: restart,
    match: () => {
      setStep('header')
    },
    trial: trial.running
      ? undefined
      : () => {
          setStep('match')
        },
    result: undefined,
  }[step]
  const shown = step === 'trial' ? trial.result : step === 'result' ? final.result : undefined

  return (
    <div className="page page-fill">
      <h1 className="unseen">{title}</h1>
      <Wizard
        label={title}
        steps={steps}
        current={step}
        onBack={back}
        onCancel={step === 'result' || trial.running ? undefined : () => void navigate(ledger)}
        next={next}
        actions={
          <>
            {book !== undefined && shown !== undefined && (
              <TakeBackButtons workbookId={book.workbookId} result={shown} taking={taking} />
            )}
            {step === 'result' && !final.running && (
              <>
                <Button onClick={restart}>再导入一个文件</Button>
                <Button type="primary" onClick={() => void navigate(ledger)}>
                  查看{parent === undefined ? label : registers[parent.register].label}台账
                </Button>
              </>
            )}
          </>
        }
      >
        <div className="import">
          {shown !== undefined && <TakeBackNotice taking={taking} tense={step === 'trial' ? 'trial' : 'done'} />}
          {step === 'file' && (
            <ChooseFile
              register={register}
              busy={opening.isPending}
              failure={opening.isError ? messageOf(opening.error) : undefined}
              onPick={() => void pick()}
              onDropped={opening.mutate}
            />
          )}
          {step === 'header' && book !== undefined && (
            <CheckHeader
              book={book}
              register={register}
              busy={correcting.isPending}
              failure={correcting.isError ? messageOf(correcting.error) : undefined}
              corrected={override.fields !== undefined}
              onOverride={(wanted) => {
                trial.reset()
                correcting.mutate({ workbookId: book.workbookId, wanted: { ...override, ...wanted } })
              }}
            />
          )}
          {step === 'match' && <MatchRules description={registers[register]} match={match} onChange={setMatch} />}
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
            <ImportDone fileName={book.fileName} sheet={book.layout.sheet} result={final.result} match={match} />
          )}
        </div>
      </Wizard>
    </div>
  )
}

const writtenRows = ({ created, updated }: ImportResult) => created + updated

/** Why there is nothing to import for good, or undefined. */
function nothingToWrite(result: ImportResult): string | undefined {
  if (writtenRows(result) > 0) return undefined
  if (result.rejected > 0) return '没有可以写入的行，请先改好未导入的行'
  return result.unchanged > 0 ? '与台账一致，不用再导入' : '没有可以导入的行'
}
