import type { Session } from '../../lib/session.tsx'
import { LockScreen } from '../../ui/entry.tsx'
import { roleWords } from '../../lib/role.ts'
import { useLogIn } from './login-page.tsx'

/** The lock over one person's desk. */
export function LockedDesk({
  session,
  onDone,
  onSwitch,
}: {
  session: Session
  onDone: () => Promise<void>
  onSwitch: () => void
}) {
  const { busy, message, logIn } = useLogIn(onDone)
  const { unit, account } = session
  return (
    <LockScreen
      unitName={unit.unitName}
      person={{ name: account.displayName, role: roleWords[account.role] }}
      message={message}
      busy={busy}
      onUnlock={(password) => {
        logIn(account.loginName, password)
      }}
      onSwitch={onSwitch}
    />
  )
}
