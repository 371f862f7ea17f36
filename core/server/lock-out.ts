/**
 * How long wrong passwords keep an account closed. While the process lives, the monotonic clock counts: a wall clock set
 * forward opens nothing early. A lock found at the start lasts at most its full time from then on: one set while the wall
 * clock ran ahead does not last until that day.
 */
import type { KeyringAccount } from '../../db/keys.ts'
import type { Clock } from './ports.ts'

export const lockMinutes = 30
const lockMs = lockMinutes * 60_000

type Member = Pick<KeyringAccount, 'id' | 'lockedUntil'>

export interface LockOut {
  /** milliseconds until the account may be tried again; 0 when it may */
  left(member: Member, clockSeen: string): number
  /** the lock now written to the keyring begins */
  begin(member: Member): void
}

export function createLockOut(clock: Clock): LockOut {
  const started = { wall: clock.now().getTime(), monotonic: clock.monotonic() }
  const opensAt = new Map<string, number>()
  const nameOf = ({ id, lockedUntil }: Member) => `${id} ${lockedUntil ?? ''}`
  let startedAt: number | undefined
  return {
    left(member, clockSeen) {
      // the first question comes before this process has written the keyring: a clock set back counts from where it was
      startedAt ??= Math.max(started.wall, Date.parse(clockSeen))
      if (member.lockedUntil === null) return 0
      const name = nameOf(member)
      const opens = opensAt.get(name) ?? started.monotonic + Math.min(lockMs, Date.parse(member.lockedUntil) - startedAt)
      opensAt.set(name, opens)
      return Math.max(0, opens - clock.monotonic())
    },
    begin(member) {
      opensAt.set(nameOf(member), clock.monotonic() + lockMs)
    },
  }
}
