/**
 * The command line: the same backend, in process. With --json stdout holds exactly one JSON document; messages go to
 * stderr in Chinese with a code. Exit: 0 done · 1 refused by a rule, all of it or some records · 2 usage · 3 not logged in or
 * not allowed · 4 bad file or format · 5 storage.
 */
import { parseArgs } from 'node:util'
import { ORPCError } from '@orpc/server'
import { isDeskError, type DeskError, type ErrorCode } from '../core/contract/errors.ts'
import { toDeskError } from '../core/server/errors.ts'
import { logInto, openBackend, Partly, UsageError, type CliOptions, type CliSession } from './commands/cli-session.ts'
import { createCommand, doCommand, fieldsCommand, listCommand, printCommand, showCommand } from './commands/record-commands.ts'
import { headlessPorts } from './node-ports.ts'
import { showResult } from './commands/show-result.ts'
import { usage } from './commands/usage.ts'

const options = {
  data: { type: 'string' },
  user: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  from: { type: 'string' },
  to: { type: 'string' },
  out: { type: 'string' },
  search: { type: 'string' },
  where: { type: 'string', multiple: true, default: [] as string[] },
  limit: { type: 'string', default: '50' },
  count: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  set: { type: 'string', multiple: true, default: [] as string[] },
  take: { type: 'string' },
  'also-edited': { type: 'string' },
  preview: { type: 'boolean', default: false },
  sheet: { type: 'string' },
  report: { type: 'string' },
  'count-by': { type: 'string' },
  match: { type: 'string' },
  known: { type: 'string' },
  repair: { type: 'string' },
  'unit-code': { type: 'string' },
  'unit-name': { type: 'string' },
  kind: { type: 'string' },
  type: { type: 'string' },
  level: { type: 'string' },
  note: { type: 'string' },
  admin: { type: 'string' },
  fingerprint: { type: 'string' },
  peer: { type: 'string' },
  period: { type: 'string' },
  rows: { type: 'string' },
  columns: { type: 'string' },
  reason: { type: 'string' },
  full: { type: 'boolean', default: false },
  'with-id-numbers': { type: 'string' },
  'receipt-to': { type: 'string' },
  size: { type: 'string', default: 'office' },
  seed: { type: 'string', default: '1' },
} as const

function parse() {
  try {
    return parseArgs({ options, allowPositionals: true })
  } catch (error) {
    const option = /'(-[^' ]*)/.exec(error instanceof Error ? error.message : '')?.[1] ?? ''
    throw new UsageError(`选项 ${option} 不认识，或缺少值\n${usage}`)
  }
}

type Values = ReturnType<typeof parse>['values']
type Run = (session: CliSession, args: string[], values: Values) => Promise<unknown>

/** Commands of a logged-in person. Those that need large libraries load them themselves. */
const commands: Record<string, Run> = {
  import: async (session, [register, file], values) => {
    const { importCommand } = await import('./commands/import-command.ts')
    return importCommand(session, register, file, {
      dryRun: values['dry-run'],
      sheet: values.sheet,
      report: values.report,
      match: values.match,
      known: values.known,
      repair: values.repair,
    })
  },
  list: (session, [register], values) => {
    const limit = Number(values.limit)
    if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw new UsageError('--limit 应为 1 至 500')
    return listCommand(session, register, { search: values.search, where: values.where, limit, count: values.count })
  },
  show: (session, [register, id]) => showCommand(session, register, id),
  create: (session, [register], values) => createCommand(session, register, values.from),
  do: (session, [register, id, verb], values) => doCommand(session, register, id, verb, values.from),
  merge: async (session, args, values) =>
    (await changes()).mergeCommand(session, args, { take: values.take, dryRun: values['dry-run'] }),
  bulk: async (session, [register], { search, where, set, 'dry-run': dryRun }) =>
    (await changes()).bulkCommand(session, register, { search, where, set, dryRun }),
  undo: async (session, [changeSetId], { 'also-edited': alsoEdited, preview }) =>
    (await changes()).undoCommand(session, changeSetId, { alsoEdited, preview }),
  operations: async (session, _, values) => (await changes()).operationsCommand(session, Number(values.limit)),
  print: (session, [template, id], values) => printCommand(session, template, id, values.out),
  attach: async (session, args, values) => (await caseFile()).attachCommand(session, args, values.type),
  bind: async (session, [name], values) => (await caseFile()).bindCommand(session, name, values.out),
  'templates list': async (session) => (await templates()).listTemplatesCommand(session),
  'templates check': async (session, args) => (await templates()).checkTemplateCommand(session, args),
  'templates save': async (session, args, values) => (await templates()).saveTemplateCommand(session, args, values),
  today: (session) => session.api.today.get(),
  'statistics population': async (session, _, values) => (await statistics()).populationCommand(session, values),
  'statistics movement': async (session, _, values) => (await statistics()).movementCommand(session, values),
  'statistics official': async (session, _, values) => (await statistics()).officialCommand(session, values),
  'workbook export': async (session, [register], values) => (await workbook()).exportRowsCommand(session, register, values),
  'workbook template': async (session, [register], values) => (await workbook()).templateCommand(session, register, values.to),
  'unit card': async (session, _, values) => (await exchange()).cardCommand(session, values.out),
  'peer add': async (session, [file], values) => (await exchange()).addPeerCommand(session, file, values.fingerprint),
  'peer list': (session) => session.api.exchange.listPeers(),
  export: async (session, _, values) =>
    (await exchange()).exportCommand(session, {
      to: values.to,
      peer: values.peer,
      period: values.period,
      idNumberReason: values['with-id-numbers'],
    }),
  verify: async (session, [file]) => (await exchange()).verifyCommand(session, file),
  receive: async (session, files, values) => (await exchange()).receiveCommand(session, files, values['receipt-to']),
  receipt: async (session, [file]) => (await exchange()).receiptCommand(session, file),
  'packages rewrite': async (session, [name], values) => (await exchange()).rewriteCommand(session, name, values.to),
  packages: (session) => session.api.exchange.listPackages(),
  'backup create': async (session, _, values) => (await care()).createBackupCommand(session, values.to),
  'audit verify': async (session) => (await care()).verifyAuditCommand(session),
}

