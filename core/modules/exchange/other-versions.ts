/**
 * Streams of other versions of the program. What a newer one wrote is kept out with words, whole ledgers at a time: nothing
 * of it is dropped unseen, and its unit sends it again. What an older one wrote becomes what a migration made of our own records.
 */
import { fieldsOf, type RegisterName } from '../../domain/field.ts'
import { isRegisterName, registers } from '../../domain/registers.ts'
import { tombstoneFields, tombstoneRegister, type PackageRecord, type StreamHead } from '../../exchange/payload.ts'
import { listParts } from '../../register/queries.ts'
import { breather, type WriteContext } from '../../server/command.ts'

/** fields of every record beside those of its description */
export const envelopeFields = ['id', 'version', 'createdAt', 'updatedAt'] as const

/** Why nothing of this stream can be merged, or null. Ledgers that are not known at all are refused record by record. */
export function newerThanKnown({ register, schemaVersion, fields }: StreamHead): { code: string; message: string } | null {
  const description = isRegisterName(register) ? registers[register] : null
  if (!description && register !== tombstoneRegister) return null
  const [label, known] = description ? [description.label, description.schemaVersion] : ['删除标记', 1]
  const names: readonly string[] = description
    ? [...envelopeFields, ...fieldsOf(description).map(({ name }) => name)]
    : tombstoneFields
  const unknown = fields.find((name) => !names.includes(name))
  if (schemaVersion <= known && unknown === undefined) return null
  const why =
    schemaVersion > known
      ? `由更新的程序写成（数据版本 ${String(schemaVersion)}，接收方只认识到 ${String(known)}）`
      : `含有接收方不认识的字段“${String(unknown)}”`
  return { code: 'NEWER_VERSION', message: `${label}${why}，已隔离、没有合并；请升级接收方的程序，再重新上报` }
}

interface Raising {
  /** schema versions below this one are raised */
  to: number
  /** fields that are worked out */
  fields: readonly string[]
  raise: (record: PackageRecord) => PackageRecord
}

const duties: Readonly<Record<string, string>> = { 主任: 'director', 副主任: 'deputy', 委员: 'member', 聘任: 'hired' }

const outcomes: Readonly<Record<string, string>> = { agreed: 'written', effective: 'written', terminated: 'terminated' }

/** As migration 0006 does it. */
const raisings: Partial<Record<RegisterName, Raising>> = {
  mediator: {
    to: 2,
    fields: [],
    raise: ({ duty, ...record }) => {
      const known = typeof duty === 'string' ? duties[duty] : undefined
      return known === undefined ? record : { ...record, duty: known }
    },
  },
  mediation: {
    to: 2,
    fields: ['outcome', 'committeeKind', 'performance'],
    raise: (record) => {
      const { status } = record
      const failed = status === 'terminated' && record.terminationReason === 'noAgreement'
      const outcome = failed ? 'failed' : typeof status === 'string' ? outcomes[status] : undefined
      return {
        ...record,
        ...(failed && { status: 'failed' }),
        ...(outcome !== undefined && { outcome }),
        ...(typeof record.acceptedOn === 'string' && { committeeKind: 'township' }),
        ...(status === 'effective' && { performance: 'notDue' }),
      }
    },
  },
}

/** What is worked out of the records of an older stream, or null for one of today. */
export function olderThanKnown({ register, schemaVersion }: StreamHead): Raising | null {
  const raising = isRegisterName(register) ? raisings[register] : undefined
  return raising && schemaVersion < raising.to ? raising : null
}

/** What a case knows of its parts, once those of an older package are there. */
export async function settleOlderCases(
  { desk, records }: WriteContext,
  { unitId, packageId }: { unitId: string; packageId: string },
): Promise<void> {
  const { writer } = desk.database
  const breathe = breather()
  const merged = writer.prepare('SELECT id FROM mediation_cases WHERE package_id = ? AND deleted_at IS NULL').pluck()
  for (const id of merged.all(packageId) as string[]) {
    const row = records.get('mediation', id)
    const { version, createdAt, updatedAt } = row
    const agreement = row.outcome === 'written' ? listParts(writer, 'mediationAgreement', id).at(-1) : undefined
    const agreed = agreement && {
      agreedFen: agreement.amountFen as number | null,
      effectiveOn: agreement.effectiveOn as string | null,
      performDueOn: agreement.performDueOn as string | null,
    }
    const patch = { partyCount: listParts(writer, 'mediationParty', id).length, ...agreed }
    records.update('mediation', id, null, patch, { id, unitId, packageId, version, createdAt, updatedAt })
    await breathe()
  }
}
