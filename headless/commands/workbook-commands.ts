/** Ledgers as workbooks on the command line: export, and the template to fill in. */
import { exportResult } from '../../core/contract/register.ts'
import { fieldsOf } from '../../core/domain/field.ts'
import { registers } from '../../core/domain/registers.ts'
import { UsageError, type CliSession } from './cli-session.ts'
import { requirePlaceFor, writeMade } from './out-file.ts'
import { registerOf } from './record-commands.ts'
import { filtersOf } from './where-option.ts'

export interface ExportOptions {
  to?: string | undefined
  reason?: string | undefined
  search?: string | undefined
  where: string[]
  /** names or labels, separated by commas; without it the ledger's own columns */
  columns?: string | undefined
  full: boolean
}

function placeOf(to: string | undefined): string {
  if (!to?.toLowerCase().endsWith('.xlsx')) throw new UsageError('请用 --to 写出以 .xlsx 结尾的文件名')
  requirePlaceFor(to)
  return to
}

export async function exportRowsCommand(session: CliSession, name: string | undefined, options: ExportOptions): Promise<unknown> {
  const register = registerOf(name)
  const to = placeOf(options.to)
  if (options.reason === undefined) throw new UsageError('请用 --reason 写明用途，会记入操作记录和导出的文件')
  const description = registers[register]
  const fields = fieldsOf(description)
  const columns = options.columns?.split(/[,，]/).map((one) => {
    const field = fields.find((known) => known.name === one || known.meta.label === one)
    if (!field) throw new UsageError(`${description.label}没有字段“${one}”。用 fields ${register} 查看全部字段`)
    return field.name
  })
  const where = await filtersOf(session.api, register, options.where)
  const job = await session.api.register.exportRows({
    chosen: {
      query: { register, where, ...(options.search === undefined ? {} : { search: options.search }) },
      selection: { all: true, except: [] },
    },
    columns: columns ?? [...(description.columns ?? fields.map((one) => one.name))],
    reason: options.reason,
    full: options.full,
  })
  const { fileRef, rows, serial } = exportResult.parse(await session.finish(job))
  writeMade(session, fileRef, to)
  return { file: to, rows, serial }
}

export async function templateCommand(session: CliSession, name: string | undefined, to: string | undefined): Promise<unknown> {
  const register = registerOf(name)
  const place = placeOf(to)
  const { fileRef } = await session.api.register.template({ register })
  writeMade(session, fileRef, place)
  return { file: place }
}
