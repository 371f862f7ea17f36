/** The one mapper from whatever went wrong to one of the desk's codes. Nothing personal, no stack, ever reaches a page. */
import { StorageError, sqliteCode } from '../../db/open.ts'
import { DeskError, isDeskError } from '../contract/errors.ts'
import { PackageError } from '../exchange/package-error.ts'
import type { Logger } from './ports.ts'

const systemKinds: Record<string, { kind: string; message: string }> = {
  ENOSPC: { kind: 'full', message: '磁盘或U盘空间不足，已停止，数据没有改动' },
  SQLITE_FULL: { kind: 'full', message: '磁盘空间不足，已停止，数据没有改动' },
  EDQUOT: { kind: 'full', message: '磁盘配额已用完，已停止，数据没有改动' },
  EACCES: { kind: 'readonly', message: '没有写入权限，请检查文件夹或U盘的写保护' },
  EPERM: { kind: 'readonly', message: '没有写入权限，请检查文件夹或U盘的写保护' },
  EROFS: { kind: 'readonly', message: '目标是只读的，请检查U盘的写保护开关' },
  ENOENT: { kind: 'missing', message: '没有找到文件，U盘可能已拔出' },
  ENOTDIR: { kind: 'missing', message: '路径不对，其中一段不是文件夹' },
  EISDIR: { kind: 'missing', message: '这里需要文件，指定的却是文件夹' },
  EBUSY: { kind: 'inUse', message: '文件正被别的程序占用，请关闭后重试' },
  EIO: { kind: 'device', message: '读写设备出错，U盘可能已拔出，数据没有改动' },
  ENODEV: { kind: 'device', message: '设备已断开，数据没有改动' },
  SQLITE_IOERR: { kind: 'device', message: '读写设备出错，U盘可能已拔出，数据没有改动' },
  SQLITE_READONLY: { kind: 'readonly', message: '数据文件夹不可写，请检查权限' },
  SQLITE_CANTOPEN: { kind: 'readonly', message: '数据文件打不开，请检查数据文件夹的权限和磁盘' },
  SQLITE_BUSY: { kind: 'inUse', message: '数据正被别的程序占用，请稍后重试' },
  SQLITE_LOCKED: { kind: 'inUse', message: '数据正被别的程序占用，请稍后重试' },
}

export function toDeskError(error: unknown, logger: Logger, newId: () => string): DeskError {
  if (isDeskError(error)) return error
  if (error instanceof StorageError) return new DeskError('STORAGE', error.message, { kind: error.kind })
  // a host's own refusal to print: no browser, or one that failed (see Ports.printToPdf)
  if (error instanceof Error && error.name === 'PdfError') return new DeskError('STORAGE', error.message, { kind: 'noPrinter' })
  if (error instanceof PackageError) return new DeskError('FORMAT', error.message, { kind: error.kind })
  const code = sqliteCode(error) || (error instanceof Error && 'code' in error ? String(error.code) : '')
  // SQLITE_READONLY_DBMOVED and the like are kinds of the first two words
  const known = systemKinds[code.startsWith('SQLITE_') ? code.split('_', 2).join('_') : code]
  if (known) return new DeskError('STORAGE', known.message, { kind: known.kind })
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new DeskError('STORAGE', '数据库文件已损坏，请从备份恢复', { kind: 'damaged' })
  if (code === 'SQLITE_CONSTRAINT_UNIQUE') return new DeskError('CONFLICT', '名称或编号与已有的记录重复，请打开原记录修改', {})
  const incident = newId().slice(-8)
  logger.error('internal', incident, error)
  return new DeskError('INTERNAL', `程序出错，数据没有改动。请把编号 ${incident} 告诉维护人员`, { incident })
}
