/** One suite over the three ways to the backend: in process, over a MessageChannel as in the desktop shell, over the browser host's WebSocket. */
import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Contract } from '../core/contract/index.ts'
import { guardedPort, MAX_FRAME_LENGTH } from '../core/server/frame-guard.ts'
import { newTestDesk, testPassword, type TestDesk } from '../core/testing.ts'
import { temporaryFolder } from '../db/testing.ts'
import { HostFailure, type HostPort } from '../renderer/host/host.ts'
import { createConnection } from '../renderer/lib/connection.ts'
import { serveBackend, type RunningDesk } from './browser-host.ts'

type Api = ContractRouterClient<Contract>

/** A channel of the page, and what else can be done to it. */
interface Channel {
  port: HostPort
  /** sends what the page's client never would */
  raw(frame: string | Buffer): void
  /** the page is gone, without a word */
  leave(): void
}

let desk: TestDesk
let served: RunningDesk
let token: string

beforeAll(async () => {
  desk = await newTestDesk()
  served = await serveBackend(desk.backend, { pageDir: temporaryFolder(), staySeconds: Infinity })
  const { origin, hash } = new URL(served.address)
  const request = httpRequest(`${origin}/session`, { method: 'POST', headers: { Origin: origin } })
  request.end(hash.slice('#start='.length))
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  token = (JSON.parse(Buffer.concat(parts).toString()) as { token: string }).token
})
afterAll(() => served.close())

async function openMessageChannel(context: ReturnType<TestDesk['connect']>['context']): Promise<Channel> {
  const { port1, port2 } = new MessageChannel()
  const frames = {
    onFrame: (listener: (frame: unknown) => void) => port1.on('message', listener),
    onClose: (listener: () => void) => port1.on('close', listener),
    send: (frame: string) => {
      port1.postMessage(frame)
    },
    refuse: () => {
      port1.close()
    },
  }
  new RPCHandler(desk.backend.router).upgrade(guardedPort(frames), { context })
  port2.start()
  const closed = once(port2, 'close').then(() => 'lost' as const)
  return Promise.resolve({
    port: {
      addEventListener: (type, listener) => port2.addEventListener(type, listener),
      postMessage: (frame) => {
        port2.postMessage(frame)
      },
      closed,
    },
    raw: (frame) => {
      port2.postMessage(frame)
    },
    leave: () => {
      port2.close()
    },
  })
}

async function openWebSocket(): Promise<Channel> {
  const { origin } = new URL(served.address)
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, ['pingan', token], { origin })
  socket.on('error', () => undefined)
  await once(socket, 'open')
  const closed = once(socket, 'close').then(() => 'lost' as const)
  return {
    port: {
      addEventListener: (type, listener) => {
        socket.addEventListener(type as 'message', listener as unknown as () => void)
      },
      postMessage: (frame) => {
        socket.send(frame)
      },
      closed,
    },
    raw: (frame) => {
      socket.send(frame)
    },
    leave: () => {
      socket.terminate()
    },
  }
}

const clientOver = (port: HostPort): Api => createORPCClient(new RPCLink({ port }))
const thrown = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    (value) => ({ notThrown: value }),
    (error: unknown) => error,
  )
const writer = () => desk.context.backend.desk!.database.writer
const nobody = '0192a000-0000-7000-8000-000000000000'

let serial = 0
const villageName = () => `第${String((serial += 1))}村`

const unhandled: unknown[] = []
const note = (reason: unknown) => unhandled.push(reason)
beforeAll(() => process.on('unhandledRejection', note))
afterAll(() => process.off('unhandledRejection', note))

