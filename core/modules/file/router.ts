import { filePartBytes } from '../../contract/file.ts'
import { maxUploadBytes } from '../../server/file-refs.ts'
import { member } from '../../server/router-base.ts'

const api = member.file

export const fileRouter = {
  putPart: api.putPart.handler(({ context: { backend, connection }, input: { fileRef, name, base64 } }) => {
    const part = Buffer.from(base64, 'base64')
    if (fileRef === null) return { fileRef: backend.files.add(connection, name, { bytes: part }) }
    backend.files.append(connection, fileRef, part)
    return { fileRef }
  }),
  readPart: api.readPart.handler(async ({ context: { backend, connection }, input: { fileRef, offset } }) => {
    const bytes = await backend.files.read(connection, fileRef, maxUploadBytes)
    const end = Math.min(offset + filePartBytes, bytes.length)
    return {
      base64: Buffer.from(bytes.subarray(offset, end)).toString('base64'),
      total: bytes.length,
      next: end < bytes.length ? end : null,
    }
  }),
}
