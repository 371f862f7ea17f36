/** First run, backups, audit and the state of this computer. */
import { existsSync, statfsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { readMigrations } from '../../db/migrate.ts'
import { DeskError } from '../../core/contract/errors.ts'
import type { BackupMade } from '../../core/contract/exchange.ts'
import { unitKind } from '../../core/contract/session.ts'
import { checkBackupFile, restoreFromFile } from '../../core/server/restore.ts'
import { findChromium } from '../chromium-pdf.ts'
import { headlessPorts } from '../node-ports.ts'
import { Partly, readPassword, UsageError, type CliOptions, type CliSession } from './cli-session.ts'

export interface InitOptions {
  'unit-code'?: string | undefined
  'unit-name'?: string | undefined
  kind?: string | undefined
  admin?: string | undefined
}

export async function initCommand({ api }: CliSession, options: InitOptions): Promise<unknown> {
  const kind = unitKind.safeParse(options.kind)
  const { 'unit-code': unitCode, 'unit-name': unitName, admin } = options
  if (unitCode === undefined || unitName === undefined || admin === undefined || !kind.success) {
    throw new UsageError(
      '用法：init --unit-code 区划代码 --unit-name 单位名称 --kind township|justice-office|county --admin 管理员',
    )
  }
  const password = await readPassword('为管理员设置密码（至少 10 位，四类字符占三类）：')
  return api.session.initialize({ unitCode, unitName, kind: kind.data, adminName: admin, password })
}

export async function createBackupCommand(session: CliSession, to: string | undefined): Promise<unknown> {
  if (to === undefined) throw new UsageError('用法：backup create --to 文件夹')
  const folder = resolve(to)
  const result = (await session.finish(
    await session.api.backup.create({ mediumId: session.backend.addFolder(folder).id }),
  )) as BackupMade
  const made = { ...result, file: join(folder, result.fileName) }
  return result.damaged > 0 ? new Partly(made) : made
}

function existing(file: string | undefined): string {
  if (file === undefined || !existsSync(file)) throw new UsageError(`没有找到备份文件 ${file ?? ''}`)
  return resolve(file)
}

export async function verifyBackupCommand(options: CliOptions, file: string | undefined): Promise<unknown> {
  const path = existing(file)
  const checked = await checkBackupFile(path, await readPassword('密码或恢复密钥：'), options.user)
  const ok = checked.missing === 0
  return ok ? { ok, ...checked } : new Partly({ ok, ...checked, message: missingWords(checked.missing) })
}

export async function restoreBackupCommand(options: CliOptions, file: string | undefined): Promise<unknown> {
  const path = existing(file)
  const restored = await restoreFromFile(headlessPorts(options.data), path, await readPassword('密码或恢复密钥：'), options.user)
  return restored.missing === 0 ? restored : new Partly({ ...restored, message: missingWords(restored.missing) })
}

const missingWords = (missing: number): string =>
  `缺 ${String(missing)} 件附件：请把备份介质上的“平安台附件”文件夹和备份文件放在同一处再试，或从别的备份取回`

export async function verifyAuditCommand({ api }: CliSession): Promise<unknown> {
  const result = await api.audit.verify()
  if (result.brokenAt !== null)
    throw new DeskError('STORAGE', `使用记录的哈希链在第 ${String(result.brokenAt)} 条断裂，请立即报告`, { kind: 'auditBroken' })
  return result
}

/** What a person on the telephone asks first. Opens nothing and changes nothing. */
export function doctorCommand(options: CliOptions): unknown {
  const ports = headlessPorts(options.data)
  const folder = existsSync(ports.dataDir) ? ports.dataDir : dirname(ports.dataDir)
  const freeMb = existsSync(folder) ? Math.floor((statfsSync(folder).bavail * statfsSync(folder).bsize) / 1024 / 1024) : 0
  const chromium = (() => {
    try {
      return findChromium()
    } catch (error) {
      return error instanceof Error ? error : new Error('')
    }
  })()
  const checks = [
    { name: '运行环境', ok: Number(process.versions.node.split('.')[0]) >= 24, detail: `Node ${process.versions.node}` },
    { name: '程序版本', ok: true, detail: `${ports.appVersion}，数据版本 ${String(readMigrations().length)}` },
    { name: '数据文件夹', ok: true, detail: ports.dataDir },
    { name: '数据', ok: true, detail: existsSync(join(ports.dataDir, 'keyring.json')) ? '已初始化' : '尚未初始化' },
    { name: '可用空间', ok: freeMb > 500, detail: `${String(freeMb)} MB` },
    {
      name: '打印用浏览器',
      ok: typeof chromium === 'string',
      detail: typeof chromium === 'string' ? chromium : chromium.message,
    },
  ]
  return { ok: checks.every((one) => one.ok), checks }
}
