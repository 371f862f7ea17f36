/** A ledger from Excel on the command line. */
import { importMatch, importResult, repairResult } from '../../core/contract/import.ts'
import { UsageError, type CliSession } from './cli-session.ts'
import { givenFile } from './given-file.ts'
import { requirePlaceFor, writeMade } from './out-file.ts'
import { registerOf } from './record-commands.ts'

export interface ImportOptions {
  dryRun: boolean
  sheet?: string | undefined
  report?: string | undefined
  /** number or nameBirthday */
  match?: string | undefined
  /** what becomes of known records: fillEmpty, overwrite or skip */
  known?: string | undefined
  /** where the person's own file goes, with what is wrong marked in it */
  repair?: string | undefined
}

function matchOf({ match, known }: ImportOptions) {
  const parsed = importMatch.safeParse({ by: match, known })
  if (!parsed.success) throw new UsageError('--match 应为 number 或 nameBirthday，--known 应为 fillEmpty、overwrite 或 skip')
  return parsed.data
}

export async function importCommand(
  session: CliSession,
  name: string | undefined,
  file: string | undefined,
  options: ImportOptions,
): Promise<unknown> {
  const register = registerOf(name)
  if (file === undefined) throw new UsageError('用法：import 台账 文件.xlsx')
  const match = matchOf(options)
  for (const out of [options.report, options.repair]) if (out !== undefined) requirePlaceFor(out)
  const { api } = session
  const { workbookId } = await api.import.open({ register, fileRef: givenFile(session, file) })
  const override = options.sheet === undefined ? {} : { sheet: options.sheet }
  const started = await api.import.run({ workbookId, override, match, dryRun: options.dryRun })
  const result = importResult.parse(await session.finish(started))
  if (options.report !== undefined) writeMade(session, (await api.import.report({ workbookId })).fileRef, options.report)
  if (options.repair !== undefined)
    writeMade(session, repairResult.parse(await session.finish(await api.import.repair({ workbookId }))).fileRef, options.repair)
  return result
}
