import { once } from 'node:events'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { os } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { notFound } from '../core/contract/errors.ts'
import type { Backend } from '../core/server/create-backend.ts'
import { MAX_FRAME_LENGTH } from '../core/server/frame-guard.ts'
import { serveBackend } from './browser-host.ts'
import type { RunningDesk } from './browser-host.ts'

/** The smallest thing that can be served: the tests here are about the door, not about what lies behind it. */
function doorstop(): Backend {
  const uploads = new Map<string, { name: string; bytes: Uint8Array }>()
  const router = { ping: os.handler(() => 'pong') }
  const files = {
    async putUpload(_connection: unknown, name: string, bytes: AsyncIterable<Uint8Array>) {
      const chunks: Uint8Array[] = []
      for await (const chunk of bytes) chunks.push(chunk)
      uploads.set('ref-1', { name, bytes: Buffer.concat(chunks) })
      return { ref: 'ref-1' }
    },
    openDownload(_connection: unknown, ref: string) {
      const upload = uploads.get(ref)
      if (!upload) throw notFound('文件')
      return Promise.resolve({ ...upload, type: 'application/octet-stream' })
    },
  }
  return {
    router,
    files,
    newConnection: () => ({}),
    release: () => undefined,
    close: () => Promise.resolve(),
  } as unknown as Backend
}

let desk: RunningDesk
let origin: string
let code: string

beforeEach(async () => {
  const pageDir = mkdtempSync(join(tmpdir(), 'pingan-page-'))
  writeFileSync(join(pageDir, 'index.html'), '<head><meta name="csp-nonce" content="" /></head>')
  mkdirSync(join(pageDir, 'assets'))
  writeFileSync(join(pageDir, 'assets/page.js'), 'export {}')
  writeFileSync(join(pageDir, '../pingan-secret.js'), 'secret')
  desk = await serveBackend(doorstop(), { pageDir, staySeconds: 0.2 })
  origin = new URL(desk.address).origin
  code = new URL(desk.address).hash.slice('#start='.length)
})

afterEach(async () => {
  await desk.close()
})

/** A request with headers that fetch would not let us set. */
async function send(method: string, path: string, headers: Record<string, string> = {}, body?: string | Uint8Array) {
  const request = httpRequest(origin + path, { method, headers: { Origin: origin, ...headers } })
  request.end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return { status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() }
}

async function token(): Promise<string> {
  const { text } = await send('POST', '/session', {}, code)
  return (JSON.parse(text) as { token: string }).token
}

async function connect(protocols: string[], from = origin): Promise<WebSocket> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, protocols, { origin: from })
  await once(socket, 'open')
  return socket
}

const ask = (id: string, path: string): string => JSON.stringify({ i: id, p: { u: path, b: {} } })

describe('the one-time address', () => {
  test('gives the token once', async () => {
    expect((await send('POST', '/session', {}, 'guess')).status).toBe(403)
    expect((await send('POST', '/session', {}, 'x'.repeat(100_000))).status).toBe(403)
    expect(await token()).toMatch(/^[\w-]{43}$/)
    expect((await send('POST', '/session', {}, code)).status).toBe(403)
  })

  test('the code alone opens nothing', async () => {
    expect((await send('PUT', '/files?name=a', { Authorization: `Bearer ${code}` }, 'x')).status).toBe(401)
    await expect(connect(['pingan', code])).rejects.toThrow('403')
  })
})

