import { Button } from 'antd'
import { useState } from 'react'
import type { ImportResult } from '../../../core/contract/import.ts'
import { isRegisterName, registers } from '../../../core/domain/registers.ts'
import { countText } from '../../lib/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/sheet.tsx'
import type { Tone } from '../../ui/sheet.tsx'
import { CountBalance } from '../../ui/wizard.tsx'

type Note = ImportResult['rows'][number]
type Level = Note['level']

const levels: Record<Level, { label: string; tone: Tone }> = {
  rejected: { label: '未导入', tone: 'red' },
  duplicate: { label: '重复', tone: 'grey' },
  warning: { label: '有提醒', tone: 'amber' },
  repaired: { label: '已修正', tone: 'blue' },
}
const pageSize = 100

/** Where every row went, and every row that a person should look at. */
export function ImportOutcome({ result, tense }: { result: ImportResult; tense: 'trial' | 'done' }) {
  const also = Object.entries(result.alsoCreated).map(([name, count]) =>
    isRegisterName(name)
      ? `${registers[name].label} ${countText(count)} ${registers[name].counter}`
      : `${name} ${countText(count)}`,
  )
  const villages = result.alsoCreatedNames
  const moreVillages = (result.alsoCreated['village'] ?? 0) > villages.length
  return (
    <div className="import-outcome">
      <CountBalance
        whole={{ label: '读到', count: result.read }}
        parts={[
          { label: '新增', count: result.created, tone: 'good' },
          { label: '更新', count: result.updated, tone: 'good' },
          { label: '未变', count: result.unchanged },
          { label: '重复', count: result.duplicates, tone: 'warn' },
          { label: '未导入', count: result.rejected, tone: 'bad' },
        ]}
        besides={[
          { label: '其中已修正', count: result.repaired },
          { label: '其中有提醒', count: result.warnings, tone: 'warn' },
        ]}
      />
      <ul className="import-notes">
        {also.length > 0 && (
          <li>
            {tense === 'trial' ? '将同时新建' : '已同时新建'}：{also.join('、')}。
            {villages.length > 0 &&
              `新的村（社区）：${villages.join('、')}${moreVillages ? ' 等' : ''}。如果是台账里已有的村换了写法，请先把表里的名称改成一样再导入。`}
          </li>
        )}
        {result.droppedColumns.length > 0 && <li>没有读入的列：{result.droppedColumns.join('、')}（平安台不收集这类信息）。</li>}
        {result.unmappedColumns.length > 0 && <li>没有指定去处、未导入的列：{result.unmappedColumns.join('、')}。</li>}
      </ul>
      <RowNotes result={result} />
    </div>
  )
}

/** As the tiles count them: rows, though one row may have several remarks. */
const rowsOf = (result: ImportResult): Record<Level, number> => ({
  rejected: result.rejected,
  duplicate: result.duplicates,
  warning: result.warnings,
  repaired: result.repaired,
})

function RowNotes({ result }: { result: ImportResult }) {
  const { rows, rejected } = result
  const counts = rowsOf(result)
  const [level, setLevel] = useState<Level>()
  const [shown, setShown] = useState(pageSize)
  if (rows.length === 0) return <Notice tone="good">每一行都没有问题。</Notice>
  const of = (one: Level) => rows.filter((row) => row.level === one)
  const chosen = level === undefined ? rows : of(level)
  const choose = (one: Level | undefined) => {
    setLevel(one)
    setShown(pageSize)
  }
  return (
    <section aria-label="需要看一看的行" className="import-rows">
      <div className="import-line no-print">
        <h3>需要看一看的行</h3>
        <div className="views" role="group" aria-label="按种类看">
          <button
            type="button"
            className="view"
            aria-pressed={level === undefined}
            onClick={() => {
              choose(undefined)
            }}
          >
            全部 {countText(new Set(rows.map(({ row }) => row)).size)} 行
          </button>
          {(Object.keys(levels) as Level[])
            .filter((one) => of(one).length > 0)
            .map((one) => (
              <button
                type="button"
                className="view"
                key={one}
                aria-pressed={level === one}
                onClick={() => {
                  choose(one)
                }}
              >
                {levels[one].label} {counts[one] > 0 && `${countText(counts[one])} 行`}
              </button>
            ))}
        </div>
      </div>
      {rejected > 0 && level !== 'repaired' && (
        <p className="muted note">
          未导入的行可以“把原表标注后取回”，照着改好再导入：已导入的行会认出来，不会重复。一行有几个问题时分几条列出。
        </p>
      )}
      <PlainTable<Note & { at: number }>
        label="需要看一看的行"
        rows={chosen.slice(0, shown).map((row, at) => ({ ...row, at }))}
        keyOf={({ at }) => at}
        columns={[
          { label: '行', kind: 'number', cell: ({ row }) => row },
          { label: '列', kind: 'short', cell: ({ column }) => (column === '' ? '整行' : column) },
          { label: '结果', kind: 'short', cell: (row) => <Tag tone={levels[row.level].tone}>{levels[row.level].label}</Tag> },
          { label: '原因与办法', cell: ({ message }) => withoutPlace(message) },
        ]}
      />
      {chosen.length > shown && (
        <Button
          className="no-print"
          onClick={() => {
            setShown(shown + pageSize)
          }}
        >
          再显示 {Math.min(pageSize, chosen.length - shown)} 条，还有 {countText(chosen.length - shown)} 条
        </Button>
      )}
    </section>
  )
}

/** The row and the column stand beside it already. */
const withoutPlace = (message: string) => message.replace(/^第 \d+ 行( [A-Z]+ 列)?(“[^”]*”)?：/, '')
