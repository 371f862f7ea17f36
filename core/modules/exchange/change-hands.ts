/**
 * What must be unique may change hands within a package: a number goes from one person to another, or two are exchanged. A
 * record that meets its number in another's hands waits until the package has been read.
 */
import type { PackageRecord } from '../../exchange/payload.ts'
import { breather, type WriteContext } from '../../server/command.ts'

export interface Waiting {
  register: string
  value: PackageRecord
  sentFields: ReadonlySet<string>
}

/** Those who wait are gone through so often at most: a chain that is longer is a chain of identity numbers, settled at once. */
const mostPasses = 20

/**
 * Merges what waits, again while that helps; then identity numbers are taken from all who give them up before the first is
 * given to its next owner.
 *
 * @param merge whether the record went in
 * @returns those that cannot go in: what must be unique stays with a record that keeps it
 */
export async function mergeWaiting(
  write: WriteContext,
  from: { unitId: string },
  waiting: readonly Waiting[],
  merge: (one: Waiting) => boolean,
): Promise<Waiting[]> {
  const breathe = breather()
  let left = [...waiting]
  const mergeAll = async () => {
    const still: Waiting[] = []
    for (const one of left) {
      if (!merge(one)) still.push(one)
      await breathe()
    }
    left = still
  }
  for (let pass = 0, before = Infinity; pass < mostPasses && left.length > 0 && left.length < before; pass++) {
    before = left.length
    await mergeAll()
  }
  const changing = numbersChanging(write, from.unitId, left)
  for (const id of changing) {
    giveUpNumber(write, id)
    await breathe()
  }
  if (changing.size > 0) await mergeAll()
  return left
}

/** Residents that can all have their numbers once all of them have given up their own. */
function numbersChanging({ desk }: WriteContext, unitId: string, left: readonly Waiting[]): Set<string> {
  const holderOf = desk.database.writer
    .prepare('SELECT id FROM residents WHERE unit_id = ? AND id_number = ? AND deleted_at IS NULL')
    .pluck()
  const wanted = new Map<string, { id: string; holder: string | undefined }>()
  for (const { register, value, sentFields } of left) {
    const { id, idNumber } = value
    if (register !== 'resident' || typeof id !== 'string' || typeof idNumber !== 'string') continue
    // of two who want one number the first may have it
    if (sentFields.has('idNumber') && !wanted.has(idNumber))
      wanted.set(idNumber, { id, holder: holderOf.get([unitId, idNumber]) as string | undefined })
  }
  const movers = [...wanted.values()]
  const moving = new Set(movers.map(({ id }) => id))
  const followers = new Map(movers.flatMap(({ id, holder }) => (holder === undefined ? [] : [[holder, id] as const])))
  // who stays keeps a number, and so does everybody who waits for it
  for (const { id, holder } of movers) {
    if (holder === undefined || moving.has(holder)) continue
    for (let stays: string | undefined = id; stays !== undefined && moving.delete(stays);) stays = followers.get(stays)
  }
  return moving
}

/** In the history the number goes before it comes: both are true, and both are taken back. */
function giveUpNumber({ desk, records }: WriteContext, id: string): void {
  const row = desk.rows.get('resident', id)
  if (row?.deletedAt !== null || row.idNumber === null) return
  const { unitId, version, createdAt, updatedAt } = row
  const origin = { id, unitId, version, createdAt, updatedAt, packageId: row.packageId ?? '' }
  records.update('resident', id, null, { idNumber: null }, origin)
}
