import { Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { SubsidyRow } from '../../../core/contract/statistics.ts'
import { addMonths } from '../../../core/domain/day.ts'
import { monthText } from '../../../core/domain/statistics/period.ts'
import { api, saveFile, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { yuanText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Paper, printPage } from '../../ui/print.tsx'
import { useToday } from '../../ui/today.ts'

const rule = '按结案日期列入，达成书面或口头协议并已全部履行的案件；金额按本单位设置的以案定补标准。'
const heads = ['序号', '卷号', '纠纷名称', '纠纷类别', '难度', '调解员', '结案日期', '补贴金额（元）']

interface List {
  rows: readonly SubsidyRow[]
  totalFen: number
}

/** 以案定补: what is paid for the cases of a month. */
export function SubsidyTab() {
  const today = useToday()
  const [search, setSearch] = useSearchParams()
  const asked = search.get('month') ?? ''
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7)
  const [printing, setPrinting] = useState(false)
  const [failure, setFailure] = useState<string>()
  const loaded = useLoaded(['statistics', 'subsidy', month], () => api.statistics.subsidy({ month }), ['mediation', 'mediator'])
  const list = loaded.isFetchedAfterMount ? loaded.data : undefined
  const endPrint = useCallback(() => {
    setPrinting(false)
  }, [])
  const exportList = async () => {
    try {
      setFailure(undefined)
      const { fileRef, name } = await api.statistics.subsidyWorkbook({ month })
      await saveFile(fileRef, name)
    } catch (error) {
      setFailure(messageOf(error))
    }
  }
  const step = (label: string, icon: 'left' | 'right', by: -1 | 1) => (
    <Button
      aria-label={label}
      title={label}
      icon={<Icon name={icon} />}
      onClick={() => {
        setSearch({ tab: 'subsidy', month: addMonths(`${month}-01`, by).slice(0, 7) }, { replace: true })
      }}
    />
  )
  return (
    <div className="figures official">
      <div className="figure-bar no-print">
        <span className="actions">
          {step('上一月', 'left', -1)}
          <b className="figure-period">{monthText(month)}</b>
          {step('下一月', 'right', 1)}
        </span>
        {list !== undefined && (
          <span>
            {list.rows.length} 件，合计 <b>{yuanText(list.totalFen)}</b> 元
          </span>
        )}
        <span className="actions push">
          <Button
            icon={<Icon name="print" />}
            disabled={list === undefined}
            onClick={() => {
              setPrinting(true)
            }}
          >
            打印发放表
          </Button>
          <Button
            icon={<Icon name="download" />}
            disabled={list === undefined}
            onClick={() => {
              void exportList()
            }}
          >
            导出 Excel
          </Button>
        </span>
      </div>
      {failure !== undefined && <Notice tone="bad">{failure}</Notice>}
      {loaded.isError && <Notice tone="bad">{messageOf(loaded.error)}</Notice>}
      {list === undefined && !loaded.isError && <p className="muted figure-wait">正在统计…</p>}
      {list !== undefined && (
        <div className="no-print official-body">
          <div className="figure-frame">
            <table className="figure-table subsidy-table">
              <caption className="unseen">以案定补 {monthText(month)}</caption>
              <SubsidyHead heads={heads} />
              <tbody>
                {list.rows.map((row, at) => (
                  <tr key={row.caseId}>
                    <th scope="row">{at + 1}</th>
                    <td>
                      <Link to={`/mediation/${row.caseId}`}>{row.fileNo === '' ? '（无卷号）' : row.fileNo}</Link>
                    </td>
                    <SubsidyCells row={row} />
                  </tr>
                ))}
                {list.rows.length === 0 && (
                  <tr>
                    <td colSpan={heads.length}>这个月没有符合条件的案件</td>
                  </tr>
                )}
              </tbody>
            </table>
          </div>
          <p className="note muted">{rule}金额可在“系统 → 规则”中修改。</p>
        </div>
      )}
      {printing && list !== undefined && <SubsidyPaper list={list} month={month} onPrinted={endPrint} />}
    </div>
  )
}

function SubsidyHead({ heads: names }: { heads: readonly string[] }) {
  return (
    <thead>
      <tr>
        {names.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function SubsidyCells({ row }: { row: SubsidyRow }) {
  return (
    <>
      <td>{row.title}</td>
      <td>{row.category}</td>
      <td>{row.difficulty}</td>
      <td>{row.mediators}</td>
      <td>{row.closedOn}</td>
      <td className="number">{yuanText(row.amountFen)}</td>
    </>
  )
}

function SubsidyPaper({ list, month, onPrinted }: { list: List; month: string; onPrinted: () => void }) {
  const { unit, account } = useSession()
  useEffect(() => {
    printPage()
    onPrinted()
  }, [onPrinted])
  return (
    <Paper className="paper-across figure-paper subsidy-paper">
      <h1>以案定补补贴发放表（{monthText(month)}）</h1>
      <p className="figure-paper-line">
        <span>发放单位：{unit.unitName}</span>
        <span>
          {list.rows.length} 件，合计 {yuanText(list.totalFen)} 元
        </span>
      </p>
      <table>
        <SubsidyHead heads={[...heads, '领款签名']} />
        <tbody>
          {list.rows.map((row, at) => (
            <tr key={row.caseId}>
              <td>{at + 1}</td>
              <td>{row.fileNo}</td>
              <SubsidyCells row={row} />
              <td className="subsidy-sign" />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">说明：{rule}</p>
      <p className="figure-paper-line">
        <span>单位负责人：</span>
        <span>审核人：</span>
        <span>制表人：{account.displayName}</span>
      </p>
    </Paper>
  )
}
