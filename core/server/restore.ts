/** Opening a backup with a password or the recovery secret, on this or another computer. The desk must be closed. */
import { mkdirSync } from 'node:fs'
import { readBackupHead, restoreBackup, verifyBackup, type CheckedBackup, type RestoredBackup } from '../../db/backup.ts'
import { readRecoverySecret, unwrapKey } from '../../db/keys.ts'
import { lockFolder } from '../../db/lock.ts'
import { StorageError } from '../../db/open.ts'
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

/** What is wrong with the backup itself is a bad file, not a fault of this computer's storage. */
async function ofThisFile<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StorageError && ['damaged', 'wrongKey', 'newer'].includes(error.kind))
      throw new DeskError('FORMAT', error.message, { kind: error.kind })
    throw error
  }
}

export async function checkBackupFile(
  file: string,
  secret: string,
  loginName?: string,
): Promise<{ unitName: string } & CheckedBackup> {
  return ofThisFile(async () => {
    const key = await keyOf(file, secret, loginName)
    return { unitName: readBackupHead(file).keyring.unitName, ...(await verifyBackup(file, key)) }
  })
}

/** Puts the backup in place; what was there is kept beside it. */
export async function restoreFromFile(
  ports: Ports,
  file: string,
  secret: string,
  loginName?: string,
): Promise<{ unitName: string } & RestoredBackup> {
  const key = await ofThisFile(() => keyOf(file, secret, loginName))
  mkdirSync(ports.dataDir, { recursive: true, mode: 0o700 })
  const lock = lockFolder(ports.dataDir, '恢复备份')
  if ('heldBy' in lock) throw new DeskError('STORAGE', '数据文件夹正被平安台使用，请先关闭再恢复', { kind: 'inUse' })
  try {
    const stamp = fileStamp(ports.clock.now())
    const restored = await ofThisFile(() => restoreBackup(file, key, ports.dataDir, stamp))
    return { unitName: readBackupHead(file).keyring.unitName, ...restored }
  } finally {
    lock.release()
  }
}
