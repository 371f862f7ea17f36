/** 上报: everything the superior has not confirmed yet, sealed for it alone. */
import type { RegisterName } from '../../domain/field.ts'
import { badRequest } from '../../contract/errors.ts'
import { longCommand } from '../../server/command.ts'
import type { OpenContext } from '../../server/context.ts'
import { copyToMedium, sealIntoOutbox } from './seal.ts'
import { leavingFields, oldestOutgoing, outgoingStreams } from './outgoing.ts'
import { lastPackage } from './packages.ts'
import { choosePeer } from './peers.ts'
import { join } from 'node:path'
import { registerNames, registers } from '../../domain/registers.ts'
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

/** End of a local day as an instant. */
export const endOfDay = (day: string): string => new Date(`${day}T23:59:59.999`).toISOString()

/** Labels of the fields that stay here unless a reason is given. */
export const withheldFields = (): string[] => [
  ...new Set(
    registerNames.flatMap((name) =>
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
    const peer = choosePeer(writer, input.peer)
    const to = input.to ?? write.today
    if (input.from !== undefined && input.from > to) throw badRequest('起止日期颠倒了')
    const sent: [RegisterName, string, number][] = []
    const outgoing = {
      unitId: write.unit.unitId,
      peerUnitId: peer.card.unitId,
      until: endOfDay(to),
      withIdNumbers: input.idNumberReason !== undefined,
    }
    const last = lastPackage(writer, 'sent', peer.card.unitId)
    const from = input.from ?? (last ? last.at.slice(0, 10) : (oldestOutgoing(writer, outgoing) ?? to))
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
    const remember = writer.prepare('INSERT INTO package_records (package_id, register, record_id, version) VALUES (?, ?, ?, ?)')
    for (const [register, id, version] of sent) remember.run([sealed.header.packageId, register, id, version])
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
  await copyToMedium(sealed.path, input.folder, sealed.fileName)
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
