/** A document opened in Word: a version for every save, locked meanwhile, nothing left in the clear; and what is kept when it is printed. */
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PizZip from 'pizzip'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newTestDesk, openTestDesk, testPassword, type TestDesk } from '../../testing.ts'

let desk: TestDesk
let opened: string[]
let recordId: string
const template = 'mediation-acceptance'

beforeEach(async () => {
  opened = []
  desk = await newTestDesk({ ports: { openDocument: (path) => Promise.resolve(void opened.push(path)) } })
  const { id } = await desk.api.mediation.registerDispute({
    values: { title: '王一与李四邻里纠纷', category: '02', summary: '院墙滴水。' },
    parties: [
      { side: 'applicant', name: '王一' },
      { side: 'respondent', name: '李四' },
    ],
  })
  recordId = id
})
afterEach(() => desk.close())

const key = () => ({ template, recordId })
const path = () => opened.at(-1) ?? ''

/** What a person does in Word: change the words, save. */
function saveInWord(from: string, to: string): void {
  const zip = new PizZip(readFileSync(path()))
  const xml = zip.file('word/document.xml')?.asText() ?? ''
  expect(xml).toContain(from)
  zip.file('word/document.xml', xml.replaceAll(from, to))
  writeFileSync(path(), zip.generate({ type: 'nodebuffer' }))
}

const textOf = async () => {
  const { base64 } = await desk.api.document.produce({ ...key(), format: 'docx' })
  return new PizZip(Buffer.from(base64, 'base64')).file('word/document.xml')?.asText() ?? ''
}
const saved = (editId: string, version: number) =>
  vi.waitFor(async () => expect((await desk.api.document.editState({ editId })).version).toBe(version), { timeout: 8000 })

test('every save is a version, the last one is what is printed, and the file is gone when editing ends', async () => {
  const { editId, fileName } = await desk.api.document.edit(key())
  expect(path().endsWith(fileName)).toBe(true)
  saveInWord('院墙滴水。', '院墙滴水，已现场查看。')
  await saved(editId, 1)
  saveInWord('已现场查看', '已两次查看')
  await saved(editId, 2)
  expect(await desk.api.document.endEdit({ editId })).toMatchObject({ state: 'closed', version: 2, problem: null })
  expect(existsSync(path())).toBe(false)
  expect(await textOf()).toContain('院墙滴水，已两次查看。')
  const { versions } = await desk.api.document.versions(key())
  expect(versions.map(({ version, origin, madeWith }) => [version, origin, madeWith])).toEqual([
    [2, 'edited', '内置 v1'],
    [1, 'edited', '内置 v1'],
  ])
  const first = await desk.api.document.readVersion({ id: versions[1]?.id ?? '' })
  expect(new PizZip(Buffer.from(first.base64, 'base64')).file('word/document.xml')?.asText()).toContain('已现场查看')
})

test('what was saved a moment before editing ends is not lost', async () => {
  const { editId } = await desk.api.document.edit(key())
  saveInWord('院墙滴水。', '最后一改。')
  expect(await desk.api.document.endEdit({ editId })).toMatchObject({ version: 1 })
  expect(await textOf()).toContain('最后一改。')
})

test('a document that is open is locked for others; a file that is half written is waited for', async () => {
  const { editId } = await desk.api.document.edit(key())
  expect((await desk.api.document.edit(key())).editId).toBe(editId)
  await desk.api.session.createAccount({ loginName: '李永福', displayName: '李永福', role: 'operator', password: 'Shiliu-2027' })
  const other = desk.connect()
  await other.api.session.logIn({ loginName: '李永福', password: 'Shiliu-2027' })
  await expect(other.api.document.edit(key())).rejects.toMatchObject({ code: 'CONFLICT' })
  const whole = readFileSync(path())
  writeFileSync(path(), whole.subarray(0, 400))
  await new Promise((resolve) => setTimeout(resolve, 1500))
  expect(await desk.api.document.editState({ editId })).toMatchObject({ version: 0, problem: null })
  writeFileSync(path(), whole)
  saveInWord('院墙滴水。', '写完了。')
  await saved(editId, 1)
})

test('a save that could not be kept is not thrown away when editing ends; only the person gives it up', async () => {
  const { editId } = await desk.api.document.edit(key())
  const zip = new PizZip(readFileSync(path()))
  zip.file('word/media/big.bin', randomBytes(21 * 1024 * 1024))
  writeFileSync(path(), zip.generate({ type: 'nodebuffer' }))
  expect(await desk.api.document.endEdit({ editId })).toMatchObject({
    state: 'open',
    version: 0,
    problem: expect.stringContaining('20 MB') as string,
  })
  expect(existsSync(path())).toBe(true)
  expect(await desk.api.document.endEdit({ editId, discard: true })).toMatchObject({ state: 'closed' })
  expect(existsSync(path())).toBe(false)
})

