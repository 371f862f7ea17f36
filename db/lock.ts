/**
 * One host for one data folder. The lock is an exclusive SQLite lock, which the operating system releases when the
 * process dies, however it dies; the file beside it says who holds it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sqliteCode } from './open.ts'
import { writeWhole } from './keys.ts'

export interface FolderLock {
  release(): void
}

/** The lock, or what is known of its holder when the folder is in use. */
export function lockFolder(dataDir: string, host: string): FolderLock | { heldBy: string } {
  const lock = new Database(join(dataDir, 'desk.lock'), { timeout: 0 })
  const holderFile = join(dataDir, 'desk.lock.json')
  try {
    lock.pragma('journal_mode=DELETE')
    lock.exec('BEGIN EXCLUSIVE')
    writeWhole(holderFile, `${host}（进程 ${String(process.pid)}）`)
  } catch (error) {
    lock.close()
    if (!sqliteCode(error).startsWith('SQLITE_BUSY')) throw error
    return { heldBy: existsSync(holderFile) ? readFileSync(holderFile, 'utf8') : '' }
  }
  return {
    release() {
      if (lock.open) lock.close()
    },
  }
}
