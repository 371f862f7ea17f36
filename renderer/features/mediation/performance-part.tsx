import type { RecordView } from '../../../core/contract/register.ts'
import { startsFrom } from '../../../core/domain/mediation/machine.ts'
import { dueText, yuanText } from '../../lib/format.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { Tag } from '../../ui/sheet.tsx'
import type { Tone } from '../../ui/sheet.tsx'
import { useToday } from '../../ui/today.ts'
import { AfterPart } from './after-part.tsx'
import type { AfterProps } from './after-part.tsx'
import { refusedBy } from './case-actions.ts'
import { textOf } from './case-state.ts'

const itemTones: Readonly<Record<string, Tone>> = { pending: 'grey', partial: 'amber', done: 'green', defaulted: 'red' }
const marks = [
  ['done', '履行'],
  ['partial', '部分'],
  ['defaulted', '未履行'],
] as const

/** 履行: one line for each thing to be performed, registered where it stands. */
export function PerformancePart(props: AfterProps) {
  const { view, onVerb, onPrintPaper } = props
  const today = useToday()
  const open = startsFrom('recordPerformance', textOf(view.record, 'status')) && refusedBy(view, 'recordPerformance') === null
  const begun = view.items.some((item) => ['partial', 'done'].includes(textOf(item, 'state')))
  const isLate = (item: RecordView) =>
    textOf(item, 'dueOn') !== '' && textOf(item, 'dueOn') < today && textOf(item, 'state') !== 'done'
  return (
    <AfterPart
      title="履行"
      note={view.record.labels['performance'] ?? ''}
      action={
        begun && (
          <button
            type="button"
            className="link note"
            onClick={() => {
              onPrintPaper({ template: 'mediation-performance', recordId: view.record.id, title: '履行证明' })
            }}
          >
            打印履行证明
          </button>
        )
      }
    >
      {view.items.length === 0 ? (
        <p className="muted note">协议没有列出履行事项。</p>
      ) : (
        <PlainTable<RecordView>
          label="履行事项"
          rows={view.items}
          keyOf={({ id }) => id}
          columns={[
            { label: '期次', kind: 'short', cell: (item) => item.values['itemNo'] },
            {
              label: '内容',
              cell: (item) => (
                <>
                  {textOf(item, 'content')}
                  {textOf(item, 'note') !== '' && <div className="dim note">{textOf(item, 'note')}</div>}
                </>
              ),
            },
            { label: '金额（元）', kind: 'number', cell: (item) => fenText(item, 'amountFen') },
            {
              label: '到期日',
              kind: 'short',
              cell: (item) => (
                <>
                  {textOf(item, 'dueOn') || '—'}
                  {isLate(item) && <Tag tone="red">{dueText(textOf(item, 'dueOn'), today)}</Tag>}
                </>
              ),
            },
            {
              label: '履行情况',
              kind: 'short',
              cell: (item) => (
                <>
                  <Tag tone={itemTones[textOf(item, 'state')]}>{item.labels['state']}</Tag> {textOf(item, 'doneOn').slice(5)}
                  {textOf(item, 'state') === 'partial' && ` 已付 ${fenText(item, 'paidFen')}`}
                </>
              ),
            },
            {
              label: '登记',
              kind: 'short',
              cell: (item) =>
                open &&
                textOf(item, 'state') !== 'done' && (
                  <span className="actions no-print">
                    {marks.map(([state, label]) => (
                      <button
                        key={state}
                        type="button"
                        className="link"
                        aria-label={`${label}：${textOf(item, 'content')}`}
                        onClick={() => {
                          onVerb('recordPerformance', item.id, state)
                        }}
                      >
                        {label}
                      </button>
                    ))}
                  </span>
                ),
            },
          ]}
        />
      )}
    </AfterPart>
  )
}

const fenText = (item: RecordView, field: string) => {
  const fen = item.values[field]
  return typeof fen === 'number' ? yuanText(fen) : '—'
}
