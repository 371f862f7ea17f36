/** Backups that carry the files: created, verified, and brought back on another computer. */
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../db/testing.ts'
import { largeJpeg, smallJpeg } from '../documents/testing/paper-files.ts'
import { newTestDesk, openTestDesk, testPassword, type TestDesk } from '../testing.ts'
import { checkBackupFile, restoreFromFile } from './restore.ts'
import type { Medium } from './ports.ts'

const stick = join(temporaryFolder(), 'stick')
mkdirSync(stick)
const medium: Medium = { id: 'm', label: 'U盘', kind: 'stick', freeBytes: 1e9, path: stick }
let desk: TestDesk
let caseId = ''
let attachmentId = ''
const files = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
const beside = () => files(join(stick, '平安台附件'))
const putIn = async (bytes: Uint8Array) => {
  const fileRef = desk.context.backend.files.add(desk.context.connection, '照片.jpg', { bytes })
  const given = { caseId, docType: 'evidence', evidenceId: null, name: '照片', source: 'file', note: null } as const
  return (await desk.api.attachment.add({ ...given, fileRef, thumbnail: smallJpeg.toString('base64') })).id
}
interface Done {
  fileName: string
  files: number
  copied: number
  damaged: number
}
async function backUp(where: 'stick' | 'here' = 'stick'): Promise<Done> {
  const { media } = await desk.api.exchange.listMedia()
  const chosen = where === 'stick' ? { mediumId: media[0]?.id ?? '' } : {}
  return (await desk.finish(await desk.api.backup.create(chosen))) as Done
}

beforeAll(async () => {
  desk = await newTestDesk({ media: [medium] })
  const parties = [
    { side: 'applicant', name: '甲' },
    { side: 'respondent', name: '乙' },
  ]
  const values = { title: '甲与乙邻里纠纷', category: '02', registeredOn: '2026-11-01', summary: '院墙滴水' }
  caseId = (await desk.api.mediation.registerDispute({ values, parties })).id
  attachmentId = await putIn(largeJpeg(3_000_000, 2480, 3508))
  await putIn(largeJpeg(20_000, 300, 200))
})
afterAll(() => desk.close())

test('every file is copied once, with its own name, nothing half-written', async () => {
  expect(await backUp()).toMatchObject({ files: 3, copied: 3, damaged: 0 })
  const own = files(join(desk.dataDir, 'attachments')).map((path) => path.slice(-67))
  expect(
    beside()
      .map((path) => path.slice(-67))
      .sort(),
  ).toEqual(own.sort())
  for (const path of beside())
    expect(readFileSync(path).equals(readFileSync(join(desk.dataDir, 'attachments', path.slice(-67))))).toBe(true)
  await putIn(largeJpeg(4_000, 30, 20))
  expect(await backUp()).toMatchObject({ files: 4, copied: 1 })
})

test('on this computer a second name is enough', async () => {
  const { files: count, copied } = await backUp('here')
  expect([count, copied]).toEqual([4, 4])
  const [first = ''] = files(join(desk.dataDir, 'backups', '平安台附件'))
  expect(statSync(first).nlink).toBe(2)
})

test('what was cut off is written again: a short copy and a partial one', async () => {
  const [first = ''] = beside()
  const whole = readFileSync(first)
  writeFileSync(first, whole.subarray(0, 100))
  mkdirSync(join(stick, '平安台附件', '.partial', 'ab'), { recursive: true })
  writeFileSync(join(stick, '平安台附件', '.partial', 'ab', 'x'), 'half')
  expect(await backUp()).toMatchObject({ copied: 1 })
  expect(readFileSync(first).equals(whole)).toBe(true)
  expect(readdirSync(join(stick, '平安台附件'))).not.toContain('.partial')
})

