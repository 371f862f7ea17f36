import { Checkbox, Input, Select } from 'antd'
import { useId, useState } from 'react'
import type { PeerView } from '../../../core/contract/exchange.ts'
import type { api } from '../../lib/api.ts'
import { readDay } from '../../lib/day-input.ts'
import { useSession } from '../../lib/session.tsx'
import { Notice } from '../../ui/notice.tsx'
import { LedgerCounts } from './ledger-counts.tsx'
import { totalOf } from './package-words.ts'
import '../../ui/form/form.css'

export type HandUpPlan = Awaited<ReturnType<typeof api.exchange.plan>>

export interface HandUpChoice {
  /** undefined: the only unit there is */
  peerUnitId: string | undefined
  /** last day whose changes leave, `YYYY-MM-DD` */
  to: string
  /** what was typed as the last day cannot be it */
  toProblem: string | undefined
  withIdNumbers: boolean
  idReason: string
}

export const emptyChoice = (today: string): HandUpChoice => ({
  peerUnitId: undefined,
  to: today,
  toProblem: undefined,
  withIdNumbers: false,
  idReason: '',
})

/** Why it cannot go on yet. */
export const choiceProblem = ({ toProblem, withIdNumbers, idReason }: HandUpChoice): string | undefined =>
  toProblem !== undefined
    ? '请改正截止日期'
    : withIdNumbers && [...idReason.trim()].length < 4
      ? '请写明带出身份证号的理由（至少 4 个字）'
      : undefined

export interface HandUpContentProps {
  peers: readonly PeerView[]
  peerUnitId: string | undefined
  plan: HandUpPlan | undefined
  choice: HandUpChoice
  onChange: (choice: HandUpChoice) => void
}

/** What would leave now: to whom, up to which day, how many of each ledger, and what stays here. */
export function HandUpContent({ peers, peerUnitId, plan, choice, onChange }: HandUpContentProps) {
  const id = useId()
  const change = (part: Partial<HandUpChoice>) => {
    onChange({ ...choice, ...part })
  }
  return (
    <>
      <div className="hand-up-until">
        <label htmlFor={`${id}-peer`}>发往</label>
        {peers.length > 1 ? (
          <Select<string>
            id={`${id}-peer`}
            value={peerUnitId ?? null}
            placeholder="请选择单位"
            popupMatchSelectWidth={false}
            options={peers.map(({ unitId, name }) => ({ value: unitId, label: name }))}
            onChange={(value) => {
              change({ peerUnitId: value })
            }}
          />
        ) : (
          <b>{peers[0]?.name}</b>
        )}
        <Until
          value={choice.to}
          problem={choice.toProblem}
          from={plan?.from ?? null}
          onChange={(to) => {
            change({ to, toProblem: undefined })
          }}
          onProblem={(toProblem) => {
            change({ toProblem })
          }}
        />
      </div>
      {plan !== undefined && (
        <div className="hand-up-columns">
          <LedgerCounts counts={plan.counts} />
          <div className="hand-up-side">
            {totalOf(plan.counts) === 0 && (
              <Notice tone="info">上次送达以后没有新的内容。可以照常上报一个空包，作为零报告。</Notice>
            )}
            {plan.pendingReceipts > 0 && (
              <Notice tone="warn">
                前面有 {plan.pendingReceipts} 个包还没有收到回执。没有回执就不算送达，其中的内容这次会再带一遍，对方不会重复登记。
              </Notice>
            )}
            <p className="muted">只带出本单位登记、对方还没有确认收到的内容。</p>
            <p className="muted">留在本单位不带出：{plan.withheldFields.join('、')}。</p>
            <div>
              <Checkbox
                checked={choice.withIdNumbers}
                onChange={({ target }) => {
                  change({ withIdNumbers: target.checked })
                }}
              >
                这次带出{plan.withheldFields.join('、')}
              </Checkbox>
              {choice.withIdNumbers && (
                <>
                  <label className="field-label" htmlFor={`${id}-reason`}>
                    理由（写进数据包和使用记录）
                  </label>
                  <Input
                    id={`${id}-reason`}
                    autoFocus
                    maxLength={120}
                    placeholder="如：县级要求核对户籍，依据某某通知"
                    value={choice.idReason}
                    onChange={({ target }) => {
                      change({ idReason: target.value })
                    }}
                  />
                </>
              )}
            </div>
          </div>
        </div>
      )}
    </>
  )
}

/** The last day, typed like every day; taken when the field is left. */
function Until(props: {
  value: string
  problem: string | undefined
  /** day of the last package */
  from: string | null
  onChange: (day: string) => void
  onProblem: (problem: string) => void
}) {
  const { value, problem, from, onChange, onProblem } = props
  const id = useId()
  const { today } = useSession()
  const [typed, setTyped] = useState<string>()
  const settle = () => {
    if (typed === undefined) return
    const reading = readDay(typed, today)
    if ('problem' in reading) {
      onProblem(reading.problem)
      return
    }
    if (reading.day > today) {
      onProblem('截止日期不能晚于今天')
      return
    }
    setTyped(undefined)
    onChange(reading.day)
  }
  return (
    <>
      <span className="muted">{from === null ? '　首次上报，' : `　上次 ${from}，`}</span>
      <label htmlFor={id}>截至</label>
      <Input
        id={id}
        value={typed ?? value}
        status={problem === undefined ? '' : 'error'}
        aria-invalid={problem !== undefined}
        autoComplete="off"
        onChange={({ target }) => {
          setTyped(target.value)
        }}
        onBlur={settle}
        onPressEnter={settle}
      />
      {problem !== undefined && (
        <span className="form-left" role="alert">
          {problem}
        </span>
      )}
    </>
  )
}