test('what the record says after the edit is not in the edited paper, and that is said', async () => {
  const { editId } = await desk.api.document.edit(key())
  saveInWord('院墙滴水。', '手改的话。')
  await desk.api.document.endEdit({ editId })
  const produced = () => desk.api.document.produce({ ...key(), format: 'docx' })
  expect(await produced()).toMatchObject({ edited: true, outdated: false })
  desk.setNow('2027-03-01T09:00:00+08:00')
  expect(await produced()).toMatchObject({ edited: true, outdated: false })
  const { version } = await desk.api.register.get({ register: 'mediation', id: recordId })
  await desk.api.register.update({
    register: 'mediation',
    id: recordId,
    expectedVersion: version,
    values: { summary: '又塌了一段墙。' },
  })
  expect(await produced()).toMatchObject({ edited: true, outdated: true })
})

test('back to the record: the edited versions stay, later prints say what the case says', async () => {
  const { editId } = await desk.api.document.edit(key())
  saveInWord('院墙滴水。', '手改的话。')
  await desk.api.document.endEdit({ editId })
  await desk.api.document.discardEdits(key())
  expect(await textOf()).toContain('院墙滴水。')
  expect((await desk.api.document.versions(key())).versions.map(({ origin }) => origin)).toEqual(['produced', 'edited'])
})

test('a kept document is made with the template it was kept with, also when the office has another one by now', async () => {
  expect(await desk.api.document.keep(key())).toEqual({ version: 1 })
  expect(await desk.api.document.keep(key())).toEqual({ version: 1 })
  const { fileRef } = await desk.api.template.download({ template, id: null })
  const zip = new PizZip(desk.context.backend.files.download(desk.context.connection, fileRef).bytes as Uint8Array)
  zip.file('word/document.xml', (zip.file('word/document.xml')?.asText() ?? '').replace('受理登记表', '新版登记表'))
  const upload = desk.context.backend.files.add(desk.context.connection, '新版.docx', {
    bytes: zip.generate({ type: 'uint8array' }),
  })
  await desk.api.template.save({ template, level: 'office', fileRef: upload, note: null })
  expect(await textOf()).not.toContain('新版登记表')
  const other = await desk.api.mediation.registerDispute({
    values: { title: '赵六与钱七邻里纠纷', category: '02', summary: '占道。' },
    parties: [
      { side: 'applicant', name: '赵六' },
      { side: 'respondent', name: '钱七' },
    ],
  })
  recordId = other.id
  expect(await textOf()).toContain('新版登记表')
})

test('a locked desk goes on taking over what is saved; a closed one leaves nothing in the clear', async () => {
  const { editId } = await desk.api.document.edit(key())
  await desk.api.session.lock()
  saveInWord('院墙滴水。', '锁屏以后。')
  await desk.api.session.logIn({ loginName: '管理员', password: testPassword })
  await saved(editId, 1)
  saveInWord('锁屏以后。', '关闭之前。')
  const { dataDir } = desk
  await desk.close()
  expect(existsSync(path())).toBe(false)
  desk = { ...(await openTestDesk({ dataDir })) }
  await desk.api.session.logIn({ loginName: '管理员', password: testPassword })
  expect(await textOf()).toContain('关闭之前。')
})

test('what a crash left in the clear is gone at the next start', async () => {
  await desk.api.document.edit(key())
  const { dataDir } = desk
  const copy = readFileSync(path())
  await desk.close()
  const left = join(dataDir, 'editing', 'abc')
  const { mkdirSync } = await import('node:fs')
  mkdirSync(left, { recursive: true })
  writeFileSync(join(left, '协议.docx'), copy)
  desk = { ...(await openTestDesk({ dataDir })) }
  expect(readdirSync(dataDir)).not.toContain('editing')
  await desk.api.session.logIn({ loginName: '管理员', password: testPassword })
})

test('no program for Word files: said in words, nothing left behind', async () => {
  await desk.close()
  desk = await newTestDesk({ ports: { openDocument: () => Promise.reject(new Error('none')) } })
  const { id } = await desk.api.mediation.registerDispute({
    values: { title: '甲与乙邻里纠纷', category: '02', summary: '占道。' },
    parties: [
      { side: 'applicant', name: '甲' },
      { side: 'respondent', name: '乙' },
    ],
  })
  await expect(desk.api.document.edit({ template, recordId: id })).rejects.toMatchObject({
    code: 'STORAGE',
    data: { kind: 'noEditor' },
  })
  expect(readdirSync(join(desk.dataDir, 'editing'))).toEqual([])
})
