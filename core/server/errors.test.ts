import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StorageError } from '../../db/open.ts'
import { temporaryFolder } from '../../db/testing.ts'
import { badRequest, errorStatus, type DeskError } from '../contract/errors.ts'
import { newTestDesk, openTestDesk, testPassword, type TestDesk } from '../testing.ts'
import { appendAudit } from './audit.ts'
import { toDeskError } from './errors.ts'
import { jsonLog } from './node/json-log.ts'

const clock = { now: () => new Date('2026-11-21T01:00:00Z'), monotonic: () => performance.now() }
const logs = join(temporaryFolder(), 'logs')
const logger = jsonLog(logs, clock)
const logged = () =>
  readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('')

let desk: TestDesk
beforeAll(async () => {
  mkdirSync(logs)
  desk = await newTestDesk({ ports: { logger } })
})
afterAll(() => desk.close())

const writer = () => desk.context.backend.desk!.database.writer
const withCode = (code: string) => Object.assign(new Error(`${code}: /home/wang/名册/欧阳蒹葭.xlsx`), { code })

describe('the mapper', () => {
  const map = (error: unknown) => toDeskError(error, logger, () => '0192a000-0000-7000-8000-0000deadbeef')

  test('lets the desk’s own refusals through as they are', () => {
    const refusal = badRequest('不行')
    expect(map(refusal)).toBe(refusal)
    expect(map(new StorageError('damaged', '坏了'))).toMatchObject({
      code: 'STORAGE',
      message: '坏了',
      data: { kind: 'damaged' },
    })
  })

  test.each([
    ['ENOSPC', 'full'],
    ['EACCES', 'readonly'],
    ['EROFS', 'readonly'],
    ['ENOENT', 'missing'],
    ['EIO', 'device'],
    ['ENODEV', 'device'],
    ['EPERM', 'readonly'],
    ['EISDIR', 'missing'],
    ['ENOTDIR', 'missing'],
  ])('%s of the system is STORAGE %s, in words without a path', (code, kind) => {
    const mapped = map(withCode(code))
    expect(mapped).toMatchObject({ code: 'STORAGE', data: { kind } })
    expect(mapped.message).toMatch(/^[一-鿿，、。U]+$/)
  })

  test.each([
    ['SQLITE_FULL', 'full'],
    ['SQLITE_BUSY', 'inUse'],
    ['SQLITE_BUSY_SNAPSHOT', 'inUse'],
    ['SQLITE_CANTOPEN', 'readonly'],
    ['SQLITE_READONLY_DIRECTORY', 'readonly'],
    ['SQLITE_READONLY_DBMOVED', 'readonly'],
    ['SQLITE_IOERR_WRITE', 'device'],
    ['SQLITE_CORRUPT_INDEX', 'damaged'],
  ])('%s of the database is STORAGE %s', (code, kind) => {
    expect(map(new Database.SqliteError('/home/wang', code))).toMatchObject({
      code: 'STORAGE',
      data: { kind },
      message: expect.stringMatching(/^[一-鿿，、。U]+$/) as string,
    })
  })

  test.each([new TypeError('cannot read 欧阳蒹葭 of undefined'), withCode('EWHATEVER'), '欧阳蒹葭', null, { code: 'ENOSPC' }])(
    'anything else is INTERNAL with an incident number, and says nothing of a person: %s',
    (error) => {
      const mapped = map(error)
      expect(mapped).toMatchObject({ code: 'INTERNAL', data: { incident: 'deadbeef' } })
      expect(mapped.message).toBe('程序出错，数据没有改动。请把编号 deadbeef 告诉维护人员')
      expect(`${mapped.message}${JSON.stringify(mapped)}`).not.toMatch(/蒹葭|wang|\bat /)
    },
  )
})

