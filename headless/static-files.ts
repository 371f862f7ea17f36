import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { NONCE_PLACEHOLDER, pageSecurityHeaders } from '../core/server/content-security-policy.ts'
import { containedFile, mediaType } from '../core/server/page-files.ts'

/**
 * Answers GET for the built page. A path without a file extension is a route of the page and gets index.html, whose nonce is new each
 * time. Files are found strictly below `root`.
 */
export async function servePage(root: string, pathname: string, response: ServerResponse): Promise<void> {
  const nonce = randomBytes(18).toString('base64')
  const headers = pageSecurityHeaders(nonce)
  const file = containedFile(root, pathname)
  if (file === undefined) {
    response.writeHead(404, headers).end()
    return
  }
  const type = mediaType(file)
  try {
    if (type.startsWith('text/html')) {
      const page = (await readFile(file, 'utf8')).replaceAll(NONCE_PLACEHOLDER, nonce)
      response.writeHead(200, { ...headers, 'Content-Type': type, 'Cache-Control': 'no-store' }).end(page)
      return
    }
    const { size } = await stat(file)
    response.writeHead(200, { ...headers, 'Content-Type': type, 'Content-Length': size, 'Cache-Control': 'no-cache' })
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response)
  } catch {
    response.writeHead(404, headers).end()
  }
}
