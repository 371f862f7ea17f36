import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { pageSecurityHeaders, withNonce } from './content-security-policy.ts'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

export function mediaType(file: string): string {
  return TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream'
}

/**
 * File below `root` that a URL path names; a path without an extension is a route of the page and means index.html.
 * `undefined` for anything that is not plainly inside: bad escapes, NUL, backslashes, dot segments, hidden files.
 */
export function containedFile(root: string, pathname: string): string | undefined {
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return undefined
  }
  if (!path.startsWith('/') || /[\0\\]/.test(path)) return undefined
  const segments = path.split('/').filter((segment) => segment !== '')
  if (segments.some((segment) => segment.startsWith('.') || segment.includes(':'))) return undefined
  const file = join(root, ...(extname(path) === '' ? ['index.html'] : segments))
  return file.startsWith(root.endsWith(sep) ? root : root + sep) ? file : undefined
}

export interface PageAnswer {
  status: 200 | 404
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer> | string | null
}

/** What a host answers to GET of a page's path: the file with its security headers, index.html under a fresh nonce. */
export async function answerPage(root: string, pathname: string): Promise<PageAnswer> {
  const nonce = randomBytes(18).toString('base64')
  const headers = pageSecurityHeaders(nonce)
  const file = containedFile(root, pathname)
  const bytes = file === undefined ? undefined : await readFile(file).catch(() => undefined)
  if (file === undefined || bytes === undefined) return { status: 404, headers, body: null }
  const type = mediaType(file)
  const isPage = type.startsWith('text/html')
  return {
    status: 200,
    headers: { ...headers, 'Content-Type': type, 'Cache-Control': isPage ? 'no-store' : 'no-cache' },
    body: isPage ? withNonce(bytes.toString('utf8'), nonce) : new Uint8Array(bytes),
  }
}
