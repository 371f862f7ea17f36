import { Button } from 'antd'
import { useCallback, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { OfficialQuery } from '../../../core/contract/statistics.ts'
import { api, saveFile, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToday } from '../../ui/today.ts'
import { Choice } from './choice.tsx'
import { FrozenReports } from './frozen-reports.tsx'
import { MediationCharts } from './mediation-rates.tsx'
import { OfficialGrid } from './official-grid.tsx'
import { OfficialPaper } from './official-paper.tsx'
import { PeriodPicker, usePeriod } from './period-picker.tsx'

const rules = [
  { value: 'official', label: '受理日计总数，结案日计成功' },
  { value: 'accepted', label: '都按受理日' },
  { value: 'closed', label: '都按结案日' },
] as const
type Rule = OfficialQuery['countBy']
const isRule = (value: string | null | undefined): value is Rule => rules.some((one) => one.value === value)

export const CasesTab = () => <OfficialTab report="mediationCases" />
export const OrganisationTab = () => <OfficialTab report="mediationOrganisation" />

/** An official table: period and rule of counting above, problems before the figures, freezing when it is handed in. */
function OfficialTab({ report }: { report: OfficialQuery['report'] }) {
  const today = useToday()
  const [search, setSearch] = useSearchParams()
  const chosen = usePeriod()
  const asked = search.get('countBy')
  const countBy: Rule = isRule(asked) ? asked : 'official'
  const { from, to, label } = chosen.period
  const query: OfficialQuery = { report, from, to, countBy }
  const [state, setState] = useState<'printing' | 'confirming' | 'frozen'>()
  const [said, setSaid] = useState<{ tone: 'good' | 'bad'; words: string }>()
  const loaded = useLoaded(['statistics', 'official', query], () => api.statistics.official(query), [
    'mediation',
    'committee',
    'mediator',
    'mediatorTraining',
    'mediationFunding',
  ])
  const close = useCallback(() => {
    setState(undefined)
  }, [])
  // figures kept from an earlier visit are not shown: someone may hand them in before the new ones are in
  const table = loaded.isFetchedAfterMount ? loaded.data : undefined
  const attempt = async (work: () => Promise<string | undefined>) => {
    try {
      setSaid(undefined)
      const words = await work()
      if (words !== undefined) setSaid({ tone: 'good', words })
    } catch (error) {
      setSaid({ tone: 'bad', words: messageOf(error) })
    }
  }
  const freeze = async () => {
    close()
    await attempt(async () => {
      await api.statistics.freeze(query)
      return `已冻结 ${label} 的报表。以后补录或改正的案件引起的变动，可在“已上报”中逐格查看。`
    })
  }
  const button = (text: string, icon: 'print' | 'download', act: () => void) => (
    <Button icon={<Icon name={icon} />} disabled={table === undefined} onClick={act}>
      {text}
    </Button>
  )
  return (
    <div className="figures official">
      <div className="figure-bar no-print">
        <PeriodPicker {...chosen} />
        {report === 'mediationCases' && (
          <Choice
            label="统计口径"
            value={countBy}
            options={[...rules]}
            onChoose={(next) => {
              const words = new URLSearchParams(search)
              words.set('countBy', next ?? 'official')
              setSearch(words, { replace: true })
            }}
          />
        )}
        <span className="actions push">
          {button('打印', 'print', () => {
            setState('printing')
          })}
          {button('导出 Excel', 'download', () => {
            void attempt(async () => {
              const { fileRef, name } = await api.statistics.officialWorkbook(query)
              await saveFile(fileRef, name)
              return undefined
            })
          })}
          <Button
            onClick={() => {
              setState('frozen')
            }}
          >
            已上报
          </Button>
          <Button
            type="primary"
            disabled={table === undefined || table.problems.length > 0}
            onClick={() => {
              setState('confirming')
            }}
          >
            冻结上报
          </Button>
        </span>
      </div>
      {said !== undefined && <Notice tone={said.tone}>{said.words}</Notice>}
      {loaded.isError && <Notice tone="bad">{messageOf(loaded.error)}</Notice>}
      {table === undefined && !loaded.isError && <p className="muted figure-wait">正在统计…</p>}
      {table !== undefined && table.problems.length > 0 && (
        <Notice tone="warn">
          合计不符，改正后才能冻结上报（M-24）：
          <ul>
            {table.problems.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Notice>
      )}
      {table !== undefined && (
        <div className="no-print official-body">
          <OfficialGrid table={table} />
          <p className="note muted">{table.note}点数字看名单；“—”为零或无此数。</p>
          {report === 'mediationCases' && <MediationCharts table={table} days={{ from, to }} />}
        </div>
      )}
      {state === 'printing' && table !== undefined && <OfficialPaper table={table} onPrinted={close} />}
      {state === 'frozen' && <FrozenReports report={report} onClose={close} />}
      <Dialog open={state === 'confirming'} title="冻结上报" onClose={close}>
        <p>
          将{label}的《{table?.title}》按现在的数字冻结，作为上报的底本。以后数据有变动，底本不变，差异可以逐格查看。
        </p>
        {to >= today && <Notice tone="warn">{`${label}还没有结束（截止 ${to}），以后办理的案件不会计入这份底本。`}</Notice>}
        <div className="actions official-foot">
          <Button onClick={close}>取消</Button>
          <Button
            type="primary"
            autoFocus
            onClick={() => {
              void freeze()
            }}
          >
            冻结上报
          </Button>
        </div>
      </Dialog>
    </div>
  )
}
