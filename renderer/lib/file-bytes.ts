import { filePartBytes } from '../../core/contract/file.ts'
import { api } from './api.ts'

/** How far a file is on its way, in bytes. */
export type OnBytes = (done: number, total: number) => void

/** Gives the backend a file the page holds itself: a photograph, a pasted picture, a dropped file. @returns its reference */
export async function putFile(file: Blob, name: string, onBytes?: OnBytes): Promise<string> {
  let fileRef: string | null = null
  for (let from = 0; from < file.size || fileRef === null; from += filePartBytes) {
    const base64 = await base64Of(file.slice(from, from + filePartBytes))
    fileRef = (await api.file.putPart({ fileRef, name, base64 })).fileRef
    onBytes?.(Math.min(from + filePartBytes, file.size), file.size)
  }
  return fileRef
}

/** Brings a file the backend made to the page, to be looked at. */
export function readMade(fileRef: string, onBytes?: OnBytes, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  return readParts((offset) => api.file.readPart({ fileRef, offset }), onBytes, signal)
}

/** The bytes of an attachment, decrypted part by part. */
export function readAttachment(id: string, onBytes?: OnBytes, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  return readParts((offset) => api.attachment.read({ id, what: 'file', offset }), onBytes, signal)
}

interface Part {
  base64: string
  total: number
  next: number | null
}

async function readParts(
  read: (offset: number) => Promise<Part>,
  onBytes?: OnBytes,
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  let bytes = new Uint8Array(0)
  for (let offset: number | null = 0; offset !== null;) {
    signal?.throwIfAborted()
    const part: Part = await read(offset)
    if (offset === 0) bytes = new Uint8Array(part.total)
    offset = decodeInto(bytes, offset, part)
    onBytes?.(offset ?? part.total, part.total)
  }
  return bytes
}

function decodeInto(bytes: Uint8Array, offset: number, { base64, next }: Part): number | null {
  const text = atob(base64)
  for (let at = 0; at < text.length; at += 1) bytes[offset + at] = text.charCodeAt(at)
  return next
}

/** What stands after the comma of a data address. */
export async function base64Of(blob: Blob): Promise<string> {
  const reader = new FileReader()
  await new Promise((resolve, reject) => {
    reader.addEventListener('load', resolve)
    reader.addEventListener('error', () => {
      reject(new Error('the file cannot be read'))
    })
    reader.readAsDataURL(blob)
  })
  const { result } = reader
  return typeof result === 'string' ? result.slice(result.indexOf(',') + 1) : ''
}
