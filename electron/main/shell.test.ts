import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import {
  BrowserWindow,
  RecordedContents,
  app,
  dialogs,
  forked,
  handlers,
  openedOutside,
  protocolHandlers,
  schemes,
  session,
} from '../testing/electron-recorder.ts'
import type { RecordedProcess } from '../testing/electron-recorder.ts'
import { updateFeed } from './updater.ts'
import { externalAddress, isGranted, isOwnPage } from './window-policy.ts'

vi.mock('electron', () => import('../testing/electron-recorder.ts'))

const dataDir = mkdtempSync(join(tmpdir(), 'pingan-shell-'))

function onlyWindow(): BrowserWindow {
  const [window] = BrowserWindow.opened
  if (!window) throw new Error('no window was opened')
  return window
}

function backend(): RecordedProcess {
  const child = forked.at(-1)
  if (!child) throw new Error('no backend was started')
  return child
}

function invoke(channel: string, args: unknown[], senderFrame?: unknown): Promise<unknown> {
  const sender = onlyWindow().webContents
  const handler = handlers.get(channel)
  if (!handler) throw new Error(`no handler for ${channel}`)
  return Promise.resolve().then(() =>
    handler({ sender, senderFrame: senderFrame === undefined ? sender.mainFrame : senderFrame }, ...args),
  )
}

beforeAll(async () => {
  process.argv.push('--data', dataDir)
  await import('./index.ts')
  await vi.waitFor(() => {
    onlyWindow()
  })
})

describe('the window', () => {
  test('has exactly these web preferences', () => {
    const { preload, ...locks } = onlyWindow().options.webPreferences
    expect(preload).toMatch(/out[/\\]?.*preload[/\\]index\.cjs$|preload[/\\]index\.cjs$/)
    expect(locks).toEqual({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      spellcheck: false,
    })
  })

  test('loads our page only, after the sandbox was enabled and the scheme registered', () => {
    expect(onlyWindow().loaded).toEqual(['app://pingan/'])
    expect(app.calls.indexOf('enableSandbox')).toBeLessThan(app.calls.indexOf('whenReady'))
    expect(app.calls.indexOf('enableSandbox')).toBeGreaterThanOrEqual(0)
    expect(schemes.map(({ scheme }) => scheme)).toEqual(['app'])
    expect(schemes[0]?.privileges['bypassCSP']).toBeUndefined()
  })

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('%s to another page is prevented', (event) => {
    const tried = (url: string): boolean => {
      let prevented = false
      onlyWindow().webContents.emit(event, { url, preventDefault: () => (prevented = true) })
      return prevented
    }
    expect(tried('https://evil.example/')).toBe(true)
    expect(tried('app://evil/')).toBe(true)
    expect(tried('app://pingan/resident')).toBe(false)
  })

  test('opens no second window and attaches no guest page', () => {
    expect(onlyWindow().webContents.windowOpenHandler?.({ url: 'app://pingan/' })).toEqual({ action: 'deny' })
    const preventDefault = vi.fn()
    onlyWindow().webContents.emit('will-attach-webview', { preventDefault })
    expect(preventDefault).toHaveBeenCalled()
  })

  test('grants clipboard writing and the camera to our page and nothing else to anyone', () => {
    const asked = (permission: string, requestingUrl: string, mediaTypes?: string[]): boolean => {
      let granted = true
      const details = { requestingUrl, ...(mediaTypes && { mediaTypes }) }
      session.defaultSession.request?.({}, permission, (answer) => (granted = answer), details)
      return granted
    }
    const checked = (permission: string, origin: string, mediaType?: string) =>
      session.defaultSession.check?.(null, permission, origin, { mediaType })
    expect(asked('clipboard-sanitized-write', 'app://pingan/')).toBe(true)
    expect(asked('clipboard-sanitized-write', 'https://pingan/')).toBe(false)
    expect(asked('media', 'app://pingan/', ['video'])).toBe(true)
    expect(asked('media', 'https://pingan/', ['video'])).toBe(false)
    for (const heard of [['audio'], ['video', 'audio'], []]) expect(asked('media', 'app://pingan/', heard)).toBe(false)
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'clipboard-read',
      'fileSystem',
      'display-capture',
    ]) {
      expect(asked(permission, 'app://pingan/')).toBe(false)
      expect(isGranted(permission, 'app://pingan/')).toBe(false)
    }
    expect(asked('display-capture', 'app://pingan/', ['video'])).toBe(false)
    expect(checked('media', 'app://pingan/', 'video')).toBe(true)
    expect(checked('media', 'app://pingan/', 'audio')).toBe(false)
    expect(checked('media', 'app://pingan/', 'unknown')).toBe(false)
    expect(checked('media', 'https://pingan/', 'video')).toBe(false)
    expect(session.defaultSession.device?.()).toBe(false)
  })
})