test('a file that is damaged in the data folder is not copied over, and is said', async () => {
  const id = await putIn(largeJpeg(6_000, 31, 20))
  const name = String((await desk.api.register.get({ register: 'attachment', id })).values.hash)
  const path = join(desk.dataDir, 'attachments', name.slice(0, 2), name)
  const whole = readFileSync(path)
  writeFileSync(path, Buffer.alloc(whole.length, 7))
  expect(await backUp()).toMatchObject({ damaged: 1, copied: 0 })
  expect(beside().some((one) => one.endsWith(name))).toBe(false)
  writeFileSync(path, whole)
  expect(await backUp()).toMatchObject({ damaged: 0, copied: 1 })
})

describe('brought back', () => {
  let backup: string
  let elsewhere: string
  beforeAll(async () => {
    const removed = await putIn(largeJpeg(7_000, 32, 20))
    await desk.api.attachment.remove({ id: removed, expectedVersion: 1, reason: '放错位置' })
    const fileRef = desk.context.backend.files.add(desk.context.connection, '新', { bytes: largeJpeg(8_000, 33, 20) })
    const { version } = await desk.api.register.get({ register: 'attachment', id: attachmentId })
    await desk.api.attachment.replace({ id: attachmentId, expectedVersion: version, fileRef, thumbnail: null })
    const { fileName } = await backUp()
    elsewhere = temporaryFolder()
    cpSync(stick, elsewhere, { recursive: true })
    backup = join(elsewhere, fileName)
  })

  test('verify opens every file, those of deleted and replaced attachments too', async () => {
    expect(await checkBackupFile(backup, testPassword)).toMatchObject({ files: 7, missing: 0 })
  })

  test('on another computer everything is there again', async () => {
    const dataDir = join(temporaryFolder(), 'desk')
    const ports = { ...desk.context.backend.ports, dataDir }
    expect(await restoreFromFile(ports, backup, testPassword)).toMatchObject({ files: 7, missing: 0, kept: null })
    const other = await openTestDesk({ dataDir })
    await other.api.session.logIn({ loginName: '管理员', password: testPassword })
    const { rows } = await other.api.register.list({ register: 'attachment' })
    expect(rows).toHaveLength(4)
    for (const { id, values } of rows) {
      const part = await other.api.attachment.read({ id, what: 'file', offset: 0 })
      expect(part.total).toBe(values.bytes)
    }
    await other.close()
  })

  test('what is missing or damaged is counted; the rest is brought back', async () => {
    const folder = temporaryFolder()
    cpSync(elsewhere, folder, { recursive: true })
    const file = join(folder, backup.slice(dirname(backup).length))
    const [first = '', second = ''] = files(join(folder, '平安台附件'))
    rmSync(first)
    writeFileSync(second, Buffer.alloc(statSync(second).size, 1))
    expect(await checkBackupFile(file, testPassword)).toMatchObject({ files: 7, missing: 2 })
    const ports = { ...desk.context.backend.ports, dataDir: join(temporaryFolder(), 'desk') }
    expect(await restoreFromFile(ports, file, testPassword)).toMatchObject({ files: 5, missing: 2 })
  })

  test('over a desk whose file is damaged, the whole one comes back', async () => {
    const dataDir = join(temporaryFolder(), 'desk')
    const ports = { ...desk.context.backend.ports, dataDir }
    await restoreFromFile(ports, backup, testPassword)
    const [first = ''] = files(join(dataDir, 'attachments'))
    const whole = readFileSync(first)
    writeFileSync(first, Buffer.alloc(whole.length, 1))
    expect(await restoreFromFile(ports, backup, testPassword)).toMatchObject({ files: 1, missing: 0 })
    expect(readFileSync(first).equals(whole)).toBe(true)
  })

  test('a backup alone, without its folder, is restored and says how many are missing', async () => {
    const file = join(temporaryFolder(), 'alone.zzk')
    copyFileSync(backup, file)
    const ports = { ...desk.context.backend.ports, dataDir: join(temporaryFolder(), 'desk') }
    expect(await restoreFromFile(ports, file, testPassword)).toMatchObject({ files: 0, missing: 7 })
  })
})
