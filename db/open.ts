/** Guards: the database is encrypted from the first byte, temporary data stay in memory, triggers cannot be walked around. */
import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'

export type SqliteConnection = Database.Database

export interface OpenDatabase {
  path: string
  /** used by commands alone */
  writer: SqliteConnection
  /** what queries receive: opened read-only, so that none of them can write */
  reader: SqliteConnection
  close(): void
}

export type StorageProblem = 'wrongKey' | 'damaged' | 'newer' | 'full' | 'missing' | 'changedMigration'

/** The database file cannot be used, by kind; the message is for the user. */
export class StorageError extends Error {
  readonly kind: StorageProblem
  constructor(kind: StorageProblem, message: string) {
    super(message)
    this.name = 'StorageError'
    this.kind = kind
  }
}

function keyed(path: string, key: Uint8Array, options: { readonly: boolean; create: boolean }): SqliteConnection {
  const connection = new Database(path, { readonly: options.readonly, fileMustExist: !options.create })
  try {
    connection.pragma(`cipher='aegis'`)
    connection.pragma(`key='raw:${Buffer.from(key).toString('hex')}'`)
    connection.pragma('temp_store=MEMORY')
    connection.pragma('recursive_triggers=ON')
    connection.pragma('busy_timeout=5000')
    // from here on the file is read: a wrong key shows
    connection.pragma('cache_size=-65536')
    connection.prepare('SELECT count(*) FROM sqlite_master').get()
  } catch (error) {
    connection.close()
    if (sqliteCode(error) === 'SQLITE_NOTADB')
      throw new StorageError('wrongKey', '数据库打不开：密钥不对，或文件不是本系统的数据库')
    if (sqliteCode(error).startsWith('SQLITE_CORRUPT')) throw new StorageError('damaged', '数据库文件已损坏，请从备份恢复')
    throw error
  }
  return connection
}

export const sqliteCode = (error: unknown): string => (error instanceof Database.SqliteError ? error.code : '')

/** One connection that only reads or only serves a check; the caller closes it. */
export const openConnection = (path: string, key: Uint8Array, readonly: boolean): SqliteConnection =>
  keyed(path, key, { readonly, create: false })

/** Opens (or creates) the database with its 256-bit key: one writer in WAL, one reader. */
export function openDatabase(path: string, key: Uint8Array, options: { create: boolean }): OpenDatabase {
  if (!options.create && !existsSync(path)) throw new StorageError('missing', '没有找到数据库文件')
  const writer = keyed(path, key, { readonly: false, create: options.create })
  writer.pragma('journal_mode=WAL')
  writer.pragma('synchronous=FULL')
  writer.pragma('foreign_keys=ON')
  // a page must exist before a read-only connection can open the file
  if (options.create) writer.pragma('application_id=0x50414e44')
  const reader = keyed(path, key, { readonly: true, create: false })
  return {
    path,
    writer,
    reader,
    close() {
      reader.close()
      writer.close()
    },
  }
}
