/** Files a command makes: for this user's eyes alone, and their place looked at before the work begins. */
import { accessSync, constants, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { DeskError } from '../../core/contract/errors.ts'
import type { CliSession } from './cli-session.ts'

/** @throws DeskError STORAGE when no file can be written there */
export function requirePlaceFor(path: string): void {
  const folder = dirname(resolve(path))
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new DeskError('STORAGE', `没有这个文件夹：${folder}`, { kind: 'missing' })
  const there = statSync(path, { throwIfNoEntry: false })
  if (there?.isDirectory()) throw new DeskError('STORAGE', `${basename(path)} 是文件夹，请写出文件名`, { kind: 'missing' })
  try {
    accessSync(there ? path : folder, constants.W_OK)
  } catch {
    throw new DeskError('STORAGE', `不能写入 ${path}，请检查权限或写保护`, { kind: 'readonly' })
  }
}

export function writePrivate(path: string, content: string | Uint8Array): void {
  writeFileSync(path, content, { mode: 0o600 })
}

/** What the backend made, by its reference. */
export function writeMade({ context }: CliSession, fileRef: string, to: string): void {
  const { bytes } = context.backend.files.download(context.connection, fileRef)
  if (!(bytes instanceof Uint8Array)) throw new Error('a made file is held in memory')
  writePrivate(to, bytes)
}
