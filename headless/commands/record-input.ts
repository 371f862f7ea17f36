/** JSON from a person or a script: field names or Chinese labels, codes or their names, references by id or by title. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { codeTables } from '../../core/domain/codes.ts'
import { fieldsOf, type FieldMeta, type FieldValue, type RecordValues, type RegisterName } from '../../core/domain/field.ts'
import { registers } from '../../core/domain/registers.ts'
import { UsageError, type Api } from './cli-session.ts'

const jsonObject = z.record(z.string(), z.unknown())

export function readJson(from: string | undefined): Record<string, unknown> {
  if (from === undefined) return {}
  let text: string
  try {
    text = readFileSync(from === '-' ? 0 : from, 'utf8')
  } catch {
    throw new UsageError(`读不到文件 ${from}`)
  }
  try {
    return jsonObject.parse(JSON.parse(text))
  } catch {
    throw new UsageError(`${from === '-' ? '标准输入' : from} 不是 JSON 对象`)
  }
}

const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])

/** Values of a record, with labels and names turned into what is stored. @throws UsageError for a field that does not exist */
export async function recordValuesOf(api: Api, register: RegisterName, input: Record<string, unknown>): Promise<RecordValues> {
  const values: RecordValues = {}
  for (const [key, raw] of Object.entries(input)) {
    const known = knownField(register, key)
    const parsed = fieldValue.safeParse(raw)
    if (!parsed.success) throw new UsageError(`字段“${key}”的值不对`)
    values[known.name] = await storedValue(api, known.meta, parsed.data)
  }
  return values
}

/** Columns every ledger has beside its own fields. */
const ownColumns = ['id', 'unitId']
const flags: Record<string, boolean> = { true: true, 是: true, '1': true, false: false, 否: false, '0': false }

/** One value as it is typed on the command line: text, turned into what its field holds. @throws UsageError */
export async function readValue(
  api: Api,
  register: RegisterName,
  key: string,
  written: string,
): Promise<{ field: string; value: string | number | boolean }> {
  if (ownColumns.includes(key)) return { field: key, value: written }
  const { name, meta } = knownField(register, key)
  const mistaken = (expected: string) => new UsageError(`“${meta.label}”应写成${expected}：${written}`)
  if (meta.kind === 'flag') {
    const value = Object.hasOwn(flags, written) ? flags[written] : undefined
    if (value === undefined) throw mistaken(' true 或 false')
    return { field: name, value }
  }
  if (meta.kind === 'integer' || meta.kind === 'money') {
    // money in fen, as everywhere on the command line
    if (!/^-?\d{1,15}$/.test(written)) throw mistaken('整数')
    return { field: name, value: Number(written) }
  }
  const value = await storedValue(api, meta, written)
  if (typeof value !== 'string') throw mistaken('一个值')
  return { field: name, value }
}

function knownField(register: RegisterName, key: string) {
  const known = fieldsOf(registers[register]).find((one) => one.name === key || one.meta.label === key)
  if (!known) throw new UsageError(`${registers[register].label}没有字段“${key}”。用 fields ${register} 查看全部字段`)
  return known
}

async function storedValue(api: Api, meta: FieldMeta, value: FieldValue): Promise<FieldValue> {
  if (meta.codes && typeof value === 'string') return codeTables[meta.codes].find(([, name]) => name === value)?.[0] ?? value
  if (meta.kind === 'reference' && meta.target && typeof value === 'string') return referenceOf(api, meta.target, value)
  if (meta.kind === 'references' && meta.target && Array.isArray(value)) {
    const { target } = meta
    return Promise.all(value.map((one) => referenceOf(api, target, one)))
  }
  return value
}

const uuid = z.uuid()

/** The id of the one record with this title. */
export async function referenceOf(api: Api, register: RegisterName, written: string): Promise<string> {
  if (uuid.safeParse(written).success) return written
  const { rows } = await api.register.list({ register, search: written, limit: 50 })
  const matches = rows.filter((row) => row.title === written)
  const [only] = matches
  if (!only || matches.length > 1)
    throw new UsageError(`${registers[register].label}“${written}”${only ? '有多条同名记录，请写编号' : '没有找到'}`)
  return only.id
}
