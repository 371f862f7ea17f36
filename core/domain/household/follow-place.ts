/** Where members live follows their household, as long as they lived where the household did. */
import type { RecordValues } from '../field.ts'

type Place = Readonly<Record<string, unknown>>

/** 3组15号 → 3组 · 15号 */
const grouped = /^(\d{1,3}组)(.+)$/

const written = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * What changes in a member who goes from one household to another: village, grid and address, each only when it was that of
 * the old household, and only to something that the new one says.
 */
export function followPlace(member: Place, from: Place, to: Place): RecordValues {
  const patch: RecordValues = {}
  for (const name of ['villageId', 'gridId']) {
    const next = to[name]
    if (typeof next === 'string' && next !== member[name] && (member[name] ?? null) === (from[name] ?? null)) patch[name] = next
  }
  if (typeof to.address !== 'string' || to.address === from.address) return patch
  const { groupName, residenceAddress } = member
  const [, group, rest] = grouped.exec(to.address) ?? []
  const whole = written(groupName) + written(residenceAddress)
  if (whole === '' ? from.address == null : whole === from.address && groupName !== null) {
    Object.assign(patch, group === undefined ? { residenceAddress: to.address } : { groupName: group, residenceAddress: rest })
  } else if (residenceAddress === from.address) patch.residenceAddress = to.address
  return patch
}
