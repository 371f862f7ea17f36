/** Readings of a large ledger aside: few at once, none for a list that was let go, nothing after the desk was locked. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Filter } from '../contract/register.ts'
import type { SpawnWorker } from '../server/ports.ts'
import { openContext } from '../server/router-base.ts'
import { newTestDesk, type TestDesk } from '../testing.ts'
import { nodeWorkers } from '../workers/spawn-node.ts'

let desk: TestDesk
let running = 0
let most = 0
let started = 0
/** readers give nothing before this is called */
let letGo: () => void
let gate: Promise<void>

const spawn = nodeWorkers(new URL('../workers/entry.ts', import.meta.url))
const watched: SpawnWorker = <Message>(...[name, request, limits]: Parameters<SpawnWorker>) => {
  const worker = spawn<Message>(name, request, limits)
  if (name !== 'read') return worker
  started++
  most = Math.max(most, ++running)
  let ended = (): void => undefined
  const killed = new Promise<void>((resolve) => {
    ended = resolve
  })
  async function* messages(): AsyncGenerator<Message> {
    await Promise.race([gate, killed])
    yield* worker.messages
  }
  let counted = true
  return {
    messages: messages(),
    async kill() {
      if (counted) running--
      counted = false
      ended()
      await worker.kill()
    },
  }
}

beforeEach(async () => {
  running = most = started = 0
  gate = new Promise((resolve) => {
    letGo = resolve
  })
  desk = await newTestDesk({ ports: { spawnWorker: watched } })
  for (const name of ['王大山', '石春海', '李敏'])
    await desk.api.register.create({ register: 'resident', values: { name, residenceAddress: `${name}住处` } })
  // a ledger is large by its last row number
  openContext(desk.context).desk.database.writer.prepare('UPDATE residents SET row_no = 90000 WHERE name = ?').run('李敏')
})
afterEach(() => desk.close())

const living = (value: string): Filter[] => [{ field: 'residenceAddress', op: 'contains', value }]
const open = async (value: string) =>
  (await desk.api.register.snapshot({ register: 'resident', where: living(value), early: true })).snapshotId
const block = (snapshotId: string) => desk.api.register.block({ snapshotId, from: 0, to: 50 })

test('sixteen filters typed fast are two readers at once, and those of lists let go are ended', async () => {
  const blocks: Promise<unknown>[] = []
  for (let at = 0; at < 16; at++) blocks.push(block(await open(at % 2 === 0 ? '住' : '处')).catch((error: unknown) => error))
  await expect.poll(() => started).toBeGreaterThan(1)
  letGo()
  const answers = await Promise.all(blocks)
  expect(most).toBe(2)
  // eight lists are kept
  expect(answers.slice(8)).toEqual(
    Array.from({ length: 8 }, () => expect.objectContaining({ total: 3, complete: true }) as unknown),
  )
  await expect.poll(() => running).toBe(0)
})

test('locking ends what is being read and what was asked for is not given', async () => {
  const asked = block(await open('住处'))
  const refused = expect(asked).rejects.toMatchObject({ code: 'LOCKED' })
  await expect.poll(() => running).toBe(1)
  await desk.api.session.lock()
  await refused
  await expect.poll(() => running).toBe(0)
})

test('a page that was being read when the desk was locked is not given', async () => {
  const asked = desk.api.register.list({ register: 'resident', where: living('住处') })
  const refused = expect(asked).rejects.toMatchObject({ code: 'LOCKED' })
  await expect.poll(() => running).toBe(1)
  await desk.api.session.lock()
  letGo()
  await refused
})

test('a client that goes takes its readings with it', async () => {
  const asked = block(await open('住处'))
  const refused = expect(asked).rejects.toMatchObject({ code: 'LOCKED' })
  await expect.poll(() => running).toBe(1)
  desk.backend.release(desk.context)
  await refused
  await expect.poll(() => running).toBe(0)
})

test('the first of few by state are not looked for on the main thread', async () => {
  const { writer } = openContext(desk.context).desk.database
  writer.prepare(`UPDATE residents SET status = 'deceased' WHERE name = '李敏'`).run()
  const asked = desk.api.register.list({ register: 'resident', where: [{ field: 'status', op: 'is', value: 'deceased' }] })
  await expect.poll(() => running).toBe(1)
  letGo()
  expect((await asked).rows.map(({ title }) => title)).toEqual(['李敏'])
  // most are present: they are met at once
  expect((await desk.api.register.list({ register: 'resident' })).total).toBe(3)
  expect(started).toBe(1)
})
