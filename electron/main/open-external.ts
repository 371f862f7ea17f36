import { shell } from 'electron'
import { externalAddress } from './window-policy.ts'

/** The only call of `shell.openExternal`: listed https sites, nothing else. `false` when refused. */
export async function openExternal(address: string): Promise<boolean> {
  const allowed = externalAddress(address)
  if (allowed === undefined) return false
  await shell.openExternal(allowed)
  return true
}
