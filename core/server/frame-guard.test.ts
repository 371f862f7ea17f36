import { RPCHandler } from '@orpc/server/message-port'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { os } from '@orpc/server'
import type { RouterClient } from '@orpc/server'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { guardedPort, isDecodableFrame } from './frame-guard.ts'

const unhandled: unknown[] = []
const note = (reason: unknown): void => {
  unhandled.push(reason)
}
beforeAll(() => process.on('unhandledRejection', note))
afterAll(() => process.off('unhandledRejection', note))

const router = {
  ping: os.handler(() => 'pong'),
  echo: os.input(z.object({ at: z.date(), name: z.string() })).handler(({ input }) => input),
  count: os.handler(async function* () {
    for (let n = 0; ; n += 1) {
      yield n
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }),
}
const handler = new RPCHandler(router)

/** Feeds one frame to the adapter behind the guard. */
async function feed(frame: unknown): Promise<{ sent: string[]; refused: number }> {
  const sent: string[] = []
  let refused = 0
  let receive: (frame: unknown) => void = () => undefined
  handler.upgrade(
    guardedPort({
      onFrame: (listener) => {
        receive = listener
      },
      onClose: () => undefined,
      send: (answer) => sent.push(answer),
      refuse: () => (refused += 1),
    }),
  )
  receive(frame)
  receive(frame)
  await new Promise((resolve) => setImmediate(resolve))
  return { sent, refused }
}

const nearlyFrame = fc.record(
  {
    i: fc.oneof(fc.string(), fc.integer(), fc.constant('1')),
    t: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(undefined)),
    p: fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          u: fc.oneof(
            fc.string(),
            fc.string().map((path) => `/${path}`),
            fc.constantFrom('/ping', '/%', '//', '/ping?data=%7B'),
          ),
          m: fc.constantFrom('GET', 'POST', 'TRACE', 1, undefined),
          h: fc.oneof(
            fc.jsonValue(),
            fc.dictionary(
              fc.constantFrom('content-type', 'content-disposition', 'last-event-id'),
              fc.constantFrom(
                'text/event-stream',
                'multipart/form-data; boundary=x',
                'application/x-www-form-urlencoded',
                'attachment; filename="x"',
                '1',
              ),
            ),
          ),
          b: fc.jsonValue(),
          e: fc.constantFrom('message', 'error', 'done', 'other', 1),
          d: fc.jsonValue(),
          m2: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: [] },
)

test('no text, however near to a frame, ends the process', async () => {
  const frames = fc.oneof(
    nearlyFrame.map((frame) => JSON.stringify(frame)),
    fc.json(),
    fc.string(),
    fc.uint8Array(),
    fc.anything(),
  )
  await fc.assert(
    fc.asyncProperty(frames, async (frame) => {
      const { refused } = await feed(frame)
      expect(refused).toBe(isDecodableFrame(frame) ? 0 : 1)
    }),
    { numRuns: 600 },
  )
  expect(unhandled).toEqual([])
})

test('what the client of the page sends passes: calls, streams, aborts', async () => {
  const { port1, port2 } = new MessageChannel()
  let refused = 0
  handler.upgrade(
    guardedPort({
      onFrame: (listener) => {
        port1.on('message', listener)
      },
      onClose: () => undefined,
      send: (frame) => {
        port1.postMessage(frame)
      },
      refuse: () => (refused += 1),
    }),
  )
  const client: RouterClient<typeof router> = createORPCClient(new RPCLink({ port: port2 }))
  port2.start()

  expect(await client.ping()).toBe('pong')
  const input = { at: new Date(0), name: '张三' }
  expect(await client.echo(input)).toEqual(input)
  const abort = new AbortController()
  const counted: number[] = []
  const counting = (async () => {
    for await (const n of await client.count(undefined, { signal: abort.signal, lastEventId: '7' }))
      if (counted.push(n) === 3) abort.abort()
  })()
  await expect(counting).rejects.toThrow()
  expect(counted.slice(0, 3)).toEqual([0, 1, 2])
  expect(await client.ping()).toBe('pong')
  expect(refused).toBe(0)
  port1.close()
})
