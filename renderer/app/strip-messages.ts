import type { UnitKind } from '../../core/contract/session.ts'
import { localDay } from '../../core/domain/day.ts'
import { dayNumber } from '../lib/day.ts'
import type { StripMessage } from './shell.tsx'

const patienceDays = 7

/** What the strip at the foot has to say: nothing, as long as backups and hand-ups are fresh. */
export function stripMessages(
  state: { today: string; lastBackupAt: string | null; lastHandUpAt: string | null } | undefined,
  kind: UnitKind,
  demo: boolean,
  go: (to: string) => void,
): StripMessage[] {
  const messages: StripMessage[] = []
  if (demo) messages.push({ id: 'demo', tone: 'plain', text: '演示数据：人名、地名都是虚构的' })
  if (state === undefined) return messages
  const late = (at: string | null) => (at === null ? undefined : dayNumber(state.today) - dayNumber(localDay(new Date(at))))
  const remind = (id: string, days: number | undefined, never: string, ago: string, label: string, to: string) => {
    if (days !== undefined && days <= patienceDays) return
    messages.push({
      id,
      tone: days === undefined && id === 'hand-up' ? 'plain' : 'warn',
      text: days === undefined ? never : `${String(days)} 天${ago}`,
      action: {
        label,
        run: () => {
          go(to)
        },
      },
    })
  }
  remind('backup', late(state.lastBackupAt), '还没有备份', '没有备份', '去备份', '/system')
  if (kind !== 'county') remind('hand-up', late(state.lastHandUpAt), '还没有上报过', '没有上报', '去上报', '/exchange/hand-up')
  return messages
}
