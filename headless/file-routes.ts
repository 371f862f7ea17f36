import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { ORPCError } from '@orpc/server'
import type { Backend } from '../core/server/create-backend.ts'

/** Longest file a page may hand over, bytes; a whole county's package stays far below. */
export const MAX_UPLOAD_BYTES = 2 * 1024 ** 3

type Connection = ReturnType<Backend['newConnection']>

/** `PUT /files?name=…`, the body is the file → `{ref}`. */
export async function receiveUpload(
  { files }: Pick<Backend, 'files'>,
  connection: Connection,
  url: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const name = url.searchParams.get('name') ?? ''
  if (name === '' || name.length > 255 || /[/\\\0]/.test(name)) {
    answerJson(response, 400, { code: 'BAD_REQUEST' })
    return
  }
  answerJson(response, 200, await files.putUpload(connection, name, bounded(request)))
}

/** `GET /files/REF` → the file, to be saved under its own name. */
export async function sendDownload(
  { files }: Pick<Backend, 'files'>,
  connection: Connection,
  ref: string,
  response: ServerResponse,
): Promise<void> {
  const { name, type, bytes } = await files.openDownload(connection, ref)
  response.writeHead(200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)}`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  await pipeline(bytes instanceof Uint8Array ? Readable.from([bytes]) : Readable.from(bytes), response)
}

/** Writes an error as the API words it; anything the API does not know stays inside. */
export function answerError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  if (error instanceof ORPCError) answerJson(response, error.status, error.toJSON())
  else if (error instanceof UploadTooLarge) answerJson(response, 413, { code: 'FORMAT', data: { kind: 'too-large' } })
  else answerJson(response, 500, { code: 'INTERNAL' })
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(JSON.stringify(body))
}

class UploadTooLarge extends Error {}

async function* bounded(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let total = 0
  for await (const chunk of source) {
    total += chunk.length
    if (total > MAX_UPLOAD_BYTES) throw new UploadTooLarge()
    yield chunk
  }
}
