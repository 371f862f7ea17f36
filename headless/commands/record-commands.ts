/** Ledgers from the command line: list, show, create, do, fields, print. */
import { extname } from 'node:path'
import { codeTables } from '../../core/domain/codes.ts'
import { fieldsOf, type RecordValues, type RegisterName } from '../../core/domain/field.ts'
import { isRegisterName, registerNames, registers } from '../../core/domain/registers.ts'
import { UsageError, type Api, type CliSession } from './cli-session.ts'
import { createDispute, mediationVerbs } from './mediation-verbs.ts'
import { requirePlaceFor, writePrivate } from './out-file.ts'
import { gridVerbs, householdVerbs, residentVerbs } from './people-verbs.ts'
import { readJson, recordValuesOf } from './record-input.ts'
import { textOf, today, versionOf, type Verb } from './verb.ts'
import { filtersOf } from './where-option.ts'

export function registerOf(name: string | undefined): RegisterName {
  if (name !== undefined && isRegisterName(name)) return name
  throw new UsageError(
    `没有台账“${name ?? ''}”。可用：${registerNames.map((one) => `${one}（${registers[one].label}）`).join('、')}`,
  )
}

export interface ListOptions {
  search?: string | undefined
  where: string[]
  limit: number
  count: boolean
}

export async function listCommand({ api }: CliSession, name: string | undefined, options: ListOptions): Promise<unknown> {
  const register = registerOf(name)
  const where = await filtersOf(api, register, options.where)
  const query = { register, where, ...(options.search === undefined ? {} : { search: options.search }) }
  if (options.count) return api.register.count(query)
  const found = await api.register.list({ ...query, limit: options.limit })
  return {
    ...found,
    rows: found.rows.map((row) => ({ id: row.id, version: row.version, title: row.title, ...row.values, labels: row.labels })),
  }
}

export async function showCommand({ api }: CliSession, name: string | undefined, id: string | undefined): Promise<unknown> {
  const register = registerOf(name)
  if (id === undefined) throw new UsageError('请写记录的编号')
  if (register === 'mediation' || register === 'resettlement' || register === 'meeting') return api[register].view({ id })
  return api.register.get({ register, id })
}

/** JSON arrays of parts are kept apart from the record's own values. */
function partsOf(
  input: Record<string, unknown>,
  key: string,
): { parts: Record<string, unknown>[]; rest: Record<string, unknown> } {
  const { [key]: given, ...rest } = input
  if (given === undefined) return { parts: [], rest }
  if (!Array.isArray(given) || given.some((one) => typeof one !== 'object' || one === null))
    throw new UsageError(`${key} 应是对象的数组`)
  return { parts: given as Record<string, unknown>[], rest }
}

const allValues = (api: Api, register: RegisterName, parts: Record<string, unknown>[]): Promise<RecordValues[]> =>
  Promise.all(parts.map((one) => recordValuesOf(api, register, one)))

export async function createCommand({ api }: CliSession, name: string | undefined, from: string | undefined): Promise<unknown> {
  const register = registerOf(name)
  const input = readJson(from)
  if (register === 'mediation') {
    // as it was written: an array of objects
    partsOf(input, 'parties')
    return createDispute(api, input)
  }
  if (register === 'meeting') {
    const { parts: attendees, rest } = partsOf(input, 'attendees')
    const { parts: agenda, rest: values } = partsOf(rest, 'agenda')
    return api.meeting.registerMeeting({
      values: await recordValuesOf(api, register, values),
      attendees: await allValues(api, 'meetingAttendee', attendees),
      agenda: await allValues(api, 'agendaItem', agenda),
    })
  }
  const values = await recordValuesOf(api, register, input)
  if (register === 'resettlement') return api.resettlement.openCase({ values })
  return api.register.create({ register, values })
}

/** A verb whose input is the values of one part. */
const withPart =
  (
    register: RegisterName,
    part: RegisterName,
    call: (api: Api, input: { id: string; expectedVersion: number; values: RecordValues }) => Promise<unknown>,
  ): Verb =>
  async ({ api }, id, { expectedVersion, ...rest }) =>
    call(api, {
      id,
      expectedVersion: await versionOf(api, register, id, { expectedVersion }),
      values: await recordValuesOf(api, part, rest),
    })

