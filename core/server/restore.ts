/** Opening a backup with a password or the recovery secret, on this or another computer. The desk must be closed. */
import { mkdirSync } from 'node:fs'
import { readBackupHead, restoreBackup, verifyBackup } from '../../db/backup.ts'
import { readRecoverySecret, unwrapKey } from '../../db/keys.ts'
import { lockFolder } from '../../db/lock.ts'
import { DeskError } from '../contract/errors.ts'
import { fileStamp } from './backup.ts'
import type { Ports } from './ports.ts'

/** @throws DeskError LOCKED when the secret opens nothing */
async function keyOf(file: string, secret: string, loginName: string | undefined): Promise<Buffer> {
  const { keyring } = readBackupHead(file)
  const member = loginName === undefined ? keyring.accounts[0] : keyring.accounts.find((one) => one.loginName === loginName)
  const recovery = readRecoverySecret(secret)
  const wrap = recovery === null ? member?.wrap : keyring.recovery
  const key = wrap ? await unwrapKey(wrap, recovery ?? secret) : null
  if (!key) throw new DeskError('LOCKED', '密码或恢复密钥不对，打不开这个备份', {})
  return key
}

export async function checkBackupFile(
  file: string,
  secret: string,
  loginName?: string,
): Promise<{ unitName: string; residents: number; version: number }> {
  const key = await keyOf(file, secret, loginName)
  return { unitName: readBackupHead(file).keyring.unitName, ...(await verifyBackup(file, key)) }
}

/** Puts the backup in place; what was there is kept beside it. */
export async function restoreFromFile(
  ports: Ports,
  file: string,
  secret: string,
  loginName?: string,
): Promise<{ unitName: string; kept: string | null }> {
  const key = await keyOf(file, secret, loginName)
  mkdirSync(ports.dataDir, { recursive: true, mode: 0o700 })
  const lock = lockFolder(ports.dataDir, '恢复备份')
  if ('heldBy' in lock) throw new DeskError('STORAGE', '数据文件夹正被平安台使用，请先关闭再恢复', { kind: 'inUse' })
  try {
    const { kept } = await restoreBackup(file, key, ports.dataDir, fileStamp(ports.clock.now()))
    return { unitName: readBackupHead(file).keyring.unitName, kept }
  } finally {
    lock.release()
  }
}
