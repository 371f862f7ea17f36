import { expect, test } from 'vitest'
import { HostFailure } from '../host/host.ts'
import type { Host, HostPort, PortEnd } from '../host/host.ts'
import { createConnection } from './connection.ts'
import { DeskFailure } from './errors.ts'

/** A host whose channels answer nothing and close when told to. */
function quietHost(refusals: HostFailure[] = [], reopens = true) {
  const ends: ((end: PortEnd) => void)[] = []
  const port = (): HostPort => ({
    addEventListener: () => undefined,
    postMessage: () => undefined,
    closed: new Promise((end) => ends.push(end)),
  })
  const host: Host = {
    reopens,
    connect: () => {
      const refusal = refusals.shift()
      return refusal === undefined ? Promise.resolve(port()) : Promise.reject(refusal)
    },
    onFailed: () => undefined,
    pickFile: () => Promise.resolve(null),
    pickFolder: () => Promise.resolve(null),
    saveFile: () => Promise.resolve(false),
  }
  return { host, end: (how: PortEnd) => ends.at(-1)?.(how) }
}

test('a call is refused with BACKEND_DOWN while there is no channel: on a dead one it would never settle', async () => {
  const connection = createConnection(quietHost().host)
  expect(() => connection.port()).toThrow(DeskFailure)
  await connection.open()
  expect(connection.state().phase).toBe('open')
  expect(connection.port()).toBeDefined()
})

test('a lost channel is reopened by itself', async () => {
  const { host, end } = quietHost()
  const connection = createConnection(host)
  await connection.open()
  const first = connection.port()
  end('lost')
  await first.closed
  await connection.open()
  expect(connection.port()).not.toBe(first)
})

test('a window that was replaced does not take the desk back by itself, but when a person asks', async () => {
  const { host, end } = quietHost()
  const connection = createConnection(host)
  await connection.open()
  const { closed } = connection.port()
  end('replaced')
  await closed
  expect(connection.state()).toMatchObject({ phase: 'failed', title: '另一个窗口已打开' })
  expect(() => connection.port()).toThrow(DeskFailure)
  await connection.open()
  expect(connection.state().phase).toBe('open')
})

test('a passing failure is tried again, a final one is shown at once', async () => {
  const passing = createConnection(quietHost([new HostFailure('没有启动')]).host)
  await passing.open()
  expect(passing.state().phase).toBe('open')

  const final = createConnection(quietHost([new HostFailure('这个地址已经用过。', { final: true })]).host)
  await final.open()
  expect(final.state()).toMatchObject({ phase: 'failed', advice: '这个地址已经用过。' })
})

test('opening again is offered where the host can start anew, and where another window took over', async () => {
  const gone = new HostFailure('请关闭本页，重新启动平安台。', { final: true })
  for (const reopens of [true, false]) {
    const connection = createConnection(quietHost([gone], reopens).host)
    await connection.open()
    expect(connection.state()).toMatchObject({ phase: 'failed', retry: reopens })
  }
  const { host, end } = quietHost([], false)
  const connection = createConnection(host)
  await connection.open()
  const { closed } = connection.port()
  end('replaced')
  await closed
  expect(connection.state()).toMatchObject({ phase: 'failed', retry: true })
})
