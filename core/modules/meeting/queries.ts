import type { SqliteConnection } from '../../../db/open.ts'
import { getRow, listParts } from '../../register/queries.ts'
import { recordTimeline } from '../../register/timeline.ts'
import { viewRows } from '../../register/views.ts'

export function getMeeting(reader: SqliteConnection, id: string) {
  const row = getRow(reader, 'meeting', id)
  const [record] = viewRows(reader, 'meeting', [row])
  if (!record) throw new Error('a read row has a view')
  const decisions = listParts(reader, 'decision', id)
  return {
    record,
    attendees: viewRows(reader, 'meetingAttendee', listParts(reader, 'meetingAttendee', id)),
    agenda: viewRows(reader, 'agendaItem', listParts(reader, 'agendaItem', id)),
    decisions: viewRows(reader, 'decision', decisions),
    documents: [
      {
        template: 'meeting-minutes',
        title: '会议纪要',
        recordId: id,
        state: row.status === 'signedOff' ? ('signed' as const) : ('draft' as const),
        note: row.status === 'signedOff' ? `签发 ${String(row.signedOffOn)}` : '未签发，打印件带“草稿”字样（T-02）',
      },
    ],
    timeline: recordTimeline(reader, [id, ...decisions.map((one) => one.id)], ({ register, recordId, kind }) => {
      const made = register === 'decision' && kind === 'create' ? decisions.find((one) => one.id === recordId) : undefined
      return typeof made?.content === 'string' ? `议定：${made.content.slice(0, 40)}` : null
    }),
  }
}
