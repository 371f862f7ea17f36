/** Opening the database with its key, and creating it at the first run. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '../../db/migrate.ts'
import { createBlobStore } from '../../db/blobs.ts'
import { openDatabase, StorageError, type OpenDatabase } from '../../db/open.ts'
import { createRowStore } from '../../db/rows.ts'
import { unit as unitSchema, type Unit } from '../contract/session.ts'
import { ruleSettings, type RuleKey } from '../domain/rule-settings.ts'
import type { Desk } from './context.ts'

export const paths = (dataDir: string) => ({
  database: join(dataDir, 'desk.db'),
  unfinished: join(dataDir, 'desk.db.new'),
  keyring: join(dataDir, 'keyring.json'),
  backups: join(dataDir, 'backups'),
  attachments: join(dataDir, 'attachments'),
  /** documents while they are open in Word, in the clear */
  editing: join(dataDir, 'editing'),
})

/** A first run that was cut off after the keyring was written is finished; one cut off before it left nothing in use. */
export function finishFirstRun(dataDir: string): 'empty' | 'closed' {
  const { database, unfinished, keyring } = paths(dataDir)
  if (!existsSync(keyring)) {
    if (existsSync(database)) {
      throw new StorageError('missing', '数据库还在，但密钥文件 keyring.json 不见了。请勿重新初始化，先从备份找回密钥文件')
    }
    for (const suffix of ['', '-wal', '-shm']) rmSync(unfinished + suffix, { force: true })
    return 'empty'
  }
  if (!existsSync(database) && existsSync(unfinished)) renameSync(unfinished, database)
  if (!existsSync(database)) throw new StorageError('missing', '密钥文件还在，但数据库 desk.db 不见了，请从备份恢复')
  return 'closed'
}

/** Opens and, where needed, upgrades the database. @throws StorageError */
export function openDesk(dataDir: string, key: Uint8Array): Desk {
  const { database, backups, attachments } = paths(dataDir)
  const open = openDatabase(database, key, { create: false })
  try {
    migrate(open.writer, database, {
      backup(fromVersion) {
        mkdirSync(backups, { recursive: true })
        const copy = join(backups, `before-upgrade-from-${String(fromVersion)}.db`)
        rmSync(copy, { force: true })
        open.writer.prepare('VACUUM INTO ?').run(copy)
      },
    })
    return deskOf(open, key, attachments)
  } catch (error) {
    open.close()
    throw error
  }
}

/** A new encrypted database, filled by `fill`, put in its place only when it is whole. */
export function createDesk(dataDir: string, key: Uint8Array, fill: (database: OpenDatabase) => void): void {
  const { unfinished } = paths(dataDir)
  const open = openDatabase(unfinished, key, { create: true })
  try {
    migrate(open.writer, unfinished)
    open.writer.exec('BEGIN IMMEDIATE')
    fill(open)
    open.writer.exec('COMMIT')
    open.writer.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    open.close()
  }
}

export function readSetting(database: OpenDatabase, key: string): unknown {
  const value = database.writer.prepare('SELECT value FROM settings WHERE key = ?').pluck().get(key) as string | undefined
  return value === undefined ? null : (JSON.parse(value) as unknown)
}

export function writeSetting(database: OpenDatabase, key: string, value: unknown): void {
  database.writer
    .prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value')
    .run([key, JSON.stringify(value)])
}

function deskOf(database: OpenDatabase, key: Uint8Array, attachments: string): Desk {
  const unit: Unit = unitSchema.parse(readSetting(database, 'unit'))
  const ruleOf = database.reader.prepare('SELECT value FROM rule_settings WHERE key = ?').pluck()
  let last: Promise<unknown> = Promise.resolve()
  return {
    database,
    key,
    unit,
    rows: createRowStore(database.writer),
    blobs: createBlobStore(attachments, key),
    rule: (name: RuleKey) => (ruleOf.get(name) as number | undefined) ?? ruleSettings.find((one) => one.key === name)?.value ?? 0,
    exclusive(work) {
      const turn = last.then(work)
      last = turn.catch(() => undefined)
      return turn
    },
  }
}
