/** 网格交接: one person's time in a grid ends and another's begins, on one day. */
import { badRequest, ruleViolation } from '../../contract/errors.ts'
import { gridStaff } from '../../domain/grid/fields.ts'
import type { StoredRow } from '../../../db/rows.ts'
import { gridLead, holdersOf } from '../../register/sole-role.ts'
import { parseValues } from '../../register/values.ts'
import { command, type WriteContext } from '../../server/command.ts'

interface HandOver {
  id: string
  expectedVersion: number
  fromStaffId: string | null
  name: string
  role: string
  phone: string | null
  happenedOn: string
}

const refuse = (field: string, message: string, recordId?: string) =>
  ruleViolation([{ rule: 'G-01', level: 'block', field, message, ...(recordId === undefined ? {} : { recordId }) }])

/** The one who leaves: of this grid, still serving, not before the day he began. */
function leavingStaff(write: WriteContext, { id, fromStaffId, happenedOn }: HandOver): StoredRow | null {
  if (fromStaffId === null) return null
  const row = write.records.get('gridStaff', fromStaffId)
  if (row.gridId !== id) throw badRequest('交出人不是这个网格的，请刷新后重试')
  if (typeof row.toOn === 'string') throw refuse('fromStaffId', `“${String(row.name)}”已于 ${row.toOn} 交接，请选择现任`, row.id)
  if (happenedOn < String(row.fromOn))
    throw refuse('happenedOn', `交接日期不能早于“${String(row.name)}”的开始日期 ${String(row.fromOn)}`)
  return row
}

export const handOverGrid = command('handOverGrid', { right: 'resident', label: '网格交接' }, (write, input: HandOver) => {
  const { id, role, happenedOn, expectedVersion } = input
  write.records.get('grid', id)
  if (happenedOn > write.today) throw refuse('happenedOn', '交接日期不能晚于今天')
  const leaving = leavingStaff(write, input)
  const [lead] = role === 'lead' ? holdersOf(write.desk.database.writer, gridLead, id, leaving?.id ?? null) : []
  if (lead) throw refuse('role', `现任网格长是“${lead.name}”，请由其交出`, lead.id)
  const { values } = parseValues(gridStaff, {
    gridId: id,
    name: input.name,
    role,
    phone: input.phone,
    fromOn: happenedOn,
    toOn: null,
  })
  if (leaving) write.records.update('gridStaff', leaving.id, null, { toOn: happenedOn })
  write.records.insert('gridStaff', values)
  write.about('grid', id)
  // a grid without a lead says so
  const named =
    role === 'lead'
      ? { leadName: values.name ?? null, leadPhone: values.phone ?? null }
      : leaving?.role === 'lead'
        ? { leadName: null, leadPhone: null }
        : null
  return named ? write.records.update('grid', id, expectedVersion, named) : write.records.touch('grid', id, expectedVersion)
})
