import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { NONCE_PLACEHOLDER, pageSecurityHeaders } from '../../core/server/content-security-policy.ts'
import { containedFile, mediaType } from '../../core/server/page-files.ts'
import { APP_SCHEME, isOwnPage } from './window-policy.ts'

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

export function serveAppProtocol(pageDir: string): void {
  protocol.handle(APP_SCHEME, (request) => answerPage(pageDir, request))
}

/** Answers `app://pingan/…`: GET only, files strictly below the page's folder, the headers of both hosts. */
export async function answerPage(pageDir: string, request: Request): Promise<Response> {
  const nonce = randomBytes(18).toString('base64')
  const headers = pageSecurityHeaders(nonce)
  if (request.method !== 'GET') return new Response(null, { status: 405, headers })
  const file = isOwnPage(request.url) ? containedFile(pageDir, new URL(request.url).pathname) : undefined
  if (file === undefined) return new Response(null, { status: 404, headers })
  const type = mediaType(file)
  try {
    const bytes = await readFile(file)
    const body = type.startsWith('text/html')
      ? bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce)
      : new Uint8Array(bytes)
    return new Response(body, { headers: { ...headers, 'Content-Type': type } })
  } catch {
    return new Response(null, { status: 404, headers })
  }
}
