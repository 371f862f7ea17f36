/** Files beside the database: encrypted, named by a keyed digest, whole or not there. */
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createBlobStore, type BlobStore } from './blobs.ts'
import { temporaryFolder } from './testing.ts'

const key = randomBytes(32)
const text = Buffer.from('调解协议书，欧阳蒹葭签名。'.repeat(300_000))
const pathOf = (blobs: BlobStore, name: string) => join(blobs.folder, name.slice(0, 2), name)
const newStore = (own: Uint8Array = key) => createBlobStore(join(temporaryFolder(), 'attachments'), own)
const ways: [string, (blobs: BlobStore, bytes: Buffer) => string | Promise<string>][] = [
  ['at once', (blobs, bytes) => blobs.put(bytes)],
  ['in pieces', (blobs, bytes) => blobs.store(bytes)],
]

describe.each(ways)('written %s', (_way, write) => {
  test.each([0, 1, 2 * 1024 * 1024, 2 * 1024 * 1024 + 1])('%i bytes come back as they were, both ways', async (size) => {
    const blobs = newStore()
    const bytes = randomBytes(size)
    const name = await write(blobs, bytes)
    expect(name).toMatch(/^[0-9a-f]{64}$/)
    expect(blobs.get(name).equals(bytes)).toBe(true)
    expect((await blobs.fetch(name)).equals(bytes)).toBe(true)
  })

  test('the same bytes are kept once, nothing half-written stays, and no plain text is in the file', async () => {
    const blobs = newStore()
    const name = await write(blobs, text)
    expect(await blobs.store(text)).toBe(name)
    expect(blobs.put(text)).toBe(name)
    expect(readdirSync(dirname(pathOf(blobs, name)))).toEqual([name])
    const stored = readFileSync(pathOf(blobs, name))
    for (const needle of ['欧阳蒹葭', Buffer.from('欧阳', 'utf16le'), key]) expect(stored.includes(needle)).toBe(false)
  })

  test('two at once write it once', async () => {
    const blobs = newStore()
    const names = await Promise.all([write(blobs, text), blobs.store(text), blobs.store(text)])
    expect(new Set(names).size).toBe(1)
    expect(readdirSync(dirname(pathOf(blobs, names[0])))).toEqual([names[0]])
  })

  test('where nothing can be written it says so and leaves nothing', async () => {
    const blobs = newStore()
    const name = newStore().put(text)
    mkdirSync(blobs.folder)
    // where a file stands no folder can be made
    writeFileSync(join(blobs.folder, name.slice(0, 2)), '')
    await expect(async () => write(blobs, text)).rejects.toMatchObject({
      code: expect.stringMatching(/EEXIST|ENOTDIR/) as string,
    })
    expect(readdirSync(blobs.folder)).toEqual([name.slice(0, 2)])
    chmodSync(blobs.folder, 0o700)
  })
})

test('the name tells nothing: another key gives another', () => {
  expect(newStore(randomBytes(32)).put(text)).not.toBe(newStore().put(text))
})

const flip = (bytes: Buffer, at: number) => bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
const spoil: [string, (bytes: Buffer) => Buffer][] = [
  ['emptied', () => Buffer.alloc(0)],
  ['cut', (bytes) => bytes.subarray(0, -1)],
  ['a bit of the mark', (bytes) => (flip(bytes, 1), bytes)],
  ['a bit of the nonce', (bytes) => (flip(bytes, 6), bytes)],
  ['a bit of the content', (bytes) => (flip(bytes, 2000), bytes)],
  ['a bit of the tag', (bytes) => (flip(bytes, bytes.length - 1), bytes)],
]
test.each(spoil)('%s: damaged, never given out', async (_case, change) => {
  const blobs = newStore()
  const name = blobs.put(randomBytes(4096))
  const path = pathOf(blobs, name)
  writeFileSync(path, change(readFileSync(path)))
  expect(() => blobs.get(name)).toThrow(expect.objectContaining({ kind: 'damaged' }) as Error)
  await expect(blobs.fetch(name)).rejects.toMatchObject({ kind: 'damaged', message: '附件文件已损坏，请从备份恢复' })
})

test('one file in the place of another is damaged: its name is sealed in', () => {
  const blobs = newStore()
  const [one, other] = [blobs.put(Buffer.from('甲')), blobs.put(Buffer.from('乙'))]
  writeFileSync(pathOf(blobs, one), readFileSync(pathOf(blobs, other)))
  expect(() => blobs.get(one)).toThrow(expect.objectContaining({ kind: 'damaged' }) as Error)
})

test('missing says where to get it back, and a name that is none leads nowhere', async () => {
  const blobs = newStore()
  const gone = 'a'.repeat(64)
  expect(blobs.has(gone)).toBe(false)
  expect(() => blobs.get(gone)).toThrow(expect.objectContaining({ kind: 'missing' }) as Error)
  await expect(blobs.fetch(gone)).rejects.toMatchObject({ kind: 'missing', message: '附件文件不在数据文件夹里，请从备份恢复' })
  for (const name of ['../desk.db', '', 'A'.repeat(64)]) expect(() => blobs.get(name)).toThrow('附件的编号不对')
  expect(existsSync(blobs.folder)).toBe(false)
})
