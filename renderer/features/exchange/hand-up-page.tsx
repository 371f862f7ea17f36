import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { z } from 'zod'
import type { exportResult } from '../../../core/contract/exchange.ts'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { clockText, countText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { sizeText } from '../../lib/size-text.ts'
import { useJob } from '../../lib/use-job.ts'
import { useMedia } from '../../lib/use-media.ts'
import { EmptyPage } from '../../ui/empty-page.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Facts } from '../../ui/ledger-page.tsx'
import { MediumChooser } from '../../ui/medium-chooser.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { JobProgress, ResultSheet, Wizard } from '../../ui/wizard.tsx'
import { HandUpContent, choiceProblem, emptyChoice } from './hand-up-content.tsx'
import type { HandUpChoice, HandUpPlan } from './hand-up-content.tsx'
import { LedgerCounts } from './ledger-counts.tsx'
import { HandoverSlip } from './package-book.tsx'
import { countsText, digestText, totalOf } from './package-words.ts'
import './exchange.css'

type ExportResult = z.infer<typeof exportResult>

const steps = [
  { id: 'content', label: '上报内容' },
  { id: 'medium', label: '选择U盘' },
  { id: 'approve', label: '审批确认' },
  { id: 'done', label: '写入与结果' },
] as const
type Step = (typeof steps)[number]['id']

/** 上报: what leaves, onto which stick, approved by whom, written and read back. */
export function HandUpPage() {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { account, today, unit } = useSession()
  const [step, setStep] = useState<Step>('content')
  const [choice, setChoice] = useState<HandUpChoice>(() => emptyChoice(today))
  const [approved, setApproved] = useState<HandUpPlan>()
  const [approvedAt, setApprovedAt] = useState('')
  const [slip, setSlip] = useState(false)
  const media = useMedia()
  const peers = useQuery({ queryKey: ['exchange', 'peers'], queryFn: () => api.exchange.listPeers() })
  const counties = peers.data?.peers.filter(({ kind }) => kind === 'county') ?? []
  const superiors = counties.length > 0 || unit.kind === 'county' ? counties : (peers.data?.peers ?? [])
  const only = superiors.length === 1 ? superiors[0] : undefined
  const peerUnitId = choice.peerUnitId ?? only?.unitId
  const to = choice.to
  const now = useQuery({
    queryKey: ['exchange', 'plan', peerUnitId, to, choice.withIdNumbers],
    queryFn: () =>
      api.exchange.plan({ ...(peerUnitId !== undefined && { peerUnitId }), to, withIdNumbers: choice.withIdNumbers }),
    enabled: peerUnitId !== undefined && step !== 'done',
  })
  // what was approved stays on the page after it has left
  const plan = approved ?? now.data
  const job = useJob<{ mediumId: string; peerUnitId: string }, ExportResult>(
    ({ mediumId, peerUnitId: receiver }) =>
      api.exchange.export({
        mediumId,
        peerUnitId: receiver,
        to,
        ...(plan?.from != null && plan.from <= to && { from: plan.from }),
        ...(choice.withIdNumbers && { idNumberReason: choice.idReason.trim() }),
      }),
    () => void queries.invalidateQueries(),
  )
  const medium = media.chosen
  const period = plan?.from == null ? `截至 ${to}（首次上报）` : `${plan.from} 至 ${to}`

  if (peers.data !== undefined && superiors.length === 0)
    return (
      <div className="page page-fill">
        <Sheet>
          <EmptyPage
            title="还不能上报：没有对端单位"
            purpose="上报的数据包只有县级单位能打开。请先向县级单位要一份单位名片，读入后打电话核对 40 位指纹；也把本单位名片交给对方认证。"
            actions={
              <Button type="primary" onClick={() => void navigate('/exchange')}>
                去读入名片
              </Button>
            }
          />
        </Sheet>
      </div>
    )

  const next = {
    content: {
      run: () => {
        setStep('medium')
      },
      hindrance: peerUnitId === undefined ? '请选择发给哪个单位' : now.data === undefined ? '正在统计…' : choiceProblem(choice),
    },
    medium: {
      run: () => {
        if (medium !== undefined) media.choice.onChoose(medium.id)
        setStep('approve')
      },
      hindrance: medium === undefined ? '请选择U盘' : undefined,
    },
    approve: {
      label: '批准并写入',
      run: () => {
        if (medium === undefined || peerUnitId === undefined) return
        setApproved(now.data)
        setApprovedAt(`${today} ${clockText(new Date())}`)
        setStep('done')
        job.run({ mediumId: medium.id, peerUnitId })
      },
      hindrance: medium === undefined ? 'U盘已拔出，请回上一步重新选择' : undefined,
    },
    done: undefined,
  }[step]
  const back = {
    content: undefined,
    medium: () => {
      setStep('content')
    },
    approve: () => {
      setStep('medium')
    },
    done:
      job.failure === undefined
        ? undefined
        : () => {
            job.reset()
            setApproved(undefined)
            setStep('medium')
          },
  }[step]
  const result = job.result

  return (
    <div className="page page-fill">
      <h1 className="unseen">上报数据包</h1>
      <Wizard
        label="上报数据包"
        steps={steps}
        current={step}
        onBack={back}
        onCancel={step === 'done' ? undefined : () => void navigate('/exchange')}
        next={next}
        actions={
          result !== undefined && (
            <>
              <Button onClick={() => void navigate('/exchange')}>回到数据交换</Button>
              <Button
                type="primary"
                icon={<Icon name="print" />}
                onClick={() => {
                  setSlip(true)
                }}
              >
                打印交接单
              </Button>
            </>
          )
        }
      >
        <div className="hand-up">
          {step === 'content' && (
            <>
              {now.isError && <Notice tone="bad">{messageOf(now.error)}</Notice>}
              <HandUpContent peers={superiors} peerUnitId={peerUnitId} plan={now.data} choice={choice} onChange={setChoice} />
            </>
          )}
          {step === 'medium' && (
            <>
              <p className="muted">数据包加密后写入，只有{plan?.peer?.name ?? '对方'}能打开；U盘丢了也看不到内容。</p>
              <MediumChooser label="写到哪里" {...media.choice} />
              {media.failure !== undefined && <Notice tone="bad">{media.failure}</Notice>}
            </>
          )}
          {step === 'approve' && (
            <>
              <Notice tone="info">
                由 <b>{account.displayName}</b> 以{unit.unitName}名义批准。批准人、时间会写进数据包并签名，不能更改。
              </Notice>
              <Facts
                facts={[
                  { label: '发往', value: <b>{plan?.peer?.name}</b> },
                  { label: '期间', value: period },
                  { label: '内容', value: countsText(plan?.counts ?? {}) || '没有新内容（零报告）' },
                  { label: '合计', value: `${countText(totalOf(plan?.counts ?? {}))} 条` },
                  { label: '身份证号', value: choice.withIdNumbers ? <b>带出。理由：{choice.idReason.trim()}</b> : '不带出' },
                  { label: '写到', value: medium === undefined ? null : `${medium.label}（可用 ${sizeText(medium.freeBytes)}）` },
                ]}
              />
            </>
          )}
          {step === 'done' && job.running && (
            <JobProgress
              phase={job.view?.phase ?? '加密、签名并写入'}
              done={job.view?.done ?? 0}
              total={job.view?.total ?? undefined}
            />
          )}
          {step === 'done' && job.failure !== undefined && <Notice tone="bad">{job.failure}。U盘上没有留下不完整的文件。</Notice>}
          {result !== undefined && (
            <>
              <ResultSheet
                good={result.verified}
                title={result.verified ? '上报完成：已写入并读回核对' : '已写入，但没有读回核对'}
                facts={[
                  { label: '包号', value: <b>{result.packageNo}</b> },
                  { label: '摘要', value: <b className="digest">{digestText(result.digest)}</b> },
                  { label: '发往', value: plan?.peer?.name },
                  { label: '期间', value: period },
                  { label: '身份证号', value: choice.withIdNumbers ? `带出。理由：${choice.idReason.trim()}` : '不带出' },
                  { label: '批准', value: `${unit.unitName}　${account.displayName}　${approvedAt}` },
                  { label: '写到', value: `${medium?.label ?? '已拔出的U盘'}　${result.fileName}　${sizeText(result.bytes)}` },
                ]}
              >
                <LedgerCounts counts={result.counts} />
              </ResultSheet>
              <Notice tone="info">
                请在系统中“安全弹出”后再拔U盘，并把交接单一起交给对方。收到对方回执之前，这些内容仍按未送达处理。
              </Notice>
            </>
          )}
        </div>
      </Wizard>
      {slip && result !== undefined && (
        <HandoverSlip
          packageId={result.packageId}
          onClose={() => {
            setSlip(false)
          }}
        />
      )}
    </div>
  )
}
