/** 再写一份: the file kept in the outbox, onto a medium once more. Nothing is sealed anew; the number stays. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DeskError, notFound } from '../../contract/errors.ts'
import { inspectPackage } from '../../exchange/container.ts'
import { command } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import { outboxOf } from './export.ts'
import { sentPackage } from './packages.ts'
import { copyToMedium } from './seal.ts'

/** Every further copy stands in the record of use, before it is made. */
const enterCopy = command('rewritePackage', { right: 'exchange', label: '再写一份数据包' }, (write, packageId: string) => {
  const row = sentPackage(write.desk.database.writer, packageId)
  if (!row) throw notFound('本单位发出的这个数据包')
  write.note({ packageNo: row.package_no, digest: row.digest })
  return row
})

export async function rewritePackage(context: OpenContext, packageId: string, folder: string) {
  const row = await enterCopy(context, packageId)
  const stored = join(outboxOf(context.backend.ports.dataDir), row.peer_unit_id, row.file_name)
  if (!existsSync(stored)) throw new DeskError('NOT_FOUND', '本机没有留存这个包的文件，请重新上报', {})
  const { digest, complete } = await inspectPackage(stored)
  if (digest !== row.digest || !complete)
    throw new DeskError('FORMAT', '本机留存的文件与登记的不符，请重新上报', { kind: 'tampered' })
  await copyToMedium(stored, folder, row.file_name)
  return { packageNo: row.package_no, fileName: row.file_name, digest }
}
