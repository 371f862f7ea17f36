/** Changes of many records, merges, and taking either back, from the command line. */
import type { BulkResult } from '../../core/contract/register.ts'
import type { RecordValues, RegisterName } from '../../core/domain/field.ts'
import { fieldsOf } from '../../core/domain/field.ts'
import { registers } from '../../core/domain/registers.ts'
import { Partly, UsageError, type Api, type CliSession } from './cli-session.ts'
import { registerOf } from './record-commands.ts'
import { recordValuesOf, readValue } from './record-input.ts'
import { filtersOf } from './where-option.ts'

export interface MergeOptions {
  take: string | undefined
  dryRun: boolean
}

/** Side by side with --dry-run; else the second becomes part of the first. */
export async function mergeCommand(
  { api }: CliSession,
  [name, keepId, dropId]: string[],
  { take, dryRun }: MergeOptions,
): Promise<unknown> {
  const register = registerOf(name)
  if (keepId === undefined || dropId === undefined)
    throw new UsageError('用法：merge 台账 保留的编号 并入的编号 [--take 字段,字段] [--dry-run]')
  const fields = listed(take).map((one) => fieldName(register, one))
  const preview = await api.register.mergePreview({ register, keepId, dropId })
  if (dryRun) {
    const { keep, drop, ...rest } = preview
    return { keep: keep.title, drop: drop.title, ...rest }
  }
  const versions = { keepVersion: preview.keep.version, dropVersion: preview.drop.version }
  return api.register.merge({ register, keepId, dropId, ...versions, take: fields })
}

export interface BulkOptions {
  search: string | undefined
  where: string[]
  set: string[]
  dryRun: boolean
}

/** Every record that the conditions give; without any condition nothing is changed. Exit 1 where a record was refused. */
export async function bulkCommand(
  session: CliSession,
  name: string | undefined,
  { search, where, set, dryRun }: BulkOptions,
): Promise<unknown> {
  const { api } = session
  const register = registerOf(name)
  if (set.length === 0) throw new UsageError('用法：bulk 台账 --where 字段=值 --set 字段=值 [--dry-run]；字段= 表示改为空白')
  const searched = search?.trim() ?? ''
  if (where.length === 0 && searched === '') throw new UsageError('请用 --where 或 --search 写明改哪些记录')
  const conditions = await filtersOf(api, register, where)
  const query = { register, where: conditions, ...(searched === '' ? {} : { search: searched }) }
  const chosen = { query, selection: { all: true as const, except: [] } }
  const input = { chosen, values: await valuesToSet(api, register, set) }
  const started = dryRun ? api.register.bulkPreview(input) : api.register.bulkChange(input)
  const result = (await session.finish(await started)) as BulkResult
  return result.refused > 0 ? new Partly(result) : result
}

async function valuesToSet(api: Api, register: RegisterName, set: readonly string[]): Promise<RecordValues> {
  const values: RecordValues = {}
  for (const one of set) {
    const cut = one.indexOf('=')
    if (cut < 1) throw new UsageError(`要改的内容应写成 字段=值：${one}`)
    const key = one.slice(0, cut)
    const written = one.slice(cut + 1)
    if (written === '') Object.assign(values, await recordValuesOf(api, register, { [key]: null }))
    else {
      const { field, value } = await readValue(api, register, key, written)
      values[field] = value
    }
  }
  return values
}

export interface UndoOptions {
  alsoEdited: string | undefined
  preview: boolean
}

/** Takes an operation back; records edited since stay unless they are named; exit 1 where some did. */
export async function undoCommand({ api }: CliSession, changeSetId: string | undefined, options: UndoOptions): Promise<unknown> {
  if (changeSetId === undefined) throw new UsageError('用法：undo 改动编号 [--also-edited 编号,编号] [--preview]')
  if (options.preview) return api.register.undoPreview({ changeSetId })
  const result = await api.register.undo({ changeSetId, alsoEdited: listed(options.alsoEdited) })
  return result.kept.length > 0 ? new Partly(result) : result
}

/** The latest operations, newest first. */
export const operationsCommand = ({ api }: CliSession, limit: number): Promise<unknown> => {
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw new UsageError('--limit 应为 1 至 100')
  return api.register.changeSets({ limit })
}

const listed = (written: string | undefined): string[] =>
  (written ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

function fieldName(register: RegisterName, written: string): string {
  const known = fieldsOf(registers[register]).find(({ name, meta }) => name === written || meta.label === written)
  if (!known) throw new UsageError(`${registers[register].label}没有字段“${written}”`)
  return known.name
}
