import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openConnection } from '../../db/open.ts'
import { temporaryFolder } from '../../db/testing.ts'
import { openTestDesk, testPassword, type TestDesk } from '../testing.ts'

const input = {
  unitCode: '999901101',
  unitName: '石榴镇综治中心',
  kind: 'township',
  adminName: '管理员',
  password: testPassword,
} as const

/** A finished first run, closed: copied for each test that spoils it. */
const finished = temporaryFolder()
let key: Buffer
let outcomes: PromiseSettledResult<unknown>[]
const open: TestDesk[] = []

async function deskOn(dataDir: string): Promise<TestDesk> {
  const desk = await openTestDesk({ dataDir })
  open.push(desk)
  return desk
}

function copyOfFinished(): string {
  const folder = temporaryFolder()
  cpSync(finished, folder, { recursive: true })
  return folder
}

/** Every file with its bytes, but those of the folder's lock. */
const filesOf = (folder: string): [string, string][] =>
  (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => !name.startsWith('desk.lock') && statSync(join(folder, name)).isFile())
    .sort()
    .map((name) => [name, readFileSync(join(folder, name), 'base64')])

beforeAll(async () => {
  const desk = await openTestDesk({ dataDir: finished })
  // what a page does on its way: two presses of the button, and a reload in between
  const calls = [desk.api.session.initialize(input), desk.api.session.status(), desk.api.session.initialize(input)] as const
  outcomes = await Promise.allSettled(calls)
  key = Buffer.from(desk.context.backend.desk!.key)
  await desk.close()
})

afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close()
})
afterAll(() => key.fill(0))

test('two first runs at once, and a question in between: one desk, one refusal, and the password opens it', async () => {
  expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(2)
  expect(outcomes.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT' } })
  const { api } = await deskOn(copyOfFinished())
  expect(await api.session.status()).toMatchObject({ phase: 'closed', unitName: '石榴镇综治中心', account: null, unit: null })
  expect(await api.session.logIn({ password: testPassword })).toMatchObject({ loginName: '管理员', role: 'admin' })
  expect(await api.session.status()).toMatchObject({ phase: 'open', unit: { unitId: '999901101000-Z' } })
})

test('a first run is refused where there is a desk, with nothing changed', async () => {
  const folder = copyOfFinished()
  const before = filesOf(folder)
  const { api } = await deskOn(folder)
  await expect(api.session.initialize(input)).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(filesOf(folder)).toEqual(before)
})

test.each([
  ['Ab1-567', '至少 10 位'],
  ['abcdefghij1', '三种'],
  ['ABCDEFGHIJK', '三种'],
  ['管理员-Shiliu1', '账号名'],
])('a weak password (%s) is refused with its reason, and nothing is made', async (password, reason) => {
  const folder = temporaryFolder()
  const { api } = await deskOn(folder)
  await expect(api.session.initialize({ ...input, password })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    data: { fields: { password: expect.stringContaining(reason) as string } },
  })
  expect(filesOf(folder)).toEqual([])
})

test('a division code of the wrong length names its field', async () => {
  const { api } = await deskOn(temporaryFolder())
  await expect(api.session.initialize({ ...input, unitCode: '99990110' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    data: { fields: { unitCode: expect.stringContaining('6、9 或 12 位') as string } },
  })
})

test('the recovery secret is shown even when the first backup could not be made', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'backups'), 'a file where the folder should be')
  const logged: string[] = []
  const logger = { info: () => undefined, error: (event: string) => logged.push(event) }
  const desk = await openTestDesk({ dataDir: folder, ports: { logger } })
  open.push(desk)
  expect(await desk.api.session.initialize(input)).toMatchObject({
    recoverySecret: expect.stringMatching(/^(\w{4}-){7}\w{4}$/) as string,
  })
  expect(logged).toEqual(['firstBackup'])
  expect(await desk.api.backup.list()).toEqual({ backups: [] })
})