test('an error nobody foresaw reaches the client as INTERNAL: its number is in the log, its words are nowhere', async () => {
  writer().exec(`CREATE TRIGGER mine BEFORE INSERT ON villages BEGIN SELECT RAISE(ABORT, '欧阳蒹葭 broke it'); END`)
  const call = desk.api.register.create({ register: 'village', values: { name: '石榴村' } })
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  writer().exec('DROP TRIGGER mine')
  expect(error).toMatchObject({
    code: 'INTERNAL',
    status: errorStatus.INTERNAL,
    data: { incident: expect.stringMatching(/^\w{8}$/) as string },
  })
  const { incident } = (error as DeskError<'INTERNAL'>).data
  expect((error as Error).message).toContain(incident)
  expect(JSON.stringify(error)).not.toMatch(/蒹葭|RAISE|\.ts/)
  expect(logged()).toContain(incident)
  expect(logged()).not.toContain('蒹葭')
})

test('an input of the wrong shape is BAD_REQUEST in plain words, without the parser’s', async () => {
  // @ts-expect-error a shape the contract does not know
  const call = desk.api.register.create({ register: 'resident', values: {}, path: '/etc/passwd' })
  await expect(call).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: '填写的内容不完整或格式不对，请检查后重试',
    data: {},
  })
})

test('what is there already is refused in words, not as a fault of the program', async () => {
  const create = () => desk.api.register.create({ register: 'village', values: { name: '石榴村' } })
  await create()
  await expect(create()).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('重复') as string })
})

describe('a full disk', () => {
  const counts = () =>
    ['residents', 'changes', 'change_sets', 'audit_entries', 'drafts'].map((name) =>
      writer().prepare(`SELECT count(*) FROM ${name}`).pluck().get(),
    )

  /** No page more than there is; what is free inside of the file is used up first. */
  function fill(): () => void {
    writer().exec('VACUUM')
    writer().pragma(`max_page_count=${String(writer().pragma('page_count', { simple: true }))}`)
    return () => writer().pragma('max_page_count=1073741823')
  }

  test('is STORAGE full, changes nothing, and is over when there is room', async () => {
    const create = () =>
      desk.api.register.create({ register: 'resident', values: { name: '王小明', residenceAddress: '长'.repeat(80) } })
    const empty = fill()
    let before: unknown[] = []
    let refusal: unknown
    for (let n = 0; n < 200 && refusal === undefined; n += 1) {
      before = counts()
      refusal = await create().then(
        () => undefined,
        (reason: unknown) => reason,
      )
    }
    expect(refusal).toMatchObject({ code: 'STORAGE', data: { kind: 'full' }, message: '磁盘空间不足，已停止，数据没有改动' })
    expect(counts()).toEqual(before)
    expect(writer().inTransaction).toBe(false)
    expect(await desk.api.audit.verify()).toMatchObject({ brokenAt: null, entries: before[3] })
    await expect(desk.api.draft.save({ form: 'resident', payload: 'x'.repeat(100_000) })).rejects.toMatchObject({
      data: { kind: 'full' },
    })
    empty()
    await create()
    expect(writer().pragma('quick_check', { simple: true })).toBe('ok')
  })

  test('still lets people in to look and to save what there is; that the log-in went unrecorded is logged', async () => {
    const empty = fill()
    const entry = { at: clock.now().toISOString(), actorId: 'a', command: 'x', register: null, recordId: null, detail: {} }
    expect(() => {
      for (;;) appendAudit(writer(), entry)
    }).toThrow('full')
    const client = desk.connect()
    await client.api.session.logIn({ password: testPassword })
    expect(await client.api.register.list({ register: 'resident', limit: 1 })).toMatchObject({ rows: [{ title: '王小明' }] })
    await desk.context.backend.desk!.exclusive(() => Promise.resolve())
    empty()
    expect(logged()).toContain('"event":"auditSession"')
    expect(await desk.api.audit.verify()).toMatchObject({ brokenAt: null })
  })
})

test('a data folder that cannot be used is named before anything opens', async () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  const opening = openTestDesk({ dataDir: join(file, 'desk') })
  await expect(opening).rejects.toMatchObject({ code: 'STORAGE', data: { kind: 'missing' } })
})
