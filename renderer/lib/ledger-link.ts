import { listInput } from '../../core/contract/register.ts'
import type { Filter } from '../../core/contract/register.ts'
import type { RegisterName } from '../../core/domain/field.ts'
import { registers } from '../../core/domain/registers.ts'

/** The page of a ledger: `/resident`, `/life-event`. */
export const ledgerPath = (register: RegisterName): string =>
  `/${register.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`

/**
 * Where a ledger opens under exactly these conditions, shown as chips: `/resident?where=…`. For a Link or navigate; no name and
 * no number of a person belongs into it.
 */
export const ledgerLink = (register: RegisterName, where: readonly Filter[]): string =>
  `${ledgerPath(register)}?where=${encodeURIComponent(JSON.stringify(where))}`

/** The conditions of such an address; null when what stands there is no list of conditions of this ledger. */
export function whereOf(register: RegisterName, text: string): Filter[] | null {
  const { success, data } = listInput.shape.where.safeParse(parsed(text))
  const known = (field: string) => Object.hasOwn(registers[register].fields.shape, field)
  return success && data?.every(({ field }) => known(field)) === true ? data : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
