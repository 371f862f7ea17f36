import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordView } from '../core/contract/register.ts'
import type { RecordValues } from '../core/domain/field.ts'
import { openBackend } from '../headless/commands/cli-session.ts'
import type { Api } from '../headless/commands/cli-session.ts'
import type { Unit } from './fixtures.ts'

const folders: string[] = []
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** Does something in a copy of a unit's data, in this process. @returns the copy's folder, gone when the process ends, and what was done */
export async function preparedData<Result>(
  { dataDir, password }: Unit,
  work: (api: Api) => Promise<Result>,
): Promise<{ dataDir: string; result: Result }> {
  const root = mkdtempSync(join(tmpdir(), 'pingan-prepared-'))
  folders.push(root)
  const copy = join(root, 'data')
  cpSync(dataDir, copy, { recursive: true })
  const session = await openBackend({ data: copy, json: true })
  try {
    await session.api.session.logIn({ password })
    return { dataDir: copy, result: await work(session.api) }
  } finally {
    await session.backend.close()
  }
}

const known = new WeakMap<Unit, Promise<readonly RecordView[]>>()

/** Every case of the demonstration desk: a journey begins with one of the state it needs. */
export function casesOf(unit: Unit): Promise<readonly RecordView[]> {
  const read = async (api: Api) => (await api.register.list({ register: 'mediation', limit: 200 })).rows
  const cases = known.get(unit) ?? preparedData(unit, read).then(({ result }) => result)
  known.set(unit, cases)
  return cases
}

/** The first case with these values. @throws Error when the demonstration has none */
export function caseWith(cases: readonly RecordView[], values: RecordValues): RecordView {
  const found = cases.find((one) => Object.entries(values).every(([name, value]) => one.values[name] === value))
  if (found === undefined) throw new Error(`no case with ${JSON.stringify(values)}`)
  return found
}

const strangers: RecordValues[] = [
  { side: 'applicant', name: '慕容听雨', address: '石榴村一组', consent: 'agreed' },
  { side: 'respondent', name: '令狐无双', address: '石榴村二组', consent: 'agreed' },
]

/** A neighbours' quarrel whose agreement is in force, everything on one day. @param items what is to be performed, when in parts @returns its id */
export async function makeInForce(api: Api, on: string, terms: RecordValues = {}, items: RecordValues[] = []): Promise<string> {
  const [mediator] = (await api.register.list({ register: 'mediator', limit: 1 })).rows
  const values = { title: '慕容听雨与令狐无双邻里纠纷', category: '02', source: '10', registeredOn: on, summary: '排水沟改道' }
  const { id } = await api.mediation.registerDispute({ values, parties: strangers })
  const known = async () => ({ id, expectedVersion: (await api.register.get({ register: 'mediation', id })).version })
  await api.mediation.acceptCase({ ...(await known()), acceptedOn: on, mediatorIds: [mediator?.id ?? ''] })
  const session = { heldOn: on, place: '调解室', body: '调解员：双方说一说。', result: 'agreed' }
  await api.mediation.recordSession({ ...(await known()), values: session })
  const agreement = {
    facts: '排水沟改道',
    terms: ['恢复原沟'],
    performMethod: 'once',
    performDueOn: on,
    concludedOn: on,
    ...terms,
  }
  await api.mediation.concludeAgreement({ ...(await known()), values: agreement, items })
  const { parties } = await api.mediation.view({ id })
  const partySignedOn = Object.fromEntries(parties.map((party) => [party.id, on]))
  await api.mediation.makeEffective({ ...(await known()), partySignedOn, mediatorSignedOn: on, sealedOn: on })
  return id
}