describe.each(['in process', 'MessageChannel', 'WebSocket'] as const)('%s', (kind) => {
  let api: Api
  let context: ReturnType<TestDesk['connect']>['context']
  let channel: Channel | null = null

  async function openChannel(): Promise<Channel> {
    channel = await (kind === 'WebSocket' ? openWebSocket() : openMessageChannel(context))
    return channel
  }

  beforeAll(async () => {
    context = desk.backend.newConnection()
    if (kind === 'in process') api = createRouterClient(desk.backend.router, { context })
    else api = clientOver((await openChannel()).port)
    // before log-in the status, and nothing else
    expect(await api.session.status()).toMatchObject({ phase: 'closed', account: null })
    expect(await thrown(api.register.list({ register: 'resident' }))).toMatchObject({
      code: 'LOCKED',
      message: '请先登录',
      data: {},
    })
    await api.session.logIn({ password: testPassword })
    channel?.leave()
  })
  // log-in belongs to the window: it outlives the channel
  beforeEach(async () => {
    if (kind !== 'in process') api = clientOver((await openChannel()).port)
  })
  afterEach(() => {
    channel?.leave()
    expect(unhandled).toEqual([])
  })

  describe('refusals arrive with code, message and data', () => {
    test('RULE_VIOLATION', async () => {
      const call = api.register.create({ register: 'resident', values: { name: '石春海', idNumber: '999901198802030018' } })
      expect(await thrown(call)).toMatchObject({
        code: 'RULE_VIOLATION',
        status: 422,
        message: expect.stringMatching(/校验位应为 7.*（P-01）/) as string,
        data: { violations: [{ rule: 'P-01', field: 'idNumber', level: 'block' }] },
      })
    })

    test('CONFLICT', async () => {
      const { id } = await api.register.create({ register: 'village', values: { name: villageName() } })
      const update = () => api.register.update({ register: 'village', id, expectedVersion: 1, values: { name: villageName() } })
      await update()
      expect(await thrown(update())).toMatchObject({ code: 'CONFLICT', status: 409, data: { currentVersion: 2 } })
    })

    test('NOT_FOUND', async () => {
      const call = api.register.get({ register: 'resident', id: nobody })
      expect(await thrown(call)).toMatchObject({
        code: 'NOT_FOUND',
        status: 404,
        message: expect.stringContaining('居民') as string,
      })
    })

    test('BAD_REQUEST by field', async () => {
      const call = api.register.create({ register: 'resident', values: { name: '石春海', residenceAddress: '长'.repeat(81) } })
      expect(await thrown(call)).toMatchObject({ code: 'BAD_REQUEST', data: { fields: { residenceAddress: '住址最多 80 字' } } })
    })

    test('STORAGE', async () => {
      writer().pragma(`max_page_count=${String(writer().pragma('page_count', { simple: true }))}`)
      const call = api.draft.save({ form: 'resident', payload: '长'.repeat(200_000) })
      expect(await thrown(call)).toMatchObject({
        code: 'STORAGE',
        data: { kind: 'full' },
        message: '磁盘空间不足，已停止，数据没有改动',
      })
      writer().pragma('max_page_count=1073741823')
    })

    test('anything else is INTERNAL with a number, and none of its words', async () => {
      writer().exec(`CREATE TRIGGER mine BEFORE INSERT ON villages BEGIN SELECT RAISE(ABORT, '欧阳蒹葭'); END`)
      const error = await thrown(api.register.create({ register: 'village', values: { name: villageName() } }))
      writer().exec('DROP TRIGGER mine')
      expect(error).toMatchObject({ code: 'INTERNAL', data: { incident: expect.stringMatching(/^\w{8}$/) as string } })
      expect(`${JSON.stringify(error)}${(error as Error).message}`).not.toMatch(/蒹葭|SQLITE|\.ts/)
    })
  })

  test('inputs are strict: what the contract does not know is refused, in words without the parser’s', async () => {
    const calls: [string, () => Promise<unknown>][] = [
      // @ts-expect-error not in the contract
      ['another key', () => api.register.list({ register: 'resident', path: '/etc/passwd' })],
      // @ts-expect-error not in the contract
      ['another ledger', () => api.register.list({ register: 'sqlite_master' })],
      ['too many rows', () => api.register.list({ register: 'resident', limit: 501 })],
      ['half a row', () => api.register.list({ register: 'resident', limit: 1.5 })],
      ['no id', () => api.register.get({ register: 'resident', id: `x' OR 1=1` })],
      // @ts-expect-error not in the contract
      ['an object as a value', () => api.register.create({ register: 'resident', values: { name: { toString: 'x' } } })],
      // @ts-expect-error not in the contract
      ['nothing', () => api.register.get()],
    ]
    const bad = { code: 'BAD_REQUEST', message: '填写的内容不完整或格式不对，请检查后重试', data: {} }
    for (const [what, call] of calls) expect(await thrown(call()), what).toMatchObject(bad)
    const { id } = await api.register.create({ register: 'village', values: { name: villageName() } })
    expect(await api.register.get({ register: 'village', id })).toMatchObject({ id, version: 1 })
  })

  describe('the stream of changes', () => {
    const subscribe = () => vi.spyOn(desk.context.backend.changes, 'subscribe')
    let spied: ReturnType<typeof subscribe>
    beforeEach(() => {
      spied = subscribe()
    })
    afterEach(() => {
      spied.mockRestore()
    })
    /** settles when the backend no longer keeps anything for the client */
    const ended = async () => {
      const [result] = spied.mock.results
      expect(await (result?.value as AsyncGenerator).next()).toEqual({ done: true, value: undefined })
    }

    const dispute = () =>
      desk.api.mediation.registerDispute({
        values: { title: '甲与乙邻里纠纷', category: '02', registeredOn: '2026-11-01', summary: '院墙滴水' },
        parties: [
          { side: 'applicant', name: '甲' },
          { side: 'respondent', name: '乙' },
        ],
      })

    test('tells of a write, one event for all its ledgers, and ends when the client is done with it', async () => {
      const stop = new AbortController()
      const stream = await api.changes(undefined, { signal: stop.signal })
      const first = stream.next()
      await api.session.status() // what was asked before has arrived
      await dispute()
      expect(await first).toMatchObject({ value: { registers: ['mediation', 'mediationParty'] } })
      const second = stream.next()
      await desk.api.register.create({ register: 'village', values: { name: villageName() } })
      expect(await second).toMatchObject({ value: { registers: ['village'] } })
      stop.abort()
      await thrown(stream.next())
      await ended()
    })

    if (kind !== 'in process')
      test('ends on both sides when the client is gone', async () => {
        const stream = await api.changes()
        const next = thrown(stream.next())
        await api.session.status()
        channel?.leave()
        await next
        await ended()
        await dispute()
      })
  })

  if (kind !== 'in process')
    describe('a call under way', () => {
      /** Every write waits until it is let go. */
      function hold(): () => Promise<void> {
        const gate = Promise.withResolvers<undefined>()
        const held = desk.context.backend.desk!.exclusive(() => gate.promise)
        return async () => {
          gate.resolve(undefined)
          await held
        }
      }

      test('is given up when it is aborted; the channel goes on', async () => {
        const letGo = hold()
        const abort = new AbortController()
        const call = thrown(api.draft.save({ form: 'a', payload: 1 }, { signal: abort.signal }))
        abort.abort()
        expect(await call).toMatchObject({ name: 'AbortError' })
        expect(await api.session.status()).toMatchObject({ phase: 'open' })
        await letGo()
        expect(await api.draft.save({ form: 'b', payload: 2 })).toMatchObject({ savedAt: expect.any(String) as string })
      })

      test('is refused when the channel dies, whatever the backend makes of it', async () => {
        const letGo = hold()
        const call = thrown(api.draft.save({ form: 'c', payload: 3 }))
        await api.session.status()
        channel?.leave()
        expect(await call).toBeInstanceOf(Error)
        await letGo()
        const again = clientOver((await openChannel()).port)
        expect(await again.draft.get({ form: 'c' })).toMatchObject({ payload: 3 })
      })

      test('would be made on a dead channel: the page’s connection refuses it at once, and opens another', async () => {
        const opened: Channel[] = []
        let over = false
        const lines = createConnection({
          reopens: true,
          connect: async () => {
            if (over) throw new HostFailure('the test is over', { final: true })
            const next = await openChannel()
            opened.push(next)
            return next.port
          },
          onFailed: () => undefined,
          pickFile: () => Promise.resolve(null),
          pickFolder: () => Promise.resolve(null),
          saveFile: () => Promise.resolve(false),
        })
        await lines.open()
        expect(await clientOver(lines.port()).session.status()).toMatchObject({ phase: 'open' })
        const lost = new Promise<void>((resolve) => {
          const stop = lines.subscribe(() => {
            if (lines.state().phase === 'open') return
            stop()
            resolve()
          })
        })
        opened[0]?.leave()
        await lost
        expect(() => lines.port()).toThrow(expect.objectContaining({ code: 'BACKEND_DOWN' }))
        await lines.open()
        expect(await clientOver(lines.port()).session.status()).toMatchObject({ phase: 'open' })
        over = true
      })
    })

  if (kind !== 'in process')
    test.each<[string, string | Buffer]>([
      ['no JSON', '{'],
      ['no frame', '[]'],
      ['no id', '{"p":{"u":"/session/status"}}'],
      ['another body', '{"i":"1","p":{"u":"/session/status","h":{"content-type":"multipart/form-data; boundary=x"}}}'],
      ['bytes', Buffer.from([255, 0, 1])],
      [
        'an oversized frame',
        JSON.stringify({ i: '1', p: { u: '/draft/save', b: { json: { form: 'x', payload: 'x'.repeat(MAX_FRAME_LENGTH) } } } }),
      ],
    ])('%s closes this client, and the backend goes on', async (_what, frame) => {
      channel?.raw(frame)
      await channel?.port.closed
      expect(await desk.api.session.status()).toMatchObject({ phase: 'open' })
      const again = clientOver((await openChannel()).port)
      expect(await again.session.status()).toMatchObject({ phase: 'open' })
    })

  test('an unknown procedure is refused, and harmless', async () => {
    const elsewhere = api as unknown as Record<string, Record<string, () => Promise<unknown>>>
    if (kind === 'in process') expect(elsewhere.session?.nothing).toBeUndefined()
    else expect(await thrown(elsewhere.session!.nothing!())).toMatchObject({ code: 'NOT_FOUND' })
    expect(await api.session.status()).toMatchObject({ phase: 'open' })
  })

  // over the WebSocket the session belongs to the token and ends with the host
  if (kind !== 'WebSocket')
    test('a client that was released holds no session', async () => {
      desk.backend.release(context)
      expect(await thrown(api.register.count({ register: 'resident' }))).toMatchObject({ code: 'LOCKED' })
      context.connection.session = desk.context.connection.session
    })
})
