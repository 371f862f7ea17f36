/**
 * Backups: one file holding the keyring and an encrypted copy of the database; opened and checked before "done".
 * Layout: magic · length of the keyring (4 bytes) · its SHA-256 · keyring · database, whose pages carry their own tags.
 */
import { createHash } from 'node:crypto'
import {
  closeSync,
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parseKeyring, readKeyring, writeWhole, type Keyring } from './keys.ts'
import { readMigrations } from './migrate.ts'
import { openConnection, sqliteCode, StorageError, type SqliteConnection } from './open.ts'

const magic = Buffer.from('zzk1\n')
const headLength = magic.length + 4 + 32

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

export interface BackupResult {
  file: string
  bytes: number
}

/** Copies the running database. @throws StorageError full | damaged */
export async function createBackup(
  writer: SqliteConnection,
  keyringPath: string,
  key: Uint8Array,
  file: string,
): Promise<BackupResult> {
  const copy = `${file}.copy`
  const partial = `${file}.partial`
  rmSync(copy, { force: true })
  const disk = statfsSync(dirname(file))
  const needed = statSync(writer.name).size * 2 + 1024 * 1024
  if (disk.bavail * disk.bsize < needed)
    throw new StorageError('full', `空间不足：备份约需 ${String(Math.ceil(needed / 1024 / 1024))} MB`)
  try {
    writer.prepare('VACUUM INTO ?').run(copy)
    const keyring = Buffer.from(JSON.stringify(readKeyring(keyringPath)))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(keyring.length)
    writeWhole(partial, Buffer.concat([magic, length, sha256(keyring), keyring]))
    await pipeline(createReadStream(copy), createWriteStream(partial, { flags: 'a', flush: true }))
    rmSync(copy)
    await verifyBackup(partial, key)
    renameSync(partial, file)
    flushFolder(dirname(file))
    return { file, bytes: statSync(file).size }
  } finally {
    rmSync(copy, { force: true })
    rmSync(partial, { force: true })
  }
}

function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

export interface BackupHead {
  keyring: Keyring
  databaseOffset: number
}

/** Reads the head of a backup without any key. @throws StorageError damaged */
export function readBackupHead(file: string): BackupHead {
  const damaged = () => new StorageError('damaged', `“${basename(file)}”不是平安台的备份，或文件已损坏`)
  const handle = openSync(file, 'r')
  try {
    const start = Buffer.alloc(headLength)
    if (readSync(handle, start, 0, headLength, 0) < headLength || !start.subarray(0, magic.length).equals(magic)) throw damaged()
    const length = start.readUInt32BE(magic.length)
    if (length > 4 * 1024 * 1024) throw damaged()
    const body = Buffer.alloc(length)
    if (readSync(handle, body, 0, length, headLength) < length || !sha256(body).equals(start.subarray(-32))) throw damaged()
    const keyring = parseKeyring(body.toString('utf8'))
    if (!keyring) throw damaged()
    return { keyring, databaseOffset: headLength + length }
  } finally {
    closeSync(handle)
  }
}

/** Takes the database out, opens it with the key and checks every page. @throws StorageError */
export async function verifyBackup(file: string, key: Uint8Array): Promise<{ version: number; residents: number }> {
  const extracted = `${file}.check`
  try {
    await extractDatabase(file, extracted)
    return checkDatabase(extracted, key)
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(extracted + suffix, { force: true })
  }
}

function checkDatabase(path: string, key: Uint8Array): { version: number; residents: number } {
  const damaged = () => new StorageError('damaged', '备份自检未通过')
  const connection = openConnection(path, key, true)
  try {
    const version = connection.pragma('user_version', { simple: true }) as number
    // nothing at all is a database too
    if (version === 0 || connection.pragma('quick_check', { simple: true }) !== 'ok') throw damaged()
    return { version, residents: connection.prepare('SELECT count(*) FROM residents').pluck().get() as number }
  } catch (error) {
    if (sqliteCode(error).startsWith('SQLITE_CORRUPT')) throw damaged()
    throw error
  } finally {
    connection.close()
  }
}

async function extractDatabase(file: string, target: string): Promise<void> {
  const { databaseOffset } = readBackupHead(file)
  await pipeline(createReadStream(file, { start: databaseOffset }), createWriteStream(target, { flush: true, mode: 0o600 }))
}

/**
 * Puts a backup in the place of the data folder's database; what was there is kept beside it, dated.
 * The database must be closed. @throws StorageError
 */
export async function restoreBackup(
  file: string,
  key: Uint8Array,
  dataDir: string,
  stamp: string,
): Promise<{ kept: string | null }> {
  const database = join(dataDir, 'desk.db')
  const keyring = join(dataDir, 'keyring.json')
  const incoming = join(dataDir, 'desk.db.partial')
  try {
    await extractDatabase(file, incoming)
    const { version } = checkDatabase(incoming, key)
    if (version > readMigrations().length) throw new StorageError('newer', '备份由更新的版本建立，请升级平安台后再恢复')
    const kept = existsSync(database) ? join(dataDir, `desk.db.before-restore-${stamp}`) : null
    if (existsSync(keyring)) copyFileSync(keyring, `${keyring}.before-restore-${stamp}`)
    if (kept !== null) {
      for (const suffix of ['-wal', '-shm']) if (existsSync(database + suffix)) renameSync(database + suffix, kept + suffix)
      renameSync(database, kept)
    }
    renameSync(incoming, database)
    writeWhole(keyring, JSON.stringify(readBackupHead(file).keyring, null, 1))
    return { kept }
  } finally {
    rmSync(incoming, { force: true })
  }
}
