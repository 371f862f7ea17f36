/**
 * The files of a backup: what lies encrypted beside the database is copied into one folder beside the backups of a medium, each
 * file once, under its own name. They are written once and never changed, so that a backup copies only what is new.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createBlobStore } from './blobs.ts'
import { StorageError, type SqliteConnection } from './open.ts'

/** beside the backups, for all of a medium together */
const folderName = '平安台附件'
export const filesFolder = (backup: string): string => join(dirname(backup), folderName)

const pathIn = (folder: string, name: string) => join(folder, name.slice(0, 2), name)

/** Every file a database speaks of: attachments, deleted ones and replaced ones too, kept documents, templates of the office. */
export function namedFiles(connection: SqliteConnection): string[] {
  const tables = connection.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all() as string[]
  // a backup of an older program has none of these
  if (!tables.includes('attachments')) return []
  return connection
    .prepare(
      `SELECT hash AS name FROM attachments UNION SELECT thumb_hash FROM attachments
       UNION SELECT file FROM document_versions UNION SELECT file FROM office_templates
       UNION SELECT before ->> 'hash' FROM changes WHERE register = 'attachment'
       UNION SELECT before ->> 'thumbHash' FROM changes WHERE register = 'attachment'`,
    )
    .pluck()
    .all()
    .filter((name): name is string => typeof name === 'string' && /^[0-9a-f]{64}$/.test(name))
}

/** What lies in a store: more than the database speaks of, where a file was put there and its record was not written. */
export function storedFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((shard) => /^[0-9a-f]{2}$/.test(shard))
    .flatMap((shard) => readdirSync(join(folder, shard)))
    .filter((name) => /^[0-9a-f]{64}$/.test(name))
}

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : -1)

export interface CopyOptions {
  /** on the own disk a second name is enough: nothing in a store is ever changed */
  link?: boolean
  /** what is there already is opened too, and replaced where it is not whole */
  check?: boolean
  progress?: (done: number, total: number) => void
  signal?: AbortSignal
}

/**
 * Copies what is not there yet, or not whole, and opens every copy with the key before it gets its name. Cut off at any moment it
 * leaves whole files and perhaps one partial one, which the next copy writes again.
 * @returns how many were copied
 * @throws StorageError full, damaged (a file that is not whole where it comes from is left out, and said)
 */
export async function copyFiles(
  from: string,
  to: string,
  names: readonly string[],
  key: Uint8Array,
  { link = false, check = false, progress, signal }: CopyOptions = {},
): Promise<{ copied: number; damaged: number }> {
  const wanted: string[] = []
  for (const name of names) {
    const size = sizeOf(pathIn(from, name))
    const isThere = size === sizeOf(pathIn(to, name)) && (!check || (await isWhole(to, name, key)))
    if (size >= 0 && !isThere) wanted.push(name)
  }
  if (wanted.length === 0) return { copied: 0, damaged: 0 }
  mkdirSync(to, { recursive: true, mode: 0o700 })
  if (!link)
    requireSpace(
      to,
      wanted.reduce((sum, name) => sum + sizeOf(pathIn(from, name)), 0),
    )
  let damaged = 0
  for (const [index, name] of wanted.entries()) {
    signal?.throwIfAborted()
    progress?.(index, wanted.length)
    if (!(await copyOne(from, to, name, key, link))) damaged += 1
  }
  return { copied: wanted.length - damaged, damaged }
}

function requireSpace(folder: string, bytes: number): void {
  const disk = statfsSync(folder)
  const needed = bytes + 1024 * 1024
  if (disk.bavail * disk.bsize < needed)
    throw new StorageError('full', `空间不足：附件约需 ${String(Math.ceil(needed / 1024 / 1024))} MB`)
}

/** false where the file is not whole. */
async function copyOne(from: string, to: string, name: string, key: Uint8Array, link: boolean): Promise<boolean> {
  const target = pathIn(to, name)
  const shard = dirname(target)
  mkdirSync(shard, { recursive: true, mode: 0o700 })
  if (link && linked(pathIn(from, name), target)) return true
  // a store of its own, so that the copy is opened under its own name
  const trial = join(to, '.partial')
  const copy = pathIn(trial, name)
  mkdirSync(dirname(copy), { recursive: true, mode: 0o700 })
  try {
    await copyFile(pathIn(from, name), copy)
    flush(copy)
    if (!(await isWhole(trial, name, key))) return false
    renameSync(copy, target)
    if (process.platform !== 'win32') flush(shard)
    return true
  } finally {
    rmSync(trial, { recursive: true, force: true })
  }
}

function linked(source: string, target: string): boolean {
  try {
    rmSync(target, { force: true })
    linkSync(source, target)
    return true
  } catch {
    // another disk, or one that knows no second names
    return false
  }
}

function flush(path: string): void {
  const handle = openSync(path, statSync(path).isDirectory() ? 'r' : 'r+')
  fsyncSync(handle)
  closeSync(handle)
}

async function isWhole(folder: string, name: string, key: Uint8Array): Promise<boolean> {
  try {
    await createBlobStore(folder, key).fetch(name)
    return true
  } catch (error) {
    if (error instanceof StorageError) return false
    throw error
  }
}

/** Opens every file a backup speaks of. */
export async function checkFiles(
  folder: string,
  names: readonly string[],
  key: Uint8Array,
): Promise<{ files: number; missing: number }> {
  let missing = 0
  for (const name of names) if (!(await isWhole(folder, name, key))) missing += 1
  return { files: names.length, missing }
}