describe('a first run that was cut off', () => {
  const missing = (message: string) => ({
    code: 'STORAGE',
    data: { kind: 'missing' },
    message: expect.stringContaining(message) as string,
  })

  test('before the keyring stood: nothing was in use, the leftover goes', async () => {
    const folder = copyOfFinished()
    renameSync(join(folder, 'desk.db'), join(folder, 'desk.db.new'))
    rmSync(join(folder, 'keyring.json'))
    writeFileSync(join(folder, 'keyring.json.partial'), '{"format":1,')
    rmSync(join(folder, 'backups'), { recursive: true })
    const { api } = await deskOn(folder)
    expect(await api.session.status()).toMatchObject({ phase: 'empty' })
    expect(filesOf(folder)).toEqual([])
  })

  test('between keyring and database: it is finished', async () => {
    const folder = copyOfFinished()
    renameSync(join(folder, 'desk.db'), join(folder, 'desk.db.new'))
    const { api } = await deskOn(folder)
    expect(await api.session.status()).toMatchObject({ phase: 'closed' })
    expect(await api.session.logIn({ password: testPassword })).toMatchObject({ loginName: '管理员' })
    expect(existsSync(join(folder, 'desk.db.new'))).toBe(false)
  })

  test('a keyring without a database is a named refusal, never a new desk', async () => {
    const folder = copyOfFinished()
    rmSync(join(folder, 'desk.db'))
    await refusedUntouched(folder, missing('数据库 desk.db 不见了'))
  })

  test('a database without its keyring is a named refusal, never a new key', async () => {
    const folder = copyOfFinished()
    rmSync(join(folder, 'keyring.json'))
    await refusedUntouched(folder, missing('keyring.json 不见了'))
  })

  test('a damaged keyring is a named refusal', async () => {
    const folder = copyOfFinished()
    writeFileSync(join(folder, 'keyring.json'), '{"format":1,"unitName":"石')
    await refusedUntouched(folder, { code: 'STORAGE', data: { kind: 'damaged' } }, { code: 'CONFLICT' })
  })

  async function refusedUntouched(folder: string, refusal: object, refusalOfNew = refusal): Promise<void> {
    const before = filesOf(folder)
    const { api } = await deskOn(folder)
    await expect(api.session.status()).rejects.toMatchObject(refusal)
    await expect(api.session.initialize(input)).rejects.toMatchObject(refusalOfNew)
    expect(filesOf(folder)).toEqual(before)
  }
})

test('a data folder of a newer program is refused by name, with nothing changed', async () => {
  const folder = copyOfFinished()
  const newer = openConnection(join(folder, 'desk.db'), key, false)
  newer.pragma('user_version=77')
  newer.pragma('journal_mode=DELETE')
  newer.close()
  const before = filesOf(folder).filter(([name]) => name !== 'desk.db')
  const { api, context } = await deskOn(folder)
  await expect(api.session.logIn({ password: testPassword })).rejects.toMatchObject({
    code: 'STORAGE',
    data: { kind: 'newer' },
    message: expect.stringMatching(/数据版本 77.*请升级/) as string,
  })
  expect(context.backend.desk).toBeNull()
  await expect(api.register.count({ register: 'resident' })).rejects.toMatchObject({ code: 'LOCKED' })
  const after = openConnection(join(folder, 'desk.db'), key, true)
  expect(after.pragma('user_version', { simple: true })).toBe(77)
  expect(after.prepare('SELECT count(*) FROM audit_entries').pluck().get()).toBe(3)
  after.close()
  expect(filesOf(folder).filter(([name]) => !name.startsWith('desk.db'))).toEqual(before)
})

test('a second host on the same folder is refused while the first lives', async () => {
  const folder = copyOfFinished()
  const first = await openTestDesk({ dataDir: folder })
  await expect(openTestDesk({ dataDir: folder })).rejects.toMatchObject({
    code: 'STORAGE',
    data: { kind: 'inUse' },
    message: expect.stringContaining(`进程 ${String(process.pid)}`) as string,
  })
  await first.close()
  await deskOn(folder)
})

test('a damaged page is named when it is read, not hidden', async () => {
  const folder = copyOfFinished()
  const path = join(folder, 'desk.db')
  const connection = openConnection(path, key, true)
  // the table and its indexes: which of them a count reads is the engine's business
  const pages = connection
    .prepare(`SELECT rootpage FROM sqlite_master WHERE tbl_name = 'residents' AND rootpage > 0`)
    .pluck()
    .all() as number[]
  connection.close()
  const bytes = readFileSync(path)
  for (const page of pages) bytes.writeUInt8(bytes.readUInt8((page - 1) * 4096 + 99) ^ 1, (page - 1) * 4096 + 99)
  writeFileSync(path, bytes)
  const { api } = await deskOn(folder)
  await api.session.logIn({ password: testPassword })
  await expect(api.register.count({ register: 'resident' })).rejects.toMatchObject({ code: 'STORAGE', data: { kind: 'damaged' } })
})

test('two backups of one second are two files', async () => {
  const desk = await deskOn(copyOfFinished())
  await desk.api.session.logIn({ password: testPassword })
  const before = (await desk.api.backup.list()).backups.map((one) => one.fileName)
  const made = [await desk.finish(await desk.api.backup.create({})), await desk.finish(await desk.api.backup.create({}))]
  const names = made.map((one) => (one as { fileName: string }).fileName)
  expect(new Set([...before, ...names]).size).toBe(3)
  expect((await desk.api.backup.list()).backups).toHaveLength(3)
})

test('a restore that was cut off is finished when the desk is opened', async () => {
  const folder = copyOfFinished()
  renameSync(join(folder, 'keyring.json'), join(folder, 'keyring.json.restore-20261121-090000'))
  writeFileSync(
    join(folder, 'keyring.json'),
    readFileSync(join(folder, 'keyring.json.restore-20261121-090000'), 'utf8').replaceAll('管理员', '旧人'),
  )
  renameSync(join(folder, 'desk.db'), join(folder, 'desk.db.restore'))
  const { api } = await deskOn(folder)
  expect(await api.session.logIn({ loginName: '管理员', password: testPassword })).toMatchObject({ role: 'admin' })
})
