/** Backups of the open desk, made inside the write queue so that the copy is of one moment. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createBackup, type BackupResult } from '../../db/backup.ts'
import type { Account } from '../contract/session.ts'
import { appendAudit } from './audit.ts'
import type { BackendState, Desk } from './context.ts'
import { paths } from './desk.ts'

/** Local time as it stands in a file name: 20261121-174530. */
export function fileStamp(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${String(at.getFullYear())}${two(at.getMonth() + 1)}${two(at.getDate())}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`
}

/** Two of one second: …-174530.zzk, …-174530-2.zzk. */
function unusedName(stem: string, extension: string): string {
  for (let n = 2, name = stem + extension; ; n += 1) {
    if (!existsSync(name)) return name
    name = `${stem}-${String(n)}${extension}`
  }
}

export const runBackup = (state: BackendState, desk: Desk, session: Account, folder: string): Promise<BackupResult> =>
  desk.exclusive(async () => {
    mkdirSync(folder, { recursive: true })
    const now = state.ports.clock.now()
    const file = unusedName(join(folder, `${desk.unit.unitId}-${fileStamp(now)}`), '.zzk')
    const result = await createBackup(desk.database.writer, paths(state.ports.dataDir).keyring, desk.key, file)
    appendAudit(desk.database.writer, {
      at: now.toISOString(),
      actorId: session.id,
      command: 'createBackup',
      register: null,
      recordId: null,
      detail: { bytes: result.bytes },
    })
    return result
  })

/** Backups in a folder, newest first. */
export function listBackups(folder: string): { fileName: string; bytes: number; at: string }[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.zzk'))
      .map((fileName) => {
        const stat = statSync(join(folder, fileName))
        return { fileName, bytes: stat.size, at: stat.mtime.toISOString() }
      })
      .sort((a, b) => b.at.localeCompare(a.at))
  } catch {
    return []
  }
}
