/** A committee's short name stands in its file numbers: no two committees of a unit may share one, or a number is given twice (M-20). */
import { ruleViolation } from '../contract/errors.ts'
import type { RecordValues } from '../domain/field.ts'
import type { Desk } from '../server/context.ts'
import type { WriteContext } from '../server/command.ts'
import { readSetting } from '../server/desk.ts'

/** key of the setting that holds the id of the unit's own committee, whatever it is called by now */
export const ownCommitteeKey = 'ownCommittee'

export const ownCommitteeId = (desk: Desk): string | null => {
  const id = readSetting(desk.database, ownCommitteeKey)
  return typeof id === 'string' ? id : null
}

/** Cases without a committee were numbered by the unit's own, before it had a record. */
const numberedByOthers = `SELECT 1 FROM mediation_cases WHERE unit_id = @unitId AND coalesce(committee_id, @own) IS NOT @id
  AND instr(file_no, '）' || @shortName || '人调字第') > 0 LIMIT 1`

/** Why this committee cannot have this short name, or null. */
function takenBy({ desk, unit }: WriteContext, id: string | null, shortName: string): string | null {
  const { writer } = desk.database
  const own = ownCommitteeId(desk)
  if (shortName === unit.shortName && id !== own) return `简称“${shortName}”是本单位调委会卷号用的`
  const known = { id, own, shortName, unitId: unit.unitId }
  const other = writer
    .prepare(
      'SELECT name FROM mediation_committees WHERE unit_id = @unitId AND short_name = @shortName AND id IS NOT @id AND deleted_at IS NULL',
    )
    .pluck()
    .get(known)
  if (typeof other === 'string') return `简称“${shortName}”已由${other}使用`
  const numbered = writer.prepare(numberedByOthers).get(known) !== undefined
  return numbered ? `简称“${shortName}”的卷号已由别的调委会发出` : null
}

/** Why a committee cannot be kept like this, or null (M-20). @param values all values of the committee */
export function committeeProblem(write: WriteContext, values: RecordValues, id: string | null): string | null {
  const shortName = String(values.shortName)
  const before = id === null ? null : write.desk.rows.get('committee', id)
  if (before?.deletedAt === null && before.shortName === shortName) return null
  const taken = takenBy(write, id, shortName)
  return taken === null ? null : `${taken}，两个调委会同一简称会发出相同的卷号，请换一个简称（如加上村名）`
}

/** @param values all values of the committee @throws RULE_VIOLATION (M-20) */
export function prepareCommittee(write: WriteContext, values: RecordValues, id: string | null): RecordValues {
  const message = committeeProblem(write, values, id)
  if (message === null) return values
  throw ruleViolation([{ rule: 'M-20', level: 'block', field: 'shortName', message }])
}
