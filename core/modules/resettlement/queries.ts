import type { SqliteConnection } from '../../../db/open.ts'
import { codeName } from '../../domain/codes.ts'
import { getRow, listParts } from '../../register/queries.ts'
import { recordTimeline } from '../../register/timeline.ts'
import { viewRows } from '../../register/views.ts'

export function getResettlement(reader: SqliteConnection, id: string) {
  const row = getRow(reader, 'resettlement', id)
  const visits = listParts(reader, 'resettlementVisit', id).reverse()
  const [record] = viewRows(reader, 'resettlement', [row])
  if (!record) throw new Error('a read row has a view')
  return {
    record,
    visits: viewRows(reader, 'resettlementVisit', visits),
    documents: [
      {
        template: 'resettlement-register',
        title: '安置帮教信息登记表',
        recordId: id,
        state: 'draft' as const,
        note: `帮教期至 ${String(row.termTo)}`,
      },
      ...visits.map((visit) => ({
        template: 'resettlement-visit',
        title: '走访记录',
        recordId: visit.id,
        state: 'draft' as const,
        note: String(visit.visitedOn),
      })),
    ],
    timeline: recordTimeline(reader, [id, ...visits.map((one) => one.id)], ({ register, recordId }) => {
      const visit = register === 'resettlementVisit' ? visits.find((one) => one.id === recordId) : undefined
      return visit
        ? `${codeName('visitMode', String(visit.mode))}走访 ${String(visit.visitedOn)}${visit.declined === true ? '，本人谢绝' : ''}`
        : null
    }),
  }
}
