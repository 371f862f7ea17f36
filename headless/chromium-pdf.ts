/**
 * HTML → PDF with an installed Chromium, spoken to over a pipe. The page goes in and the PDF comes out through memory:
 * no file, no port, nothing another program on this computer could read.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import type { PrintedPdf } from '../core/server/ports.ts'

/** `no-browser`: none installed. `failed`: it ended, took too long, or the page could not be drawn. */
export class PdfError extends Error {
  override readonly name = 'PdfError'
  readonly kind: 'no-browser' | 'failed'
  constructor(kind: 'no-browser' | 'failed', message: string, cause?: unknown) {
    super(message, { cause })
    this.kind = kind
  }
}

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'msedge',
  'chrome.exe',
  'msedge.exe',
]
const windowsFolders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) =>
  process.env[name] === undefined
    ? []
    : [join(process.env[name], 'Google/Chrome/Application'), join(process.env[name], 'Microsoft/Edge/Application')],
)

/** Path of an installed Chromium, Chrome or Edge. Throws PdfError `no-browser`. */
export function findChromium(): string {
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    '/opt/google/chrome',
    ...windowsFolders,
  ]
  const found = folders.filter((folder) => folder !== '').flatMap((folder) => names.map((name) => join(folder, name)))
  const path = found.find((each) => existsSync(each))
  if (path === undefined)
    throw new PdfError(
      'no-browser',
      '这台电脑没有可用来生成 PDF 的浏览器（Chromium、Chrome 或 Edge）。请改存为 Word 文件（.docx）后打印，或安装其中一种浏览器',
    )
  return path
}

export interface PdfOptions {
  chromiumPath?: string
  /** whole run, milliseconds */
  timeoutMs?: number
}

/** Prints a page that says `data-ready` on its root element when it is drawn. Throws PdfError. */
export async function printHtmlToPdf(html: string, options: PdfOptions = {}): Promise<PrintedPdf> {
  const chromium = options.chromiumPath ?? findChromium()
  const profile = await mkdtemp(join(tmpdir(), 'pingan-pdf-'))
  const browser = spawn(chromium, flags(profile), {
    // what the browser leaves lying about goes with the profile
    env: { ...process.env, TMPDIR: profile, TMP: profile, TEMP: profile },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  const ended = new Promise<void>((resolve) => browser.once('close', () => resolve()))
  const timer = setTimeout(() => browser.kill('SIGKILL'), options.timeoutMs ?? 60_000)
  try {
    return await print(connect(browser), html)
  } catch (error) {
    throw error instanceof PdfError
      ? error
      : new PdfError('failed', '生成 PDF 没有完成，请重试，或改存为 Word 文件（.docx）', error)
  } finally {
    clearTimeout(timer)
    browser.kill('SIGKILL')
    await ended
    await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }
}

function flags(profile: string): string[] {
  return [
    '--headless=new',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-crash-reporter',
    '--disable-extensions',
    '--disable-sync',
    '--no-first-run',
    '--no-default-browser-check',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--font-render-hinting=none',
  ]
}

const drawn = `new Promise((resolve) => {
  const state = () => document.documentElement.dataset.ready
  const { dataset } = document.documentElement
  const tell = () => state() && resolve(state() === 'true' ? { sheets: dataset.sheets || dataset.pages || '' } : { failure: dataset.error || 'error' })
  new MutationObserver(tell).observe(document.documentElement, { attributes: true })
  tell()
})`

const drawnPage = z.object({
  result: z.object({ value: z.object({ sheets: z.string().optional(), failure: z.string().optional() }) }),
})

async function print(send: Send, html: string): Promise<PrintedPdf> {
  const { targetId } = z.object({ targetId: z.string() }).parse(await send('Target.createTarget', { url: 'about:blank' }))
  const { sessionId } = z
    .object({ sessionId: z.string() })
    .parse(await send('Target.attachToTarget', { targetId, flatten: true }))
  const { frameTree } = z
    .object({ frameTree: z.object({ frame: z.object({ id: z.string() }) }) })
    .parse(await send('Page.getFrameTree', {}, sessionId))
  await send('Page.setDocumentContent', { frameId: frameTree.frame.id, html }, sessionId)
  const evaluated = await send('Runtime.evaluate', { expression: drawn, awaitPromise: true, returnByValue: true }, sessionId)
  const { sheets, failure } = drawnPage.parse(evaluated).result.value
  if (sheets === undefined) throw new PdfError('failed', '文件没有画出来，PDF 未生成', failure)
  const { data } = z
    .object({ data: z.string() })
    .parse(await send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true }, sessionId))
  return { bytes: new Uint8Array(Buffer.from(data, 'base64')), pages: sheets === '' ? [] : sheets.split(',').map(Number) }
}

type Send = (method: string, params: object, sessionId?: string) => Promise<unknown>

const replyShape = z.object({ id: z.int(), result: z.unknown().optional(), error: z.object({ message: z.string() }).optional() })

/** DevTools protocol over file descriptors 3 (to the browser) and 4 (from it): JSON messages, each ended by a zero byte. */
function connect(browser: ChildProcess): Send {
  const toBrowser = browser.stdio[3] as Writable
  const fromBrowser = browser.stdio[4] as Readable
  const waiting = new Map<number, { resolve(value: unknown): void; reject(cause: Error): void }>()
  let gone: Error | undefined
  const end = (cause: Error): void => {
    gone ??= cause
    for (const call of waiting.values()) call.reject(gone)
    waiting.clear()
  }
  browser.once('error', end)
  browser.once('close', () => end(new Error('browser ended')))
  toBrowser.on('error', end)

  let pending: Buffer[] = []
  fromBrowser.on('data', (chunk: Buffer) => {
    let rest = chunk
    for (let zero = rest.indexOf(0); zero !== -1; zero = rest.indexOf(0)) {
      receive(Buffer.concat([...pending, rest.subarray(0, zero)]).toString('utf8'))
      pending = []
      rest = rest.subarray(zero + 1)
    }
    if (rest.length > 0) pending.push(rest)
  })
  function receive(text: string): void {
    const reply = replyShape.safeParse(JSON.parse(text))
    if (!reply.success) return
    const call = waiting.get(reply.data.id)
    waiting.delete(reply.data.id)
    if (reply.data.error) call?.reject(new Error(reply.data.error.message))
    else call?.resolve(reply.data.result)
  }

  let last = 0
  return (method, params, sessionId) =>
    new Promise((resolve, reject) => {
      if (gone) return reject(gone)
      last += 1
      waiting.set(last, { resolve, reject })
      toBrowser.write(`${JSON.stringify({ id: last, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`)
    })
}
