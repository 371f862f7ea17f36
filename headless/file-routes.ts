import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { DeskError, errorStatus } from '../core/contract/errors.ts'
import type { Backend } from '../core/server/create-backend.ts'

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
  answerJson(response, 200, await files.putUpload(connection, name, request))
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
  const known: DeskError =
    error instanceof DeskError ? (error as DeskError) : new DeskError('INTERNAL', '传送文件时出错，请重试', { incident: '' })
  answerJson(response, errorStatus[known.code], { code: known.code, message: known.message, data: known.data })
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  })
  response.end(JSON.stringify(body))
}
