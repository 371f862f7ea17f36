/** What was not performed by its day is overdue from the next day on: set when somebody logs in, as no clock runs while nobody does. */
import { localDay } from '../../domain/day.ts'
import { command } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import { may } from '../../server/rights.ts'

/** by performance_items_open: only what is still to be performed is read; after long years the rest has its turn at the next log-in */
const lateSql = `SELECT DISTINCT c.id FROM performance_items p CROSS JOIN mediation_cases c ON c.id = p.case_id
  WHERE p.state IN ('pending', 'partial') AND p.due_on < ? AND p.deleted_at IS NULL
    AND c.unit_id = ? AND c.deleted_at IS NULL AND c.status IN ('effective', 'closed') AND c.performance IN ('notDue', 'partial')
  LIMIT 2000`

const markOverdue = command('markOverdue', { right: 'mediation', label: '协议到期未履行' }, (write, ids: readonly string[]) => {
  for (const id of ids) write.records.update('mediation', id, null, { performance: 'overdue' })
  write.note({ overdue: ids.length })
})

/** Cases of the unit with something past its day get 到期未履行; nothing is written where there are none. */
export async function ensureOverdue(context: OpenContext): Promise<void> {
  const { backend, desk, session } = context
  if (desk.unit.kind === 'county' || !may(session, 'mediation')) return
  const late = desk.database.reader
    .prepare(lateSql)
    .pluck()
    .all([localDay(backend.ports.clock.now()), desk.unit.unitId]) as string[]
  if (late.length > 0) await markOverdue(context, late)
}