const exchange = () => import('./commands/exchange-commands.ts')
const caseFile = () => import('./commands/case-file-commands.ts')
const templates = () => import('./commands/template-commands.ts')
const changes = () => import('./commands/change-commands.ts')
const statistics = () => import('./commands/statistics-command.ts')
const workbook = () => import('./commands/workbook-commands.ts')
const care = () => import('./commands/care-commands.ts')

async function run(values: Values, positionals: string[]): Promise<unknown> {
  const cli: CliOptions = { data: values.data, user: values.user, json: values.json }
  const [first = '', second = ''] = positionals
  const pair = `${first} ${second}`
  if (values.help || first === '' || first === 'help') return usage
  if (first === 'fields') return fieldsCommand(second)
  if (first === 'doctor') return (await care()).doctorCommand(cli)
  if (pair === 'backup verify') return (await care()).verifyBackupCommand(cli, positionals[2])
  if (pair === 'backup restore') return (await care()).restoreBackupCommand(cli, positionals[2])
  if (first === 'demo') {
    const { demoCommand } = await import('./commands/demo-command.ts')
    return demoCommand(cli, values.size, values.seed)
  }
  const [name, args] = Object.hasOwn(commands, pair) ? [pair, positionals.slice(2)] : [first, positionals.slice(1)]
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command && name !== 'init') throw new UsageError(`没有命令“${positionals.slice(0, 2).join(' ')}”\n${usage}`)
  const session = await openBackend(cli)
  try {
    if (!command) return await (await care()).initCommand(session, values)
    await logInto(session)
    return await command(session, args, values)
  } finally {
    await session.backend.close()
  }
}

const exits: Record<ErrorCode, number> = {
  BAD_REQUEST: 2,
  RULE_VIOLATION: 1,
  NOT_FOUND: 1,
  CONFLICT: 1,
  LOCKED: 3,
  FORBIDDEN: 3,
  FORMAT: 4,
  STORAGE: 5,
  BACKEND_DOWN: 5,
  INTERNAL: 5,
}

interface Failure {
  exit: number
  code: string
  message: string
  data: unknown
}

/** What the API has named already, and what a file of the command line itself met. */
function namedError(error: unknown, dataDir: string | undefined): DeskError | ORPCError<string, unknown> {
  if (isDeskError(error) || error instanceof ORPCError) return error
  const { logger, newId } = headlessPorts(dataDir)
  return toDeskError(error, logger, newId)
}

function failureOf(error: unknown, dataDir: string | undefined): Failure {
  if (error instanceof UsageError) return { exit: 2, code: 'USAGE', message: error.message, data: {} }
  const { code, message, data } = namedError(error, dataDir)
  // a value that cannot stand is a refusal of the record, not a mistake in the call
  const refusedValues = code === 'BAD_REQUEST' && typeof data === 'object' && data !== null && 'fields' in data
  return { exit: refusedValues ? 1 : Object.hasOwn(exits, code) ? exits[code as ErrorCode] : 5, code, message, data }
}

export async function main(): Promise<number> {
  let json = process.argv.includes('--json')
  let dataDir: string | undefined
  try {
    const { values, positionals } = parse()
    json = values.json
    dataDir = values.data
    const outcome = await run(values, positionals)
    const result = outcome instanceof Partly ? outcome.result : outcome
    process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${showResult(result)}\n`)
    return outcome instanceof Partly ? 1 : 0
  } catch (error) {
    const { exit, code, message, data } = failureOf(error, dataDir)
    process.stderr.write(`${code}：${message}\n`)
    if (json) process.stdout.write(`${JSON.stringify({ error: { code, message, data } })}\n`)
    return exit
  }
}
