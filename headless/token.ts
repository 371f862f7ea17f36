import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Who may talk to the browser host.
 *
 * The address carries a one-time code in its fragment, which never reaches a log. The page posts the code to `/session` and keeps the
 * token it gets in sessionStorage: one tab, one origin *with its port*. A cookie would be sent to every other program that listens
 * on 127.0.0.1. HTTP requests carry `Authorization: Bearer TOKEN`; the WebSocket offers the subprotocols `pingan`, TOKEN.
 */
export interface SessionGate {
  readonly code: string
  /** the token, for the first caller that knows the code */
  redeem(code: string): string | undefined
  accepts(token: string | undefined): boolean
}

/** Subprotocol the server answers with; the token is offered beside it and never echoed. */
export const SUBPROTOCOL = 'pingan'

export function createSessionGate(): SessionGate {
  const code = randomBytes(32).toString('base64url')
  const token = randomBytes(32).toString('base64url')
  let redeemed = false
  return {
    code,
    redeem(candidate) {
      if (redeemed || !equal(candidate, code)) return undefined
      redeemed = true
      return token
    },
    accepts: (candidate) => redeemed && candidate !== undefined && equal(candidate, token),
  }
}

/** Equality in constant time: digests of equal length are compared, so not even the length leaks. */
function equal(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(left), digest(right))
}

/**
 * Whether a request is meant for this host and sent by its own page: the exact `Host` (a rebound name fails), and the exact `Origin`
 * wherever a browser must send one, that is for everything but GET and for WebSockets.
 */
export function comesFromOwnPage(request: IncomingMessage, origin: string): boolean {
  if (request.headers.host !== new URL(origin).host) return false
  if (request.headers.origin !== undefined) return request.headers.origin === origin
  if (request.method !== 'GET' || request.headers.upgrade !== undefined) return false
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || site === 'none'
}

export function bearerToken(request: IncomingMessage): string | undefined {
  return /^Bearer ([\w-]+)$/.exec(request.headers.authorization ?? '')?.[1]
}

export function offeredToken(request: IncomingMessage): string | undefined {
  const [protocol, token, ...rest] = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim())
  return protocol === SUBPROTOCOL && rest.length === 0 ? token : undefined
}
