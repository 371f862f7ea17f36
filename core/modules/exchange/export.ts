/** 上报: everything the superior has not confirmed yet, sealed for it alone. */
import type { RegisterName } from '../../domain/field.ts'
import { badRequest, DeskError } from '../../contract/errors.ts'
import { longCommand } from '../../server/command.ts'
import { toDeskError } from '../../server/errors.ts'
import type { OpenContext } from '../../server/context.ts'
import { copyToMedium, requireRoom, sealIntoOutbox } from './seal.ts'
import { countOutgoing, leavingFields, leavingRegisters, oldestOutgoing, outgoingStreams } from './outgoing.ts'
import { lastPackage } from './packages.ts'
import { choosePeer } from './peers.ts'
import { join } from 'node:path'
import { localDay } from '../../domain/day.ts'
import { registers } from '../../domain/registers.ts'
import { fieldOf } from '../../domain/field.ts'

export interface ExportInput {
  /** folder the package is put into */
  folder: string
  peer?: string | undefined
  from?: string | undefined
  to?: string | undefined
  idNumberReason?: string | undefined
}

export const outboxOf = (dataDir: string): string => join(dataDir, 'outbox')

/** Last instant that leaves when handing up to the end of a day; null, no bound, for today and no day at all. */
export const lastInstant = (to: string | undefined, today: string): string | null =>
  to === undefined || to >= today ? null : new Date(`${to}T23:59:59.999`).toISOString()

/** The reason stands in the clear in the header, so what the header refuses is refused before anything is drawn. */
function refuseReason(reason: string): void {
  const length = [...reason].length
  if (length < 4 || length > 120) throw badRequest('带出身份号码的理由应为 4 至 120 个字')
  if (/\d{11}/.test(reason.normalize('NFKC')))
    throw badRequest('带出身份号码的理由写在数据包外面，谁都能看到，不能有电话、身份证号等长串数字')
  if (/\p{Cc}/u.test(reason)) throw badRequest('带出身份号码的理由应写成一行')
}

/** of one record in a package, at the least */
const leastBytes = 100

/** Labels of the fields that stay here unless a reason is given. */
export const withheldFields = (): string[] => [
  ...new Set(
    leavingRegisters.flatMap((name) =>
      leavingFields(name, true)
        .filter((field) => !leavingFields(name, false).includes(field))
        .map((field) => fieldOf(registers[name], field).meta.label),
    ),
  ),
]

interface Sealing {
  dataDir: string
  appVersion: string
  now: Date
  input: ExportInput
}

const sealUp = longCommand(
  'exportPackage',
  { right: 'exchange', label: '上报数据包' },
  async (write, { dataDir, appVersion, now, input }: Sealing) => {
    const { writer } = write.desk.database
    const withIdNumbers = input.idNumberReason !== undefined
    if (input.idNumberReason !== undefined) refuseReason(input.idNumberReason)
    const peer = choosePeer(writer, input.peer)
    const to = input.to ?? write.today
    if (input.from !== undefined && input.from > to) throw badRequest('起止日期颠倒了')
    const sent: [RegisterName, string, number][] = []
    const outgoing = {
      unitId: write.unit.unitId,
      peerUnitId: peer.card.unitId,
      until: lastInstant(input.to, write.today),
      withIdNumbers,
    }
    const total = Object.values(countOutgoing(writer, outgoing)).reduce((sum, count) => sum + count, 0)
    requireRoom(input.folder, total * leastBytes)
    const last = lastPackage(writer, 'sent', peer.card.unitId)
    const from = input.from ?? (last ? localDay(new Date(last.at)) : (oldestOutgoing(writer, outgoing) ?? to))
    const sealed = await sealIntoOutbox(write, {
      kind: 'up',
      peer,
      streams: outgoingStreams(writer, outgoing, (register, row) => sent.push([register, row.id, row.version])),
      period: { from: from > to ? to : from, to },
      purpose: '综治业务数据上报',
      basis: input.idNumberReason === undefined ? '县级上报要求' : `县级上报要求；含身份号码：${input.idNumberReason}`,
      outbox: outboxOf(dataDir),
      appVersion,
      now,
    })
    const remember = writer.prepare(
      'INSERT INTO package_records (package_id, register, record_id, version, with_requested) VALUES (?, ?, ?, ?, ?)',
    )
    for (const [register, id, version] of sent)
      remember.run([sealed.header.packageId, register, id, version, Number(withIdNumbers)])
    write.note({
      packageNo: sealed.header.packageNo,
      digest: sealed.digest,
      counts: sealed.header.counts,
      idNumberReason: input.idNumberReason ?? null,
    })
    return sealed
  },
)

export async function exportPackage(context: OpenContext, input: ExportInput) {
  const { ports } = context.backend
  const sealed = await sealUp(context, { dataDir: ports.dataDir, appVersion: ports.appVersion, now: ports.clock.now(), input })
  try {
    await copyToMedium(sealed.path, input.folder, sealed.fileName)
  } catch (error) {
    const { message } = toDeskError(error, ports.logger, ports.newId)
    const { packageNo } = sealed.header
    throw new DeskError('STORAGE', `${message}。数据包 ${packageNo} 已登记，请用“再写一份到U盘”写出，不必重新上报`, {
      kind: 'device',
    })
  }
  const counts = Object.fromEntries(Object.entries(sealed.header.counts).filter(([, count]) => count > 0))
  return {
    packageId: sealed.header.packageId,
    packageNo: sealed.header.packageNo,
    fileName: sealed.fileName,
    bytes: sealed.bytes,
    digest: sealed.digest,
    counts,
    verified: true,
  }
}