describe('addresses', () => {
  test.each([
    ['app://pingan/', true],
    ['app://pingan/resident/1?x=app://other', true],
    ['app://pingan.evil/', false],
    ['app://evil/pingan/', false],
    ['app://user@pingan/', false],
    ['app://pingan:80/', false],
    ['apps://pingan/', false],
    ['https://pingan/', false],
    ['file:///pingan', false],
    ['javascript:alert(1)', false],
    ['', false],
  ])('own page: %s → %s', (url, own) => {
    expect(isOwnPage(url)).toBe(own)
  })

  test.each([
    ['https://flk.npc.gov.cn/detail', 'https://flk.npc.gov.cn/detail'],
    ['http://flk.npc.gov.cn/', undefined],
    ['https://flk.npc.gov.cn.evil.example/', undefined],
    ['https://user:secret@flk.npc.gov.cn/', undefined],
    ['https://flk.npc.gov.cn:8443/', undefined],
    ['file:///etc/passwd', undefined],
    ['ms-msdt:/id', undefined],
  ])('outside: %s → %s', (url, opened) => {
    expect(externalAddress(url)).toBe(opened)
  })
})

describe('the shell channels', () => {
  test('every channel refuses a strange sender', async () => {
    const strangers: unknown[] = [null, { url: 'app://pingan/' }, { url: 'https://evil.example/' }]
    expect(handlers.size).toBe(5)
    for (const channel of handlers.keys())
      for (const frame of strangers) await expect(invoke(channel, [], frame)).rejects.toThrow('FORBIDDEN')
    const stranger = new RecordedContents()
    const connect = handlers.get('shell:connect')
    expect(() => connect?.({ sender: stranger, senderFrame: stranger.mainFrame }, 'nonce-of-this-visit-0')).toThrow('FORBIDDEN')
    const { mainFrame } = onlyWindow().webContents
    mainFrame.url = 'https://evil.example/'
    await expect(invoke('shell:print', [])).rejects.toThrow('FORBIDDEN')
    mainFrame.url = 'app://pingan/'
  })

  test.each<[string, unknown[]]>([
    ['shell:connect', []],
    ['shell:connect', ['short']],
    ['shell:connect', ['a'.repeat(20), 1]],
    ['shell:pick-files', ['workbook']],
    ['shell:pick-files', ['anything', true]],
    ['shell:save-file', ['ref', '../evil']],
    ['shell:save-file', ['ref', '.bashrc']],
    ['shell:save-file', ['ref', 'a\u0000.docx']],
    ['shell:open-external', ['not an address']],
    ['shell:print', [{ silent: true }]],
  ])('%s refuses %j', async (channel, args) => {
    await expect(invoke(channel, args)).rejects.toThrow('BAD_REQUEST')
  })

  test('a port is handed to the window that asked, under its nonce', async () => {
    const nonce = 'nonce-of-this-visit-1'
    await invoke('shell:connect', [nonce])
    const { webContents } = onlyWindow()
    expect(webContents.posted.at(-1)).toEqual({ channel: 'shell:port', message: nonce, ports: [{ end: 'page' }] })
    expect(backend().posted.at(-1)).toEqual({ message: { kind: 'connect', client: webContents.id }, ports: [{ end: 'backend' }] })
  })

  test('a picked path goes to the backend, the page gets a reference', async () => {
    dialogs.open = ['/media/stick/residents.xlsx']
    const picked = invoke('shell:pick-files', ['workbook', false])
    const message = await vi.waitFor(() => {
      const last = backend().posted.at(-1)?.message
      if (last?.['kind'] !== 'register-path') throw new Error('not asked yet')
      return last
    })
    expect(message).toMatchObject({ path: '/media/stick/residents.xlsx', folder: false })
    backend().emit('message', { kind: 'answer', call: message['call'], ok: true, ref: 'ref-1' })
    expect(await picked).toEqual([{ ref: 'ref-1', name: 'residents.xlsx' }])
  })

  test('a cancelled save writes nothing', async () => {
    dialogs.save = ''
    const before = backend().posted.length
    expect(await invoke('shell:save-file', ['ref-1', '会议纪要.docx'])).toBe(false)
    expect(backend().posted).toHaveLength(before)
  })

  test('only listed sites are opened outside', async () => {
    expect(await invoke('shell:open-external', ['https://evil.example/'])).toBe(false)
    expect(await invoke('shell:open-external', ['https://flk.npc.gov.cn/'])).toBe(true)
    expect(openedOutside).toEqual(['https://flk.npc.gov.cn/'])
  })
})

