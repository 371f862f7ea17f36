import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBlobStore } from '../../../db/blobs.ts'
import { temporaryFolder } from '../../../db/testing.ts'
import { attachmentPart } from '../../contract/case-file.ts'
import { docx, largeJpeg, pdf, png, smallJpeg } from '../../documents/testing/paper-files.ts'
import { newTestDesk, openTestDesk, testPassword, type TestDesk } from '../../testing.ts'
import { zipOf } from '../../workers/workbook-testing.ts'

let desk: TestDesk
let caseId = ''
beforeAll(async () => {
  desk = await newTestDesk()
  caseId = (
    await desk.api.mediation.registerDispute({
      values: { title: '甲与乙邻里纠纷', category: '02', registeredOn: '2026-11-01', summary: '院墙滴水' },
      parties: [
        { side: 'applicant', name: '甲' },
        { side: 'respondent', name: '乙' },
      ],
    })
  ).id
})
afterAll(() => desk.close())

const refOf = (bytes: Uint8Array, name = '扫描.jpg') => desk.context.backend.files.add(desk.context.connection, name, { bytes })
const place = { evidenceId: null, source: 'file', note: null, thumbnail: null } as const
const add = (bytes: Uint8Array, more: { docType?: string; name?: string; thumbnail?: string } = {}) =>
  desk.api.attachment.add({ ...place, caseId, docType: 'evidence', name: '照片', fileRef: refOf(bytes), ...more })
const get = async (id: string) => desk.api.register.get({ register: 'attachment', id })
const blobs = () =>
  readdirSync(join(desk.dataDir, 'attachments'), { recursive: true, withFileTypes: true }).filter((one) => one.isFile())

async function readWhole(id: string, what: 'file' | 'thumbnail' = 'file'): Promise<Buffer> {
  const parts: Buffer[] = []
  for (let offset: number | null = 0; offset !== null;) {
    const part: Awaited<ReturnType<typeof desk.api.attachment.read>> = await desk.api.attachment.read({ id, what, offset })
    parts.push(Buffer.from(part.base64, 'base64'))
    offset = part.next
  }
  return Buffer.concat(parts)
}

