import { dueGroup, dueText, fullDayText, stampText } from '../../lib/format.ts'
import { useSession } from '../../lib/session.tsx'
import { PrintSheet } from '../../ui/print.tsx'
import type { TodayView } from './today-view.ts'

/** The morning sheet: what is due, on one page of paper, with room for a tick and a note. */
export function MorningSheet({ view: { due, today } }: { view: TodayView }) {
  const { unit, account } = useSession()
  return (
    <PrintSheet
      title="今日单"
      note={`${unit.unitName} ${fullDayText(today)}`}
      watermark={`${account.displayName} 打印 · ${stampText(new Date())}`}
      onPaperOnly
    >
      <table className="morning">
        <thead>
          <tr>
            <th>期限</th>
            <th>事项</th>
            <th>缘由</th>
            <th>办理情况</th>
          </tr>
        </thead>
        <tbody>
          {due
            .filter(({ dueOn }) => dueGroup(dueOn, today) !== 'later')
            .map((item) => (
              <tr key={`${item.kind}-${item.id}-${item.actionId ?? ''}`}>
                <td>{dueText(item.dueOn, today)}</td>
                <td>□ {item.title}</td>
                <td>{item.reason}</td>
                <td />
              </tr>
            ))}
        </tbody>
      </table>
    </PrintSheet>
  )
}
