import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { codeName } from '../../../core/domain/codes.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { dueGroup, dueText, fullDayText, lunarDayText } from '../../lib/format.ts'
import { EmptyPage } from '../../ui/empty-page.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useLanding } from '../../ui/landing.ts'
import { Notice } from '../../ui/notice.tsx'
import { printPage } from '../../ui/print.tsx'
import { PageHead, Sheet } from '../../ui/sheet.tsx'
import type { Tone } from '../../ui/sheet.tsx'
import { BriefList, DueList, StatTile, StatTiles, TodayBody } from '../../ui/today-page.tsx'
import { MorningSheet } from './morning-sheet.tsx'
import { dueActionPath, duePath } from './due-path.ts'
import type { TodayView } from './today-view.ts'
import './today.css'

/** What is due, by the day it must be done; beside it the decisions of the last meetings, above it four figures. */
export function TodayPage() {
  const navigate = useNavigate()
  const { data, error } = useLoaded(['today'], () => api.today.get(), [
    'mediation',
    'followUp',
    'performanceItem',
    'judicialConfirmation',
    'fileLoan',
    'resettlement',
    'decision',
    'meeting',
  ])
  useLanding(data !== undefined, '.due-title')
  if (error !== null && data === undefined) return <Notice tone="bad">{messageOf(error)}</Notice>
  if (data === undefined) return null
  const { today, due, figures } = data
  const count = (group: string) => due.filter((item) => dueGroup(item.dueOn, today) === group).length
  return (
    <>
      <div className="page no-print">
        <PageHead
          title={greeting(count('today'), count('overdue'))}
          note={`${fullDayText(today)} · ${lunarDayText(today)}`}
          actions={
            <Button icon={<Icon name="print" />} onClick={printPage}>
              打印今日单
            </Button>
          }
        />
        <Figures figures={figures} />
        <TodayBody side={<Decisions view={data} />}>
          <DueList
            note="逾期的和七日之内的"
            items={due.map((item) => ({
              id: `${item.kind}-${item.id}-${item.actionId ?? ''}`,
              dueOn: item.dueOn,
              group: dueGroup(item.dueOn, today),
              title: item.title,
              reason: item.reason,
              to: duePath(item),
              action: { label: item.action, run: () => void navigate(dueActionPath(item)) },
            }))}
            blank={
              <EmptyPage
                title="眼下没有要办的事"
                purpose="调解期限、履行和回访、司法确认、立卷、帮教走访、会议决定到期前，会按日子排在这里，各带一个办理按钮。"
                actions={
                  <>
                    <Button type="primary" onClick={() => void navigate('/mediation/new')}>
                      登记纠纷
                    </Button>
                    <Button onClick={() => void navigate('/resident')}>查看居民台账</Button>
                  </>
                }
              />
            }
          />
        </TodayBody>
      </div>
      <MorningSheet view={data} />
    </>
  )
}

function greeting(todays: number, overdue: number): string {
  const hour = new Date().getHours()
  const hello = hour < 6 ? '夜深了' : hour < 12 ? '上午好' : hour < 18 ? '下午好' : '晚上好'
  const work = todays > 0 ? `今天要办 ${String(todays)} 件` : '今天没有到期的事'
  return `${hello}，${work}${overdue > 0 ? `，逾期 ${String(overdue)} 件` : ''}`
}

function Figures({ figures }: { figures: TodayView['figures'] }) {
  const { closedThisYear: closed, succeededThisYear: succeeded } = figures
  return (
    <StatTiles>
      <StatTile
        figure={figures.casesOpen}
        unit="起"
        label={figures.casesOpen === 0 ? '在调纠纷' : `在调纠纷 · 平均已调 ${String(figures.casesMeanDays)} 天`}
        to="/mediation"
      />
      <StatTile
        figure={closed === 0 ? '—' : `${((succeeded / closed) * 100).toFixed(1)}%`}
        label={`本年调解成功率 · ${String(succeeded)} / ${String(closed)}`}
        to="/mediation"
      />
      <StatTile
        figure={figures.inAssistance}
        unit="人"
        label={`在帮人员 · 本月走访 ${String(figures.visitedThisMonth)} / ${String(figures.inAssistance)}`}
        to="/resettlement"
      />
      <StatTile
        figure={figures.decisionsOpen}
        unit="项"
        trend={figures.decisionsOverdue > 0 ? { text: `${String(figures.decisionsOverdue)} 逾期`, good: false } : undefined}
        label="会议决定未办结"
        to="/meeting"
      />
    </StatTiles>
  )
}

function Decisions({ view: { decisions, today, figures } }: { view: TodayView }) {
  return (
    <Sheet title="会议决定" extra={<Link to="/meeting">未办结 {figures.decisionsOpen} 项</Link>}>
      {decisions.length === 0 ? (
        <p className="muted note today-quiet">开会定下的事，登记决定后在这里跟到办结。</p>
      ) : (
        <BriefList
          items={decisions.map(({ id, meetingId, content, owner, dueOn, status }) => ({
            id,
            text: (
              <Link className="plain-link" to={`/meeting/${meetingId}`}>
                {content}
              </Link>
            ),
            note: `${owner} · ${dueOn.slice(5)}`,
            ...stateOf(status, dueOn, today),
          }))}
        />
      )}
    </Sheet>
  )
}

function stateOf(status: string, dueOn: string, today: string): { tone: Tone; state: string } {
  if (status === 'done') return { tone: 'green', state: codeName('decisionStatus', status) }
  if (dueOn < today) return { tone: 'red', state: dueText(dueOn, today) }
  return { tone: status === 'inProgress' ? 'amber' : 'blue', state: codeName('decisionStatus', status) }
}
