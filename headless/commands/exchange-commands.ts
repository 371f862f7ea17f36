/** Packages, receipts, cards and peers from the command line. */
import { writeFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { DeskError, type ErrorCode } from '../../core/contract/errors.ts'
import { receiveResult } from '../../core/contract/exchange.ts'
import { UsageError, type CliSession } from './cli-session.ts'
import { givenFile } from './given-file.ts'

export async function cardCommand({ api }: CliSession, out: string | undefined): Promise<unknown> {
  if (out === undefined) throw new UsageError('用法：unit card --out 文件.json')
  const { card, fingerprint } = await api.exchange.unitCard()
  writeFileSync(out, `${JSON.stringify(card, null, 2)}\n`)
  return { file: out, unitId: card.unitId, fingerprint }
}

export async function addPeerCommand(
  session: CliSession,
  file: string | undefined,
  fingerprint: string | undefined,
): Promise<unknown> {
  if (file === undefined || fingerprint === undefined) throw new UsageError('用法：peer add 文件.json --fingerprint "12345 …"')
  return session.api.exchange.acceptPeer({ fileRef: givenFile(session, file), fingerprint })
}

export interface ExportOptions {
  to?: string | undefined
  peer?: string | undefined
  period?: string | undefined
  idNumberReason?: string | undefined
}

export async function exportCommand(session: CliSession, options: ExportOptions): Promise<unknown> {
  if (options.to === undefined) throw new UsageError('用法：export --to 文件夹 [--peer 单位] [--period 起..止]')
  const period = options.period === undefined ? null : /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/.exec(options.period)
  if (options.period !== undefined && !period) throw new UsageError('期间应写成 2026-11-01..2026-11-21')
  const medium = session.backend.addFolder(resolve(options.to))
  return session.finish(
    await session.api.exchange.export({
      mediumId: medium.id,
      ...(options.peer === undefined ? {} : { peerUnitId: options.peer }),
      ...(period?.[1] && period[2] ? { from: period[1], to: period[2] } : {}),
      ...(options.idNumberReason === undefined ? {} : { idNumberReason: options.idNumberReason }),
    }),
  )
}

/** A package is named by its number; by its id where two units' packages of one day share a number. */
export async function rewriteCommand(session: CliSession, name: string | undefined, to: string | undefined): Promise<unknown> {
  if (name === undefined || to === undefined) throw new UsageError('用法：packages rewrite 包号 --to 文件夹')
  const { packages } = await session.api.exchange.listPackages()
  const found = packages.filter((one) => one.direction === 'sent' && (one.packageNo === name || one.packageId === name))
  if (found.length > 1)
    throw new UsageError(`包号 ${name} 有多个，请写 packageId：${found.map((one) => one.packageId).join('、')}`)
  const mediumId = session.backend.addFolder(resolve(to)).id
  return session.api.exchange.rewrite({ packageId: found[0]?.packageId ?? name, mediumId })
}

function placeOf({ backend }: CliSession, file: string | undefined): { mediumId: string; fileName: string } {
  if (file === undefined) throw new UsageError('请写数据包文件')
  const path = resolve(file)
  return { mediumId: backend.addFolder(dirname(path)).id, fileName: basename(path) }
}

export const verifyCommand = async (session: CliSession, file: string | undefined): Promise<unknown> =>
  session.api.exchange.verify(placeOf(session, file))

export const receiptCommand = async (session: CliSession, file: string | undefined): Promise<unknown> =>
  session.api.exchange.takeReceipt(placeOf(session, file))

/** Every file gets an outcome; when all were refused, the call itself is refused for the first one's reason. */
export async function receiveCommand(session: CliSession, files: string[], receiptTo: string | undefined): Promise<unknown> {
  if (files.length === 0 || receiptTo === undefined) throw new UsageError('用法：receive 文件... --receipt-to 文件夹')
  const receiptMediumId = session.backend.addFolder(resolve(receiptTo)).id
  const results = []
  for (const file of files) {
    const { mediumId, fileName } = placeOf(session, file)
    const result = await session.finish(await session.api.exchange.receive({ mediumId, fileNames: [fileName], receiptMediumId }))
    results.push(...receiveResult.parse(result).files)
  }
  const [first] = results
  if (first && results.every((one) => one.outcome === 'refused')) {
    throw new DeskError(
      (first.code ?? 'FORMAT') as ErrorCode,
      results.map((one) => `${one.fileName}：${one.message}`).join('；'),
      { kind: 'refused' },
    )
  }
  return { files: results }
}
