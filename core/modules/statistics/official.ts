/** The official tables of people's mediation as they are filed (reference §1.9). */
import { badRequest } from '../../contract/errors.ts'
import type { OfficialQuery, OfficialTable } from '../../contract/statistics.ts'
import { periodText } from '../../domain/statistics/period.ts'
import type { OpenContext } from '../../server/context.ts'
import { countOfficialCases } from './official-cases.ts'
import { countOrganisation } from './official-organisation.ts'

/** @throws DeskError BAD_REQUEST for a period that ends before it begins */
export async function getOfficial(context: OpenContext, query: OfficialQuery): Promise<OfficialTable> {
  const { report, from, to } = query
  if (from > to) throw badRequest('开始日期不能晚于结束日期')
  const table = report === 'mediationCases' ? await countOfficialCases(context, query) : countOrganisation(context, query)
  return { report, unitName: context.desk.unit.unitName, period: periodText(from, to), ...table }
}