const verbs: Partial<Record<RegisterName, Record<string, Verb>>> = {
  resident: residentVerbs,
  household: householdVerbs,
  grid: gridVerbs,
  mediation: mediationVerbs,
  resettlement: {
    recordVisit: withPart('resettlement', 'resettlementVisit', (api, input) => api.resettlement.recordVisit(input)),
  },
  meeting: {
    writeMinutes: withPart('meeting', 'meeting', (api, input) => api.meeting.writeMinutes(input)),
    addDecision: withPart('meeting', 'decision', (api, input) => api.meeting.addDecision(input)),
    signOffMinutes: async ({ api }, id, input) =>
      api.meeting.signOffMinutes({
        id,
        expectedVersion: await versionOf(api, 'meeting', id, input),
        signedOffBy: textOf(input.signedOffBy, ''),
        on: textOf(input.on, today()),
      }),
  },
  decision: {
    completeDecision: async ({ api }, id, input) =>
      api.meeting.completeDecision({
        id,
        expectedVersion: await versionOf(api, 'decision', id, input),
        on: textOf(input.on, today()),
        progress: textOf(input.progress, ''),
      }),
  },
}

const commonVerbs = (register: RegisterName): Record<string, Verb> => ({
  update: async ({ api }, id, { expectedVersion, ...rest }) =>
    api.register.update({
      register,
      id,
      expectedVersion: await versionOf(api, register, id, { expectedVersion }),
      values: await recordValuesOf(api, register, rest),
    }),
  remove: async ({ api }, id, input) =>
    api.register.remove({
      register,
      id,
      expectedVersion: await versionOf(api, register, id, input),
      reason: textOf(input.reason, ''),
    }),
  restore: ({ api }, id) => api.register.restore({ register, id }),
  history: ({ api }, id) => api.register.history({ register, id }),
})

export async function doCommand(
  session: CliSession,
  name: string | undefined,
  id: string | undefined,
  verb: string | undefined,
  from: string | undefined,
): Promise<unknown> {
  const register = registerOf(name)
  const known = { ...verbs[register], ...commonVerbs(register) }
  const act = verb !== undefined && Object.hasOwn(known, verb) ? known[verb] : undefined
  if (id === undefined || !act)
    throw new UsageError(`用法：do ${register} 编号 动作 --from 文件。动作：${Object.keys(known).join('、')}`)
  return act(session, id, readJson(from))
}

/** The data dictionary of a ledger, or of all of them. */
export const fieldsCommand = (name: string): unknown =>
  name === '' ? registerNames.map(dictionary) : dictionary(registerOf(name))

function dictionary(register: RegisterName) {
  return {
    register,
    label: registers[register].label,
    fields: fieldsOf(registers[register]).map(({ name: field, meta }) => ({
      field,
      label: meta.label,
      kind: meta.kind,
      required: meta.required === true,
      derived: meta.derived === true,
      level: meta.level,
      leaves: meta.leaves,
      ...(meta.about === 'person' ? { basis: meta.basis } : {}),
      ...(meta.codes ? { codes: Object.fromEntries(codeTables[meta.codes]) } : {}),
      ...(meta.target ? { target: meta.target } : {}),
    })),
  }
}

export async function printCommand(
  { api }: CliSession,
  template: string | undefined,
  id: string | undefined,
  out: string | undefined,
): Promise<unknown> {
  if (template === undefined || id === undefined || out === undefined)
    throw new UsageError('用法：print 文书 编号 --out 文件.docx|.pdf')
  const format = extname(out).slice(1).toLowerCase()
  if (format !== 'docx' && format !== 'pdf') throw new UsageError('输出文件应以 .docx 或 .pdf 结尾')
  requirePlaceFor(out)
  const { name, base64 } = await api.document.produce({ template, recordId: id, format })
  const bytes = Buffer.from(base64, 'base64')
  writePrivate(out, bytes)
  return { file: out, name, bytes: bytes.length }
}
