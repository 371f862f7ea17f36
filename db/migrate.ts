/**
 * Brings a database to the program's version, or leaves it exactly as it was. Order: refuse gaps, changed checksums and
 * a future version → free space → backup → one transaction → foreign keys checked → quick check.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StorageError, type SqliteConnection } from './open.ts'

export interface Migration {
  /** 1 for the first: the user_version after it ran */
  version: number
  name: string
  sql: string
  checksum: string
}

export const migrationsDir = join(import.meta.dirname, 'migrations')

export function readMigrations(directory = migrationsDir): Migration[] {
  const files = readdirSync(directory)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return files.map((name, index) => {
    if (Number(name.slice(0, 4)) !== index) throw new Error(`migration ${name} leaves a gap`)
    const sql = readFileSync(join(directory, name), 'utf8')
    return { version: index + 1, name, sql, checksum: createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex') }
  })
}

export interface MigrateOptions {
  migrations?: Migration[]
  /** called before an existing database is changed; must leave a verified copy or throw */
  backup?: (fromVersion: number) => void
}

const ledger =
  'CREATE TABLE IF NOT EXISTS applied_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)'

/** @throws StorageError newer | changedMigration | full */
export function migrate(connection: SqliteConnection, path: string, options: MigrateOptions = {}): { from: number; to: number } {
  const migrations = options.migrations ?? readMigrations()
  const from = connection.pragma('user_version', { simple: true }) as number
  if (from > migrations.length) {
    throw new StorageError(
      'newer',
      `数据由更新的版本建立（数据版本 ${String(from)}，本程序最高 ${String(migrations.length)}），请升级平安台后再打开`,
    )
  }
  refuseChanged(connection, migrations.slice(0, from))
  const pending = migrations.slice(from)
  if (pending.length === 0) return { from, to: from }
  if (from > 0) {
    refuseFullDisk(path)
    options.backup?.(from)
  }
  connection.pragma('foreign_keys=OFF')
  try {
    connection.exec('BEGIN IMMEDIATE')
    connection.exec(ledger)
    const record = connection.prepare('INSERT INTO applied_migrations (version, name, checksum) VALUES (?, ?, ?)')
    for (const one of pending) {
      connection.exec(one.sql.replaceAll('--> statement-breakpoint', ''))
      record.run(one.version, one.name, one.checksum)
    }
    const broken = connection.pragma('foreign_key_check') as unknown[]
    if (broken.length > 0) throw new StorageError('damaged', '升级后数据引用不完整，已全部退回')
    connection.pragma(`user_version=${String(migrations.length)}`)
    connection.exec('COMMIT')
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error
  } finally {
    connection.pragma('foreign_keys=ON')
  }
  const verdict = connection.pragma('quick_check', { simple: true })
  if (verdict !== 'ok') throw new StorageError('damaged', '升级后自检未通过，请从升级前的备份恢复')
  return { from, to: migrations.length }
}

function refuseChanged(connection: SqliteConnection, applied: Migration[]): void {
  if (applied.length === 0) return
  const rows = connection.prepare('SELECT version, checksum FROM applied_migrations ORDER BY version').all() as {
    version: number
    checksum: string
  }[]
  for (const one of applied) {
    if (rows.find((row) => row.version === one.version)?.checksum !== one.checksum) {
      throw new StorageError('changedMigration', `数据升级步骤 ${one.name} 与当初执行的不一致，程序安装可能不完整`)
    }
  }
}

function refuseFullDisk(path: string): void {
  const needed = statSync(path).size * 2 + 16 * 1024 * 1024
  const disk = statfsSync(dirname(path))
  if (disk.bavail * disk.bsize < needed) throw new StorageError('full', '磁盘空间不足，升级前需要留出约两倍数据库大小的空间')
}