describe('app://', () => {
  const answer = async (url: string, method = 'GET'): Promise<Response> => {
    const handler = protocolHandlers.get('app')
    if (!handler) throw new Error('the scheme is not served')
    return handler(new Request(url, { method }))
  }

  test('answers GET only, our host only, and stays inside its folder', async () => {
    expect((await answer('app://pingan/', 'POST')).status).toBe(405)
    expect((await answer('app://evil/')).status).toBe(404)
    for (const path of ['%2e%2e/main/index.js', '..%2f..%2fpackage.json', 'a%5c..%5cb.js', '.env.js', 'x%00.js', '%E0.js'])
      expect((await answer(`app://pingan/${path}`)).status).toBe(404)
  })

  test('carries the policy and nosniff, also on a refusal', async () => {
    const { headers } = await answer('app://pingan/missing.js')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Content-Security-Policy')).toMatch(
      /^default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'nonce-[^']+'/,
    )
    expect(headers.get('Content-Security-Policy')).not.toContain('unsafe')
  })
})

describe('updates', () => {
  test('are off until an https feed is configured', async () => {
    const configure = (text: string): void => {
      writeFileSync(join(dataDir, 'shell.json'), text)
    }
    expect(await updateFeed(dataDir)).toBeUndefined()
    configure('{"updateFeed":"http://updates.example/"}')
    expect(await updateFeed(dataDir)).toBeUndefined()
    configure('{"updateFeed":"https://updates.example/pingan"}')
    expect(await updateFeed(dataDir)).toBe('https://updates.example/pingan')
  })
})

describe('a backend that dies', () => {
  test('is restarted three times in a minute, then the page is told where the log lies', async () => {
    const contents = onlyWindow().webContents
    const started = forked.length
    for (let death = 0; death < 3; death += 1) backend().emit('exit', 1)
    expect(forked.length - started).toBe(3)
    expect(contents.posted.filter(({ channel }) => channel === 'shell:backend-failed')).toEqual([])
    backend().emit('exit', 1)
    expect(forked.length - started).toBe(3)
    expect(contents.posted.at(-1)).toMatchObject({ channel: 'shell:backend-failed', message: { logDir: join(dataDir, 'logs') } })
    await expect(invoke('shell:connect', ['nonce-of-this-visit-2'])).rejects.toThrow('BACKEND_DOWN')
  })
})