describe('what is put in', () => {
  const workbook = async () => {
    const { default: excel } = await import('exceljs')
    const book = new excel.Workbook()
    const sheet = book.addWorksheet('清单')
    for (let row = 1; row <= 205; row += 1) sheet.addRow([row, `第 ${String(row)} 项`, ...Array.from({ length: 45 }, () => '略')])
    book.addWorksheet('空白').addRow(['只有一行'])
    return Buffer.from(await book.xlsx.writeBuffer())
  }

  test('is told by its content, with its pages', async () => {
    const files: [Buffer, string, number][] = [
      [smallJpeg, 'image/jpeg', 1],
      [png(30, 20), 'image/png', 1],
      [await pdf(['one', 'two', 'three']), 'application/pdf', 3],
      [docx(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 1],
      [await workbook(), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 1],
    ]
    for (const [bytes, mediaType, pages] of files) {
      const { id } = await add(bytes, { docType: 'other', name: '无名.exe' })
      expect((await get(id)).values).toMatchObject({ mediaType, pages, bytes: bytes.length, docType: 'other' })
      expect((await readWhole(id)).equals(bytes)).toBe(true)
    }
  })

  test('stands behind what is there, with its thumbnail', async () => {
    const first = await add(smallJpeg, { docType: 'identityProof', thumbnail: smallJpeg.toString('base64') })
    const second = await add(smallJpeg, { docType: 'identityProof' })
    expect((await get(first.id)).values.place).toBe(1)
    expect((await get(second.id)).values.place).toBe(2)
    expect((await readWhole(first.id, 'thumbnail')).equals(smallJpeg)).toBe(true)
    await expect(readWhole(second.id, 'thumbnail')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('a workbook is shown by its first rows and columns', async () => {
    const { id } = await add(await workbook(), { docType: 'other' })
    const { sheets } = await desk.api.attachment.sheets({ id })
    expect(sheets.map(({ name, rows, more }) => [name, rows.length, rows[0]?.length, more])).toEqual([
      ['清单', 200, 40, true],
      ['空白', 1, 1, false],
    ])
    expect(sheets[0]?.rows[1]?.slice(0, 2)).toEqual(['2', '第 2 项'])
    await expect(desk.api.attachment.sheets({ id: (await add(smallJpeg)).id })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  const content = (type: string) => ({ name: '[Content_Types].xml', data: `<Types><Override ContentType="${type}"/></Types>` })
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  const refused: [string, () => Uint8Array | Promise<Uint8Array>, string][] = [
    ['nothing', () => new Uint8Array(), '文件是空的'],
    ['a text with the name of a picture', () => Buffer.from('<html>不是图片</html>'), '不认识这种文件'],
    ['a program', () => Buffer.from('MZ\x90\0这是程序', 'latin1'), '这是程序'],
    ['a GIF', () => Buffer.from('GIF89a......'), 'GIF'],
    ['a photograph of a telephone in HEIC', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1'), 'HEIC'],
    ['an old Word file', () => Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'), '旧格式'],
    ['half a JPEG', () => smallJpeg.subarray(0, -40), '图片不完整'],
    ['a JPEG cut in its head', () => smallJpeg.subarray(0, 100), '图片已损坏'],
    ['half a PNG', () => png(30, 20).subarray(0, -20), '图片不完整'],
    ['a bomb of a PNG', () => png(8, 8, { stated: 40_000 }), '像素'],
    ['a bomb of a JPEG', () => largeJpeg(4000, 20_000, 20_000), '像素'],
    ['half a PDF', async () => (await pdf(['a', 'b'])).subarray(0, -200), 'PDF 不完整'],
    ['a PDF of nothing', () => Buffer.from('%PDF-1.7\n%%EOF\n'), 'PDF 不完整'],
    ['a PDF with a password', () => pdf(['a'], { password: '1234' }), '密码'],
    ['half a Word file', () => docx().subarray(0, -300), '不完整'],
    ['a zip', () => zipOf([{ name: 'a.txt', data: 'a' }]), '压缩包'],
    ['a Word file with macros', () => zipOf([content(word), { name: 'word/vbaProject.bin', data: 'x' }]), '宏'],
    ['a workbook with macros', () => zipOf([content('application/vnd.ms-excel.sheet.macroEnabled.main+xml')]), '宏'],
    ['a slide show', () => zipOf([content('application/vnd.openxmlformats-officedocument.presentationml.x')]), '不认识'],
  ]
  test.each(refused)('%s is refused in plain words, and nothing is kept', async (_case, bytes, words) => {
    const before = blobs().length
    await expect(add(await bytes())).rejects.toMatchObject({ code: 'FORMAT', message: expect.stringContaining(words) as string })
    expect(blobs()).toHaveLength(before)
  })

  test('more than 50 MB is refused with the way out', async () => {
    await expect(add(Buffer.alloc(50 * 1024 * 1024 + 1, 1))).rejects.toMatchObject({
      code: 'FORMAT',
      message: '文件有 51 MB，最多 50 MB；请降低扫描分辨率，或拆成几个文件再放入',
    })
  })

  test('a place, a case, a piece of evidence or a part that is not there is refused', async () => {
    await expect(add(smallJpeg, { docType: 'nowhere' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    const other = desk.context.backend.ports.newId()
    const given = { ...place, caseId, docType: 'evidence', name: '照片' }
    const wrong = [{ caseId: other }, { evidenceId: other }, { partId: other }]
    for (const one of wrong)
      await expect(desk.api.attachment.add({ ...given, ...one, fileRef: refOf(smallJpeg) })).rejects.toMatchObject({
        code: expect.stringMatching(/NOT_FOUND|BAD_REQUEST/) as string,
      })
  })
})

describe('what is there', () => {
  test('is replaced; the older bytes stay in the history', async () => {
    const { id } = await add(smallJpeg)
    const before = await get(id)
    const { version } = await desk.api.attachment.replace({
      id,
      expectedVersion: 1,
      fileRef: refOf(png(10, 10)),
      thumbnail: null,
    })
    expect(version).toBe(2)
    expect((await get(id)).values).toMatchObject({ mediaType: 'image/png' })
    expect(desk.context.backend.desk?.blobs.has(String(before.values.hash))).toBe(true)
    const again = { id, expectedVersion: 1, fileRef: refOf(smallJpeg), thumbnail: null }
    await expect(desk.api.attachment.replace(again)).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('is put in another order, all of it or nothing', async () => {
    const docType = 'proxyLetter'
    const ids = [await add(smallJpeg, { docType }), await add(smallJpeg, { docType }), await add(smallJpeg, { docType })].map(
      ({ id }) => id,
    )
    const turned = ids.toReversed()
    await desk.api.attachment.order({ caseId, docType, ids: turned })
    expect(await Promise.all(turned.map(async (id) => (await get(id)).values.place))).toEqual([1, 2, 3])
    for (const wrong of [ids.slice(1), [...ids.slice(1), ids[1] ?? ''], [...ids.slice(1), caseId]])
      await expect(desk.api.attachment.order({ caseId, docType, ids: wrong })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('goes with a reason, and the bin brings it back with its bytes', async () => {
    const { id, version } = await add(smallJpeg)
    await desk.api.attachment.remove({ id, expectedVersion: version, reason: '放错位置' })
    expect((await get(id)).deletedAt).not.toBeNull()
    await desk.api.register.restore({ register: 'attachment', id })
    expect((await get(id)).deletedAt).toBeNull()
    expect((await readWhole(id)).equals(smallJpeg)).toBe(true)
  })

  test('is read in parts, audited once, by its number alone', async () => {
    const bytes = largeJpeg(attachmentPart * 2 + 10, 3000, 2000)
    const { id } = await add(bytes, { name: '欧阳蒹葭的身份证' })
    const count = async () =>
      (await desk.api.audit.list({ limit: 100 })).entries.filter(
        ({ command, record }) => command === 'readAttachment' && record?.id === id,
      )
    expect((await readWhole(id)).equals(bytes)).toBe(true)
    const entries = await count()
    expect(entries).toHaveLength(1)
    expect(JSON.stringify(entries)).not.toContain('欧阳')
    const last = await desk.api.attachment.read({ id, what: 'file', offset: attachmentPart * 2 })
    expect(last).toMatchObject({ total: bytes.length, next: null, mediaType: 'image/jpeg' })
    await expect(desk.api.attachment.read({ id, what: 'file', offset: bytes.length + 1 })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })

  test('is saved outside under its name, with the ending of what it is, and audited by itself', async () => {
    const { id } = await add(smallJpeg, { name: '欠条/正面.PNG' })
    const { fileRef, name } = await desk.api.attachment.saveAs({ id })
    expect(name).toBe('欠条_正面.jpg')
    const { base64 } = await desk.api.file.readPart({ fileRef, offset: 0 })
    expect(Buffer.from(base64, 'base64').equals(smallJpeg)).toBe(true)
    const saved = (await desk.api.audit.list({ limit: 10 })).entries.filter(({ command }) => command === 'saveAttachment')
    expect(saved.map(({ record }) => record?.id)).toEqual([id])
  })

  test('damaged or gone from the folder: said, never given', async () => {
    const bytes = largeJpeg(5000, 50, 40)
    const { id } = await add(bytes)
    const name = String((await get(id)).values.hash)
    const path = join(desk.dataDir, 'attachments', name.slice(0, 2), name)
    const stored = readFileSync(path)
    stored.writeUInt8(stored.readUInt8(2000) ^ 1, 2000)
    writeFileSync(path, stored)
    await expect(readWhole(id)).rejects.toMatchObject({ code: 'STORAGE', message: '附件文件已损坏，请从备份恢复' })
  })
})

test('where the file cannot be written there is no record of it', async () => {
  const bytes = largeJpeg(3000, 60, 40)
  const { key } = desk.context.backend.desk!
  const name = createBlobStore(temporaryFolder(), key).put(bytes)
  const { total } = await desk.api.register.list({ register: 'attachment' })
  // where a file stands no folder can be made
  const shard = join(desk.dataDir, 'attachments', name.slice(0, 2))
  rmSync(shard, { recursive: true, force: true })
  writeFileSync(shard, '')
  await expect(add(bytes)).rejects.toMatchObject({ code: expect.stringMatching(/STORAGE|INTERNAL/) as string })
  expect((await desk.api.register.list({ register: 'attachment' })).total).toBe(total)
  rmSync(shard)
  await add(bytes)
})

test('cut off between the file and its record: the file alone does no harm', async () => {
  const orphan = desk.context.backend.desk!.blobs.put(Buffer.from('没有记录的附件'))
  await desk.backend.close()
  const again = await openTestDesk({ dataDir: desk.dataDir })
  await again.api.session.logIn({ loginName: '管理员', password: testPassword })
  expect(again.context.backend.desk?.blobs.has(orphan)).toBe(true)
  const { rows } = await again.api.register.list({ register: 'attachment' })
  expect(rows.length).toBeGreaterThan(5)
  desk = { ...again, dataDir: desk.dataDir }
})

test('nothing of a scan or its name is in the clear in the data folder', async () => {
  const secret = '欧阳蒹葭㐀㐁㐂的伤情照片'
  const bytes = Buffer.concat([
    smallJpeg.subarray(0, 2),
    Buffer.from([0xff, 0xfe, 0, 2 + Buffer.byteLength(secret)]),
    Buffer.from(secret),
    smallJpeg.subarray(2),
  ])
  await add(bytes, { name: secret })
  await desk.finish(await desk.api.backup.create({}))
  const files = readdirSync(desk.dataDir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
  expect(files.length).toBeGreaterThan(10)
  for (const { parentPath, name } of files) expect(readFileSync(join(parentPath, name)).includes(secret), name).toBe(false)
})
