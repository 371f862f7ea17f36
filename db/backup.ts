/**
 * Backups: one file holding the keyring and an encrypted copy of the database; opened and checked before "done". The files that
 * lie beside the database are copied into a folder beside the backup (backup-files.ts).
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
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { checkFiles, copyFiles, filesFolder, namedFiles, storedFiles } from './backup-files.ts'
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
    await openCopy(partial, key, dirname(file))
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
  if (!statSync(file).isFile()) throw damaged()
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

export interface CheckedBackup {
  version: number
  residents: number
  /** attachments and kept documents it speaks of */
  files: number
  /** of them not beside it, or not whole */
  missing: number
}

/**
 * Takes the database out, opens it with the key and checks every page, then every file beside it. What is taken out stays
 * encrypted, and lies in a private folder below `within`: the medium of the backup may be read-only. @throws StorageError
 */
export async function verifyBackup(file: string, key: Uint8Array, within = tmpdir()): Promise<CheckedBackup> {
  const { names, ...checked } = await openCopy(file, key, within)
  return { ...checked, ...(await checkFiles(filesFolder(file), names, key)) }
}

async function openCopy(file: string, key: Uint8Array, within: string): Promise<CheckedDatabase> {
  const folder = mkdtempSync(join(within, 'pingan-check-'))
  try {
    const extracted = join(folder, 'desk.check')
    await extractDatabase(file, extracted)
    return checkDatabase(extracted, key)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface CheckedDatabase {
  version: number
  residents: number
  /** files it speaks of */
  names: string[]
}

function checkDatabase(path: string, key: Uint8Array): CheckedDatabase {
  const damaged = () => new StorageError('damaged', '备份自检未通过')
  const connection = openConnection(path, key, true)
  try {
    const version = connection.pragma('user_version', { simple: true }) as number
    // nothing at all is a database too
    if (version === 0 || connection.pragma('quick_check', { simple: true }) !== 'ok') throw damaged()
    const residents = connection.prepare('SELECT count(*) FROM residents').pluck().get() as number
    return { version, residents, names: namedFiles(connection) }
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

const restored = (dataDir: string) => join(dataDir, 'desk.db.restore')
/** Its presence says that the restore is decided, and under which name the old database is kept. */
const decision = /^keyring\.json\.restore-([\w-]+)$/

export interface RestoredBackup {
  /** the old database, where there was one */
  kept: string | null
  /** files brought back into the data folder */
  files: number
  /** files the database speaks of that are neither there nor beside the backup */
  missing: number
}

/**
 * Puts a backup in the place of the data folder's database; what was there is kept beside it, dated. Its files come first: they
 * have names of their own and stand in nobody's way. The database must be closed. Cut off at any moment, it leaves the old desk or, after `completeRestore`, the new one.
 * @throws StorageError
 */
export async function restoreBackup(file: string, key: Uint8Array, dataDir: string, stamp: string): Promise<RestoredBackup> {
  completeRestore(dataDir)
  const keyring = join(dataDir, 'keyring.json')
  const incoming = join(dataDir, 'desk.db.partial')
  const attachments = join(dataDir, 'attachments')
  let files = 0
  let missing = 0
  try {
    await extractDatabase(file, incoming)
    const { version, names } = checkDatabase(incoming, key)
    if (version > readMigrations().length) throw new StorageError('newer', '备份由更新的版本建立，请升级平安台后再恢复')
    files = (await copyFiles(filesFolder(file), attachments, names, key, { check: true })).copied
    const there = new Set(storedFiles(attachments))
    missing = names.filter((name) => !there.has(name)).length
    if (existsSync(keyring)) copyFileSync(keyring, `${keyring}.before-restore-${stamp}`)
    renameSync(incoming, restored(dataDir))
    flushFolder(dataDir)
    writeWhole(`${keyring}.restore-${stamp}`, JSON.stringify(readBackupHead(file).keyring, null, 1))
    flushFolder(dataDir)
  } catch (error) {
    for (const left of [incoming, restored(dataDir)]) rmSync(left, { force: true })
    throw error
  }
  return { kept: completeRestore(dataDir), files, missing }
}

/**
 * Takes the last steps of a restore that was decided, or clears away one that was not; none of them is lost or done twice
 * when it is cut off again. Gives the name under which the old database is kept, where there was one.
 */
export function completeRestore(dataDir: string): string | null {
  const decided = readdirSync(dataDir).find((name) => decision.test(name))
  if (decided === undefined) {
    rmSync(restored(dataDir), { force: true })
    return null
  }
  const database = join(dataDir, 'desk.db')
  const kept = `${database}.before-restore-${decision.exec(decided)?.[1] ?? ''}`
  if (existsSync(restored(dataDir))) {
    // the log goes first: beside the new database it would be taken for its own
    for (const suffix of ['-wal', '-shm', '']) if (existsSync(database + suffix)) renameSync(database + suffix, kept + suffix)
    renameSync(restored(dataDir), database)
  }
  renameSync(join(dataDir, decided), join(dataDir, 'keyring.json'))
  flushFolder(dataDir)
  return existsSync(kept) ? kept : null
}
