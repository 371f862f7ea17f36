/** Backups of the open desk, made inside the write queue so that the copy is of one moment. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { copyFiles, filesFolder, storedFiles } from '../../db/backup-files.ts'
import { createBackup, type BackupResult } from '../../db/backup.ts'
import type { Account } from '../contract/session.ts'
import { appendAudit } from './audit.ts'
import type { BackendState, Desk } from './context.ts'
import { paths } from './desk.ts'
import type { JobControl } from './jobs.ts'

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

export interface BackupDone extends BackupResult {
  /** attachments and kept documents beside the backup */
  files: number
  /** of them copied now */
  copied: number
  /** not whole in the data folder, so not copied */
  damaged: number
}

/**
 * Database and files. Files first, while others work, and once more what came meanwhile: a backup of that name is there only
 * with everything it speaks of. @throws StorageError full
 */
export async function runBackup(
  state: BackendState,
  desk: Desk,
  session: Account,
  folder: string,
  control?: JobControl,
): Promise<BackupDone> {
  mkdirSync(folder, { recursive: true })
  const { clock, dataDir } = state.ports
  const file = unusedName(join(folder, `${desk.unit.unitId}-${fileStamp(clock.now())}`), '.zzk')
  // the backup folder of this computer guards against mistakes, not against the loss of its disk
  const link = folder === paths(dataDir).backups
  const copy = async () => {
    const names = storedFiles(desk.blobs.folder)
    const progress = (done: number, total: number) => control?.progress('备份附件', done, total)
    const options = { link, progress, ...(control ? { signal: control.signal } : {}) }
    return { files: names.length, ...(await copyFiles(desk.blobs.folder, filesFolder(file), names, desk.key, options)) }
  }
  const before = await copy()
  control?.progress('备份数据库并逐页检查', 0, null)
  const result = await desk.exclusive(async () => {
    const made = await createBackup(desk.database.writer, paths(dataDir).keyring, desk.key, file)
    appendAudit(desk.database.writer, {
      at: clock.now().toISOString(),
      actorId: session.id,
      command: 'createBackup',
      register: null,
      recordId: null,
      detail: { bytes: made.bytes, files: before.files },
    })
    return made
  })
  const after = await copy()
  return { ...result, files: after.files - after.damaged, copied: before.copied + after.copied, damaged: after.damaged }
}

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
