import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { filePartBytes } from '../../contract/file.ts'
import { newTestDesk } from '../../testing.ts'
import type { TestDesk } from '../../testing.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await newTestDesk()
})
afterAll(() => desk.close())

test('bytes given in parts come back in parts, whole and in order', async () => {
  const bytes = randomBytes(filePartBytes * 2 + 1)
  let fileRef: string | null = null
  for (let from = 0; from < bytes.length; from += filePartBytes) {
    const base64 = bytes.subarray(from, from + filePartBytes).toString('base64')
    fileRef = (await desk.api.file.putPart({ fileRef, name: '照片.jpg', base64 })).fileRef
  }
  const parts: Buffer[] = []
  for (let offset: number | null = 0; offset !== null;) {
    const { base64, total, next } = await desk.api.file.readPart({ fileRef: fileRef ?? '', offset })
    expect(total).toBe(bytes.length)
    parts.push(Buffer.from(base64, 'base64'))
    offset = next
  }
  expect(Buffer.concat(parts).equals(bytes)).toBe(true)
})

test('a file belongs to the connection that gave it', async () => {
  const { fileRef } = await desk.api.file.putPart({ fileRef: null, name: '照片.jpg', base64: 'AAAA' })
  const other = desk.connect()
  await other.api.session.logIn({ password: 'Shiliu-2026' })
  await expect(other.api.file.readPart({ fileRef, offset: 0 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(other.api.file.putPart({ fileRef, name: '照片.jpg', base64: 'AAAA' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