describe('Host and Origin', () => {
  test.each([
    ['a rebound name', { Host: 'evil.example' }],
    ['localhost by name', { Host: 'localhost' }],
    ['another site', { Origin: 'https://evil.example' }],
    ['another port', { Origin: 'http://127.0.0.1:1' }],
    ['a null origin', { Origin: 'null' }],
  ])('%s is refused everywhere', async (_case, headers) => {
    for (const [method, path] of [
      ['GET', '/'],
      ['GET', '/files/x'],
      ['POST', '/session'],
      ['PUT', '/files?name=a'],
    ] as const)
      expect((await send(method, path, headers, method === 'GET' ? undefined : code)).status).toBe(403)
  })

  test('a request from another site of this machine without Origin is refused', async () => {
    const plain = (headers: Record<string, string>) => fetch(`${origin}/`, { headers })
    expect((await plain({ 'Sec-Fetch-Site': 'same-site' })).status).toBe(403)
    expect((await plain({ 'Sec-Fetch-Site': 'none' })).status).toBe(200)
    expect((await fetch(`${origin}/session`, { method: 'POST', body: code })).status).toBe(403)
  })

  test('answers carry no CORS header, and OPTIONS is refused', async () => {
    const { status, headers } = await send('OPTIONS', '/files')
    expect(status).toBe(401)
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})

describe('the page', () => {
  test('comes with a fresh nonce in its policy and in its meta tag', async () => {
    const [first, second] = [await send('GET', '/'), await send('GET', '/resident/42')]
    const nonce = /content="([^"]+)"/.exec(first.text)?.[1] ?? ''
    expect(first.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(first.headers['content-security-policy']).not.toContain('unsafe')
    expect(first.headers['x-content-type-options']).toBe('nosniff')
    expect(second.text).toContain('csp-nonce')
    expect(second.text).not.toContain(nonce)
  })

  test.each(['/..%2fpingan-secret.js', '/%2e%2e/pingan-secret.js', '/..%5cpingan-secret.js', '/%00.js', '/%zz.js'])(
    '%s is not found',
    async (path) => {
      expect((await send('GET', path)).status).toBe(404)
    },
  )

  test('files have their media type', async () => {
    expect((await send('GET', '/assets/page.js')).headers['content-type']).toMatch(/^text\/javascript/)
  })
})

describe('files', () => {
  test('go up with the token and come down under their own name', async () => {
    const bearer = { Authorization: `Bearer ${await token()}` }
    const up = await send('PUT', `/files?name=${encodeURIComponent('名册 (1).xlsx')}`, bearer, 'bytes')
    expect(up).toMatchObject({ status: 200, text: '{"ref":"ref-1"}' })
    const down = await send('GET', '/files/ref-1', bearer)
    expect(down.text).toBe('bytes')
    expect(down.headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent('名册')}%20%281%29.xlsx`)
    expect((await send('GET', '/files/ref-2', bearer)).status).toBe(404)
    expect((await send('PUT', '/files?name=a%2Fb', bearer, 'x')).status).toBe(400)
  })

  test('are refused without the token', async () => {
    await token()
    for (const headers of [{}, { Authorization: 'Bearer ' }, { Authorization: `Bearer ${'a'.repeat(43)}` }])
      expect((await send('GET', '/files/ref-1', headers)).status).toBe(401)
  })
})

describe('the socket', () => {
  test('opens for the token only, from our own page only, and never echoes the token', async () => {
    const session = await token()
    await expect(connect(['pingan', 'a'.repeat(43)])).rejects.toThrow('403')
    await expect(connect(['pingan'])).rejects.toThrow('403')
    await expect(connect(['pingan', session], 'https://evil.example')).rejects.toThrow('403')
    const socket = await connect(['pingan', session])
    expect(socket.protocol).toBe('pingan')
    socket.send(ask('1', '/ping'))
    const [answer] = (await once(socket, 'message')) as [Buffer]
    expect(JSON.parse(answer.toString())).toMatchObject({ i: '1', p: { b: { json: 'pong' } } })
    socket.close()
  })

  test.each([
    ['no JSON', '{', 4002],
    ['no object', '[]', 4002],
    ['no payload', '{"i":"1"}', 4002],
    ['a null payload', '{"i":"1","p":null}', 4002],
    ['an address elsewhere', '{"i":"1","p":{"u":"http://evil.example/"}}', 4002],
    ['a multipart body', '{"i":"1","p":{"u":"/ping","h":{"content-type":"multipart/form-data; boundary=x"}}}', 4002],
    ['a file body', '{"i":"1","p":{"u":"/ping","h":{"content-disposition":"attachment"}}}', 4002],
    ['a broken event', '{"i":"1","t":3}', 4002],
    ['bytes', Buffer.from([255, 0, 1]), 4002],
    ['too much', 'x'.repeat(MAX_FRAME_LENGTH + 1), 1009],
  ])('%s closes it and the host goes on', async (_case, frame, closeCode) => {
    const session = await token()
    const socket = await connect(['pingan', session])
    socket.on('error', () => undefined)
    socket.send(frame)
    const [closed] = (await once(socket, 'close')) as [number]
    expect(closed).toBe(closeCode)

    const next = await connect(['pingan', session])
    next.send(ask('2', '/ping'))
    const [answer] = (await once(next, 'message')) as [Buffer]
    expect(answer.toString()).toContain('pong')
    next.close()
  })

  test('an unknown procedure is answered, not fatal', async () => {
    const socket = await connect(['pingan', await token()])
    socket.send(ask('1', '/%ff/__proto__'))
    const [answer] = (await once(socket, 'message')) as [Buffer]
    expect(answer.toString()).toMatch(/"s":(404|500)/)
    socket.close()
  })

  test('a second window takes over; the first is told', async () => {
    const session = await token()
    const first = await connect(['pingan', session])
    const told = once(first, 'close')
    const second = await connect(['pingan', session])
    expect((await told)[0]).toBe(4001)
    expect(second.readyState).toBe(WebSocket.OPEN)
    second.close()
  })

  test('the host stays over a reload and stops after its client left', async () => {
    const session = await token()
    const first = await connect(['pingan', session])
    first.close()
    await once(first, 'close')
    const second = await connect(['pingan', session])
    second.close()
    await desk.closed
    await expect(fetch(origin)).rejects.toThrow()
  })
})
