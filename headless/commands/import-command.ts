/** A ledger from Excel on the command line. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { importResult } from '../../core/contract/import.ts'
import { UsageError, type CliSession } from './cli-session.ts'
import { requirePlaceFor, writePrivate } from './out-file.ts'
import { registerOf } from './record-commands.ts'

export interface ImportOptions {
  dryRun: boolean
  sheet?: string | undefined
  report?: string | undefined
}

export async function importCommand(
  session: CliSession,
  name: string | undefined,
  file: string | undefined,
  options: ImportOptions,
): Promise<unknown> {
  const register = registerOf(name)
  if (file === undefined || !existsSync(file)) throw new UsageError(`没有找到文件 ${file ?? ''}`)
  if (options.report !== undefined) requirePlaceFor(options.report)
  const { api, backend, context } = session
  const { ref } = backend.files.registerPath(context, resolve(file))
  const { workbookId } = await api.import.open({ register, fileRef: ref })
  const override = options.sheet === undefined ? {} : { sheet: options.sheet }
  const result = importResult.parse(await session.finish(await api.import.run({ workbookId, override, dryRun: options.dryRun })))
  if (options.report !== undefined) {
    const made = await api.import.report({ workbookId })
    const { bytes } = context.backend.files.download(context.connection, made.fileRef)
    writePrivate(options.report, bytes as Uint8Array)
  }
  return result
}
