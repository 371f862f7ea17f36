/** Who may do what, as one table. Later roles (three administrators, scopes) are further columns. */
import type { Account } from '../contract/session.ts'

export const rights = {
  read: ['admin', 'operator'],
  resident: ['admin', 'operator'],
  /** masked fields in full in an export */
  exportFull: ['admin'],
  /** views that everybody of the unit sees */
  officeView: ['admin'],
  mediation: ['admin', 'operator'],
  resettlement: ['admin', 'operator'],
  meeting: ['admin', 'operator'],
  exchange: ['admin', 'operator'],
  peers: ['admin'],
  backup: ['admin', 'operator'],
  audit: ['admin'],
  account: ['admin'],
  settings: ['admin'],
} as const satisfies Record<string, readonly Account['role'][]>

export type Right = keyof typeof rights

export const may = (account: Account, right: Right): boolean => (rights[right] as readonly string[]).includes(account.role)
