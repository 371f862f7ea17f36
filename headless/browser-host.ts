import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { RPCHandler } from '@orpc/server/message-port'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import type { Backend } from '../core/server/create-backend.ts'
import { MAX_FRAME_LENGTH, guardedPort } from '../core/server/frame-guard.ts'
import type { FrameChannel } from '../core/server/frame-guard.ts'
import { answerError, answerJson, receiveUpload, sendDownload } from './file-routes.ts'
import { servePage } from './static-files.ts'
import { SUBPROTOCOL, bearerToken, comesFromOwnPage, createSessionGate, offeredToken } from './token.ts'

/** Close codes the page understands: another window took over; a frame made no sense. */
const REPLACED = 4001
const BAD_FRAME = 4002
const FIRST_VISIT_SECONDS = 600

export interface ServeOptions {
  /** folder of the built page */
  pageDir: string
  /** seconds the host stays after its client left; `Infinity` stays until it is stopped */
  staySeconds: number
}

export interface RunningDesk {
  /** one-time address, to be opened in a browser on this machine */
  address: string
  close(): Promise<void>
  /** settles when the host has stopped, whoever asked for it */
  closed: Promise<void>
}

/** Runs a backend for one browser window on 127.0.0.1. Log-in and picked files belong to the token, so they survive a reload. */
export async function serveBackend(backend: Backend, { pageDir, staySeconds }: ServeOptions): Promise<RunningDesk> {
  const gate = createSessionGate()
  const connection = backend.newConnection()
  const rpc = new RPCHandler(backend.router)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_LENGTH, handleProtocols: () => SUBPROTOCOL })
  const http = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      answerError(response, error)
    })
  })
  await new Promise<void>((resolve, reject) => http.once('error', reject).listen(0, '127.0.0.1', resolve))
  const listening = http.address()
  if (listening === null || typeof listening === 'string') throw new Error('no port was given')
  const origin = `http://127.0.0.1:${listening.port.toString()}`
  const closed = new Promise<void>((resolve) => http.once('close', resolve))

  let client: WebSocket | undefined
  let leaving: NodeJS.Timeout | undefined
  leaveAfter(Math.max(FIRST_VISIT_SECONDS, staySeconds))

  function leaveAfter(seconds: number): void {
    clearTimeout(leaving)
    if (Number.isFinite(seconds)) leaving = setTimeout(() => void close(), seconds * 1000)
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!comesFromOwnPage(request, origin)) {
      answerJson(response, 403, { code: 'FORBIDDEN' })
      return
    }
    const url = new URL(request.url ?? '/', origin)
    if (request.method === 'POST' && url.pathname === '/session') {
      const token = gate.redeem(await readCode(request))
      answerJson(response, token === undefined ? 403 : 200, token === undefined ? { code: 'FORBIDDEN' } : { token })
    } else if (url.pathname === '/files' || url.pathname.startsWith('/files/')) {
      if (!gate.accepts(bearerToken(request))) answerJson(response, 401, { code: 'FORBIDDEN' })
      else if (request.method === 'PUT') await receiveUpload(backend, connection, url, request, response)
      else if (request.method === 'GET') await sendDownload(backend, connection, url.pathname.slice('/files/'.length), response)
      else answerJson(response, 405, { code: 'BAD_REQUEST' })
    } else if (request.method === 'GET') await servePage(pageDir, url.pathname, response)
    else answerJson(response, 405, { code: 'BAD_REQUEST' })
  }

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = new URL(request.url ?? '/', origin).pathname
    if (path !== '/rpc' || !comesFromOwnPage(request, origin) || !gate.accepts(offeredToken(request))) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, attach)
  })

  function attach(socket: WebSocket): void {
    client?.close(REPLACED, 'opened in another window')
    client = socket
    clearTimeout(leaving)
    socket.on('error', () => {
      socket.terminate()
    })
    socket.on('close', () => {
      if (client !== socket) return
      client = undefined
      leaveAfter(staySeconds)
    })
    rpc.upgrade(guardedPort(framesOf(socket)), { context: connection })
  }

  let closing: Promise<void> | undefined
  function close(): Promise<void> {
    closing ??= (async () => {
      clearTimeout(leaving)
      client?.terminate()
      http.close()
      http.closeAllConnections()
      backend.release(connection)
      await backend.close()
      await closed
    })()
    return closing
  }
  return { address: `${origin}/#start=${gate.code}`, close, closed }
}

function framesOf(socket: WebSocket): FrameChannel {
  return {
    onFrame: (listener) =>
      socket.on('message', (data: Buffer, isBinary) => {
        listener(isBinary ? data : data.toString())
      }),
    onClose: (listener) =>
      socket.on('close', () => {
        listener()
      }),
    send: (frame) => {
      socket.send(frame)
    },
    refuse: () => {
      socket.close(BAD_FRAME, 'undecodable frame')
    },
  }
}

async function readCode(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > 256) return ''
  }
  return text
}
