import { describe, expect, test, vi } from 'vitest'
import { restartPolicy } from '../restart-policy.ts'
import { forked } from '../testing/electron-recorder.ts'
import { superviseBackend } from './backend-process.ts'
import type { BackendHost } from './backend-process.ts'

vi.mock('electron', () => import('../testing/electron-recorder.ts'))

function supervise(overrides: Partial<BackendHost> = {}) {
  const failures: (string | undefined)[] = []
  const first = forked.length
  const supervised = superviseBackend({
    entry: 'backend.js',
    args: [],
    mayRestart: () => true,
    printToPdf: () => Promise.resolve({ bytes: new Uint8Array([37]), pages: [1] }),
    onFailed: (reason) => failures.push(reason),
    ...overrides,
  })
  return { supervised, failures, children: () => forked.slice(first) }
}

test('restarts are counted in a sliding minute', () => {
  let now = 0
  const mayRestart = restartPolicy(() => now)
  expect([mayRestart(), mayRestart(), mayRestart(), mayRestart()]).toEqual([true, true, true, false])
  now = 59_999
  expect(mayRestart()).toBe(false)
  now = 60_000
  expect(mayRestart()).toBe(true)
})

describe('the supervisor', () => {
  test('rejects what was asked of a dead backend and never asks again', async () => {
    const { supervised, children } = supervise()
    const asked = supervised.save(1, 'ref', '/tmp/out')
    children()[0]?.emit('exit', 1)
    await expect(asked).rejects.toThrow('BACKEND_DOWN')
    expect(children()).toHaveLength(2)
    expect(children()[1]?.posted).toEqual([])
  })

  test('does not restart a backend that refused to start, and passes on its reason', () => {
    const { failures, children } = supervise()
    children()[0]?.emit('message', { kind: 'refused', message: '另一个平安台正在使用这些数据' })
    children()[0]?.emit('exit', 1)
    expect(children()).toHaveLength(1)
    expect(failures).toEqual(['另一个平安台正在使用这些数据'])
  })

  test('ignores messages of another shape', () => {
    const { children } = supervise()
    for (const message of [null, 'ready', { kind: 'answer' }, { kind: 'unknown' }, { kind: 'ready', extra: 1 }])
      expect(() => children()[0]?.emit('message', message)).not.toThrow()
  })

  test('prints for the backend', async () => {
    const { children } = supervise()
    children()[0]?.emit('message', { kind: 'print', print: 7, html: '<p>会议纪要</p>' })
    await vi.waitFor(() => {
      const pdf = { bytes: new Uint8Array([37]), pages: [1] }
      expect(children()[0]?.posted).toEqual([{ message: { kind: 'printed', print: 7, pdf }, ports: [] }])
    })
  })

  test('a stopped backend stays stopped', async () => {
    const { supervised, children, failures } = supervise()
    const stopped = supervised.stop()
    expect(children()[0]?.posted).toEqual([{ message: { kind: 'stop' }, ports: [] }])
    children()[0]?.emit('exit', 0)
    await stopped
    expect(children()).toHaveLength(1)
    expect(failures).toEqual([])
  })
})
