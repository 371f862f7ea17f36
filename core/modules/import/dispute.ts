/** One row of a rolling ledger: a registered case with its parties, or the progress of one that is there. */
import type { StoredRow } from '../../../db/rows.ts'
import { addDays } from '../../domain/day.ts'
import type { RecordValues } from '../../domain/field.ts'
import { mediation } from '../../domain/mediation/fields.ts'
import { mediationParty } from '../../domain/mediation/party-fields.ts'
import { isResolved, sourceOf } from '../../domain/mediation/rolling-ledger.ts'
import { mappedCategory } from '../../register/category-mapping.ts'
import type { JudgedRecord } from '../../register/import/judged-batch.ts'
import { rowRemark, type Remark } from '../../register/import/remark.ts'
import { parseValues } from '../../register/values.ts'
import type { Store, Stored } from './stored.ts'

const copied = [
  'title',
  'registeredOn',
  'villageId',
  'place',
  'category',
  'involvedCount',
  'summary',
  'leadOrganization',
  'leadPerson',
  'resolveDueOn',
  'progress',
  'claimFen',
] as const

/** what the next week's ledger brings anew */
const renewed = ['leadOrganization', 'leadPerson', 'resolveDueOn', 'progress', 'claimFen', 'involvedCount'] as const

/** Resolved without mediation it counts as 排查中化解; 转调解 and all else wait for acceptance. */
const standing = ({ resultText, closedOn }: RecordValues): RecordValues =>
  isResolved(resultText, closedOn) === true
    ? { status: 'settled', closedOn: closedOn ?? null }
    : { status: 'registered', closedOn: null }

/** @param existing the case of the same name and day, where there is one */
export function storeDispute({ write, known }: Store, { values, row }: JudgedRecord, existing: StoredRow | null): Stored {
  if (existing) return renew({ write, known }, values, row, existing)
  const origin = typeof values.sourceText === 'string' ? sourceOf(values.sourceText) : null
  const parties = (
    [
      ['applicant', values.firstParty, values.firstPhone],
      ['respondent', values.secondParty, values.secondPhone],
    ] as const
  ).filter(([, name]) => typeof name === 'string')
  const { values: parsed } = parseValues(mediation, {
    ...Object.fromEntries(copied.map((name) => [name, values[name] ?? null])),
    source: origin?.source ?? '20',
    subSource: origin?.subSource ?? (typeof values.sourceText === 'string' ? null : 'screening'),
  })
  const { id } = write.records.insert('mediation', {
    ...parsed,
    ...standing(values),
    category17: mappedCategory(write.desk.database.writer, String(parsed.category)),
    acceptDueOn: addDays(String(parsed.registeredOn), write.rule('med.acceptDays')),
    partyCount: parties.length,
  })
  for (const [side, name, phone] of parties) {
    const party = parseValues(mediationParty, { caseId: id, side, kind: 'person', name: name ?? null, phone: phone ?? null })
    write.records.insert('mediationParty', party.values)
  }
  return {
    result: 'created',
    warnings: parties.length > 1 ? [] : [rowRemark(row, 'RULE_WARNING', 'secondParty', '只有一方当事人，受理前请补登另一方')],
  }
}

function renew({ write, known }: Pick<Store, 'write' | 'known'>, values: RecordValues, row: number, existing: StoredRow): Stored {
  const warnings: Remark[] = []
  if (known === 'skip') return { result: 'unchanged', warnings }
  if (existing.status !== 'registered' && existing.status !== 'settled') {
    warnings.push(rowRemark(row, 'RULE_WARNING', null, '案件已受理或办结，台账中的进展没有带入；请在案件页面上办理'))
    return { result: 'unchanged', warnings }
  }
  const empty = (name: string) => existing[name] === null || existing[name] === ''
  const patch: RecordValues = Object.fromEntries(
    renewed.flatMap((name) => {
      const value = values[name] ?? null
      return value !== null && (known === 'overwrite' || empty(name)) ? [[name, value]] : []
    }),
  )
  const now = standing(values)
  // a result that is not known says nothing; one that says “not resolved” opens what was settled
  const said = typeof values.resultText === 'string' && values.resultText.trim() !== ''
  const opened = existing.status === 'settled' && said && isResolved(values.resultText, values.closedOn) === false
  if (known === 'overwrite' && (now.status === 'settled' || opened)) Object.assign(patch, now)
  if (opened)
    warnings.push(
      rowRemark(
        row,
        'RULE_WARNING',
        'resultText',
        known === 'overwrite'
          ? '原已登记为排查中化解，台账中又未化解：已改回“已登记”，需要调解的请受理'
          : '原已登记为排查中化解，台账中又未化解；没有改动，请核对',
      ),
    )
  const { version } = write.records.update('mediation', existing.id, null, patch)
  return { result: version === existing.version ? 'unchanged' : 'updated', warnings }
}
