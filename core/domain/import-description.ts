import type { RegisterDescription, RegisterName } from './field.ts'
import { rollingLedger } from './mediation/rolling-ledger.ts'
import { registers } from './registers.ts'

/** What a workbook of a ledger holds: the ledger's own fields, or the form in which offices keep it where that is another. */
export const importDescription = (register: RegisterName): RegisterDescription =>
  register === 'mediation' ? rollingLedger : registers[register]
