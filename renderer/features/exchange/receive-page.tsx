import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import type { receiveResult } from '../../../core/contract/exchange.ts'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { useJob } from '../../lib/use-job.ts'
import { useMedia } from '../../lib/use-media.ts'
import { MediumChooser } from '../../ui/medium-chooser.tsx'
import { Notice } from '../../ui/notice.tsx'
import { JobProgress, Wizard } from '../../ui/wizard.tsx'
import { groupFiles, mayChoose, OnMedium } from './on-medium.tsx'
import { ReceiveOutcome } from './receive-outcome.tsx'
import type { TakenReceipt } from './receive-outcome.tsx'
import { totalOf } from './package-words.ts'
import './exchange.css'

type ReceiveResult = z.infer<typeof receiveResult>

const steps = [
  { id: 'medium', label: '选择U盘' },
  { id: 'look', label: '查看数据包' },
  { id: 'done', label: '合并与结果' },
] as const
type Step = (typeof steps)[number]['id']

/** 接收: look at what lies on the stick, merge what is chosen, take receipts, write receipts back. */
export function ReceivePage() {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [step, setStep] = useState<Step>('medium')
  const [unwanted, setUnwanted] = useState<ReadonlySet<string>>(new Set())
  const [extra, setExtra] = useState<ReadonlySet<string>>(new Set())
  /** why, by file name: what verification found out after the first look */
  const [damaged, setDamaged] = useState<ReadonlyMap<string, string>>(new Map())
  const [taken, setTaken] = useState<readonly TakenReceipt[]>()
  const media = useMedia()
  const medium = media.chosen
  const mediumId = medium?.id
  const found = useQuery({
    queryKey: ['exchange', 'inspect', mediumId],
    queryFn: () => api.exchange.inspect({ mediumId: mediumId ?? '' }),
    enabled: step === 'look' && mediumId !== undefined,
    staleTime: 0,
  })
  const refresh = () => {
    // all but what was seen on the stick: the result is told against it
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] !== 'inspect' })
  }
  const merge = useJob<string[], ReceiveResult>(
    (fileNames) => api.exchange.receive({ mediumId: mediumId ?? '', fileNames }),
    refresh,
  )
  const files = groupFiles(
    (found.data?.files ?? []).map((file) => {
      const why = damaged.get(file.fileName)
      return why === undefined ? file : { ...file, state: 'damaged', stateLabel: why }
    }),
  )
  const chosen = files.packages
    .filter(({ fileName, state }) => mayChoose(state) && (state === 'new' ? !unwanted.has(fileName) : extra.has(fileName)))
    .map(({ fileName }) => fileName)

  const run = async (id: string) => {
    setStep('done')
    const receipts: TakenReceipt[] = []
    for (const { fileName } of files.receipts) {
      try {
        receipts.push({ fileName, ...(await api.exchange.takeReceipt({ mediumId: id, fileName })) })
      } catch (error) {
        receipts.push({ fileName, failure: messageOf(error) })
      }
    }
    setTaken(receipts)
    refresh()
    if (chosen.length > 0) merge.run(chosen)
  }
  const again = () => {
    setStep('medium')
    setUnwanted(new Set())
    setExtra(new Set())
    setDamaged(new Map())
    setTaken(undefined)
    merge.reset()
    queries.removeQueries({ queryKey: ['exchange', 'inspect'] })
  }
  const label = [
    ...(files.receipts.length > 0 ? [`收下 ${String(files.receipts.length)} 个回执`] : []),
    ...(chosen.length > 0 ? [`合并 ${String(chosen.length)} 个包`] : []),
  ].join('，')
  const next = {
    medium: {
      label: '查看数据包',
      run: () => {
        if (medium !== undefined) media.choice.onChoose(medium.id)
        setStep('look')
      },
      hindrance: medium === undefined ? '请选择U盘' : undefined,
    },
    look: {
      label: label === '' ? '合并' : label,
      run: () => {
        if (mediumId !== undefined) void run(mediumId)
      },
      hindrance:
        medium === undefined ? 'U盘已拔出' : found.isPending ? '正在查看…' : label === '' ? '没有选中要合并的包' : undefined,
    },
    done: undefined,
  }[step]
  const busy = taken === undefined || merge.running

  return (
    <div className="page page-fill">
      <h1 className="unseen">接收数据包</h1>
      <Wizard
        label="接收数据包"
        steps={steps}
        current={step}
        onBack={step === 'look' ? again : undefined}
        onCancel={step === 'done' ? undefined : () => void navigate('/exchange')}
        next={next}
        actions={
          step === 'done' &&
          !busy && (
            <>
              <Button onClick={again}>再接收一个U盘</Button>
              <Button type="primary" onClick={() => void navigate('/exchange')}>
                回到数据交换
              </Button>
            </>
          )
        }
      >
        <div className="receive">
          {step === 'medium' && (
            <>
              <p className="muted">插入对方送来的U盘。先看清是谁的包、有多少内容，再决定合并；回执会写回同一个U盘。</p>
              <MediumChooser label="从哪里接收" {...media.choice} />
              {media.failure !== undefined && <Notice tone="bad">{media.failure}</Notice>}
            </>
          )}
          {step === 'look' && (
            <>
              {found.isError && <Notice tone="bad">{messageOf(found.error)}</Notice>}
              {found.data !== undefined && mediumId !== undefined && (
                <OnMedium
                  mediumId={mediumId}
                  mediumLabel={medium?.label ?? ''}
                  files={files}
                  chosen={chosen}
                  onDamaged={(fileName, why) => {
                    setDamaged((known) => new Map(known).set(fileName, why))
                  }}
                  onToggle={({ fileName, state }) => {
                    if (state === 'new') setUnwanted(toggled(unwanted, fileName))
                    else setExtra(toggled(extra, fileName))
                  }}
                />
              )}
            </>
          )}
          {step === 'done' && busy && (
            <JobProgress
              phase={merge.view?.phase ?? '正在核对回执'}
              done={merge.view?.done ?? 0}
              unit={merge.view === undefined ? '' : '条'}
            />
          )}
          {step === 'done' && merge.failure !== undefined && <Notice tone="bad">{merge.failure}</Notice>}
          {step === 'done' && !busy && (
            <ReceiveOutcome
              receipts={taken}
              files={merge.result?.files ?? []}
              contents={new Map(files.packages.map(({ fileName, counts }) => [fileName, totalOf(counts)]))}
              mediumLabel={medium?.label ?? 'U盘'}
            />
          )}
        </div>
      </Wizard>
    </div>
  )
}

function toggled(set: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(one)) next.add(one)
  return next
}
