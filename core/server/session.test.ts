import { createCipheriv, randomBytes, scryptSync } from 'node:crypto'
import { cpSync } from 'node:fs'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../db/testing.ts'
import { readKeyring, writeKeyring } from '../../db/keys.ts'
import { newTestDesk, openTestDesk, testPassword, type TestDesk } from '../testing.ts'
import { paths } from './desk.ts'

const wrong = 'Shiliu-2027'
const start = '2026-11-21T09:00:00+08:00'
const after = (minutes: number) => new Date(Date.parse(start) + minutes * 60_000).toISOString()

let pristine: TestDesk & { recoverySecret: string }
let desk: TestDesk

beforeAll(async () => {
  pristine = await newTestDesk({ now: start })
  wrapCheaply(pristine, '管理员', testPassword)
  await pristine.close()
})
beforeEach(async () => {
  const dataDir = temporaryFolder()
  cpSync(pristine.dataDir, dataDir, { recursive: true })
  desk = await openTestDesk({ dataDir, now: start })
  await desk.api.session.logIn({ password: testPassword })
})
afterEach(() => desk.close())

/** A new process on the same folder. */
async function restart(now = start): Promise<void> {
  await desk.close()
  desk = await openTestDesk({ dataDir: desk.dataDir, now })
}

/** Parameters stand in the wrap: the same key under a password that is quick to try, so that trying often is no wait. */
function wrapCheaply(of: TestDesk, loginName: string, password: string): void {
  const path = paths(of.dataDir).keyring
  const keyring = readKeyring(path)!
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 }), nonce)
  const sealed = Buffer.concat([cipher.update(of.context.backend.desk!.key), cipher.final()])
  const base64 = (bytes: Buffer) => bytes.toString('base64')
  const parts = { salt: base64(salt), nonce: base64(nonce), sealed: base64(sealed), tag: base64(cipher.getAuthTag()) }
  keyring.accounts.find((one) => one.loginName === loginName)!.wrap = { n: 1024, r: 8, p: 1, ...parts }
  writeKeyring(path, keyring)
}

const logIn = (password: string, loginName?: string) =>
  desk.connect().api.session.logIn(loginName === undefined ? { password } : { loginName, password })
const failure = (call: Promise<unknown>) =>
  call.then(
    () => 'no failure',
    (error: unknown) => (error as Error).message,
  )

describe('five wrong passwords', () => {
  test('lock for 30 minutes: over a restart, against a clock set back, and then open', async () => {
    for (const left of [4, 3, 2, 1]) expect(await failure(logIn(wrong))).toContain(`再错 ${String(left)} 次将锁定 30 分钟`)
    await expect(logIn(wrong)).rejects.toMatchObject({ code: 'LOCKED', data: { until: after(30) } })

    for (const [now, minutes] of [
      [start, 30],
      ['2025-01-01T00:00:00+08:00', 30],
      [after(29), 1],
    ] as const) {
      await restart(now)
      expect(await failure(logIn(testPassword)), now).toContain(`约 ${String(minutes)} 分钟后再试`)
    }
    await restart(after(30))
    expect(await logIn(testPassword)).toMatchObject({ loginName: '管理员' })
    // and count from nothing again
    expect(await failure(logIn(wrong))).toContain('再错 4 次')
  })

  test('sent all at once, with the right one behind them, open nothing', async () => {
    const calls = await Promise.allSettled([...Array.from({ length: 12 }, () => logIn(wrong)), logIn(testPassword)])
    expect(calls.map((one) => one.status)).toEqual(Array.from({ length: 13 }, () => 'rejected'))
    expect(readKeyring(paths(desk.dataDir).keyring)?.accounts[0]).toMatchObject({ lockedUntil: after(30) })
  })

  test('of one account do not lock another', async () => {
    await desk.api.session.createAccount({ loginName: '小王', displayName: '王', role: 'operator', password: 'Wang-12345' })
    wrapCheaply(desk, '小王', 'Wang-12345')
    for (let n = 0; n < 5; n += 1) await failure(logIn(wrong, '小王'))
    await expect(logIn('Wang-12345', '小王')).rejects.toMatchObject({ code: 'LOCKED' })
    expect(await logIn(testPassword)).toMatchObject({ loginName: '管理员' })
  })

  test('are all on the record of use', async () => {
    for (let n = 0; n < 2; n += 1) await failure(logIn(wrong))
    await logIn(testPassword)
    const { entries } = await desk.api.audit.list({})
    expect(entries.slice(0, 3).map((one) => one.command)).toEqual(['logIn', 'logInFailed', 'logInFailed'])
  })

  test('a clock that once ran ahead does not lengthen later locks', async () => {
    await restart('2036-11-21T09:00:00+08:00')
    await logIn(testPassword)
    await restart(start)
    await logIn(testPassword)
    for (let n = 0; n < 5; n += 1) await failure(logIn(wrong))
    await restart(after(31))
    expect(await logIn(testPassword)).toMatchObject({ loginName: '管理员' })
  })
})

describe('the time of a lock', () => {
  /** The desk with a clock that shows one instant while the process ages. */
  async function reopen(now: () => string): Promise<{ pass(minutes: number): void }> {
    await desk.close()
    let minutes = 0
    const clock = { now: () => new Date(now()), monotonic: () => minutes * 60_000 }
    desk = await openTestDesk({ dataDir: desk.dataDir, ports: { clock } })
    return { pass: (more) => (minutes += more) }
  }
  const lockOut = async () => {
    for (let n = 0; n < 5; n += 1) await failure(logIn(wrong))
  }

  test('is not skipped by setting the wall clock forward', async () => {
    let now = start
    const { pass } = await reopen(() => now)
    await lockOut()
    now = after(31)
    expect(await failure(logIn(testPassword))).toContain('约 30 分钟后再试')
    pass(29)
    expect(await failure(logIn(testPassword))).toContain('约 1 分钟后再试')
    pass(1)
    expect(await logIn(testPassword)).toMatchObject({ loginName: '管理员' })
  })

  test('set while the clock ran ahead, ends 30 minutes after it was put right', async () => {
    let now = '2036-11-21T09:00:00+08:00'
    await reopen(() => now)
    await lockOut()
    now = start
    expect(await failure(logIn(testPassword))).toContain('约 30 分钟后再试')
    const { pass } = await reopen(() => now)
    expect(await failure(logIn(testPassword))).toContain('约 30 分钟后再试')
    pass(30)
    expect(await failure(logIn(wrong))).toContain('再错 4 次')
    await reopen(() => now)
    expect(await logIn(testPassword)).toMatchObject({ loginName: '管理员' })
  })

  test('is shared by the change of a password', async () => {
    const change = (current: string) => failure(desk.api.session.changePassword({ current, next: 'Another-2026' }))
    expect(await change(wrong)).toContain('现在的密码不对，再错 4 次')
    for (let n = 0; n < 4; n += 1) await change(wrong)
    expect(await change(testPassword)).toContain('账号已锁定')
    expect(await failure(logIn(testPassword))).toContain('账号已锁定')
  })
})

describe('locked', () => {
  const calls = [
    () => desk.api.register.list({ register: 'resident' }),
    () => desk.api.register.create({ register: 'resident', values: { name: '王小明' } }),
    () => desk.api.draft.get({ form: 'resident' }),
    () => desk.api.audit.verify(),
    () => desk.api.backup.list(),
    () => desk.api.changes(),
    () => desk.api.session.changePassword({ current: testPassword, next: wrong }),
  ]

  test('every call is refused until log-in, and a wrong password changes nothing about it', async () => {
    await desk.api.session.lock()
    const refused = async () => {
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 'LOCKED' })
    }
    await refused()
    await expect(desk.api.session.logIn({ password: wrong })).rejects.toMatchObject({ code: 'LOCKED' })
    await refused()
    await desk.api.session.logIn({ password: testPassword })
    expect(await desk.api.register.list({ register: 'resident' })).toMatchObject({ total: 0 })
  })

  test('one client does not lock another; a client that left holds no session', async () => {
    const other = desk.connect()
    await other.api.session.logIn({ password: testPassword })
    await desk.api.session.lock()
    expect(await other.api.register.count({ register: 'resident' })).toEqual({ total: 0 })
    const file = desk.backend.files.registerPath(other.context, '/tmp/名册.xlsx')
    desk.backend.release(other.context)
    await expect(other.api.register.count({ register: 'resident' })).rejects.toMatchObject({ code: 'LOCKED' })
    expect(() => other.context.backend.files.get(other.context.connection, file.ref)).toThrow('文件已失效')
  })
})

test('what was made for a session is delivered to nobody after its lock', async () => {
  const { backend, context } = desk
  const ref = context.backend.files.add(context.connection, '协议书.docx', { bytes: Buffer.from('石春海') })
  expect((await backend.files.openDownload(context, ref)).name).toBe('协议书.docx')
  await desk.api.session.lock()
  await expect(backend.files.openDownload(context, ref)).rejects.toMatchObject({ code: 'LOCKED' })
  await desk.api.session.logIn({ password: testPassword })
  await expect(backend.files.openDownload(context, ref)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a session nobody used is closed for whoever asks first', async () => {
  await desk.close()
  let minutes = 0
  const clock = { now: () => new Date(start), monotonic: () => minutes * 60_000 }
  desk = await openTestDesk({ dataDir: desk.dataDir, ports: { clock } })
  await desk.api.session.logIn({ password: testPassword })
  minutes = 15
  expect(await desk.api.session.status()).toMatchObject({ phase: 'open' })
  minutes = 16
  expect(await desk.api.session.status()).toMatchObject({ phase: 'closed', account: null, unit: null })
})

test('after 15 minutes without a call the session ends by itself, whatever the wall clock says', async () => {
  await desk.close()
  let minutes = 0
  const clock = { now: () => new Date(start), monotonic: () => minutes * 60_000 }
  desk = await openTestDesk({ dataDir: desk.dataDir, ports: { clock } })
  await desk.api.session.logIn({ password: testPassword })
  for (minutes of [14, 28, 42]) expect(await desk.api.register.count({ register: 'resident' })).toEqual({ total: 0 })
  minutes = 58
  await expect(desk.api.register.count({ register: 'resident' })).rejects.toMatchObject({
    code: 'LOCKED',
    message: expect.stringContaining('已自动锁定') as string,
  })
  expect(await desk.api.session.status()).toMatchObject({ phase: 'closed', account: null })
  await desk.api.session.logIn({ password: testPassword })
  expect((await desk.api.audit.list({ limit: 2 })).entries.map((one) => one.command)).toEqual(['logIn', 'lock'])
})

test('the printed secret, however typed, sets a new password; the old one opens nothing, and a lock is lifted', async () => {
  for (let n = 0; n < 5; n += 1) await failure(logIn(wrong))
  await restart()
  const { api } = desk
  const typed = pristine.recoverySecret.toLowerCase().replaceAll('-', ' ')
  const flipped = (pristine.recoverySecret.startsWith('A') ? 'B' : 'A') + pristine.recoverySecret.slice(1)
  await expect(api.session.recover({ recoverySecret: flipped, newPassword: wrong })).rejects.toMatchObject({ code: 'LOCKED' })
  await expect(api.session.recover({ recoverySecret: 'ABCD', newPassword: wrong })).rejects.toMatchObject({ code: 'LOCKED' })
  await expect(api.session.recover({ recoverySecret: typed, newPassword: 'short' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    data: { fields: { password: '密码至少 10 位' } },
  })
  expect((await api.session.status()).phase).toBe('closed')

  expect(await api.session.recover({ recoverySecret: typed, newPassword: wrong })).toMatchObject({ loginName: '管理员' })
  expect((await api.audit.list({ limit: 1 })).entries).toMatchObject([{ command: 'recover' }])
  await restart()
  await expect(logIn(testPassword)).rejects.toMatchObject({ code: 'LOCKED' })
  expect(await logIn(wrong)).toMatchObject({ loginName: '管理员' })
})

test('changing the password needs the present one and a good new one; only the new one opens', async () => {
  const { api } = desk
  await expect(api.session.changePassword({ current: wrong, next: 'Another-2026' })).rejects.toMatchObject({ code: 'LOCKED' })
  await expect(api.session.changePassword({ current: testPassword, next: 'another' })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  })
  await api.session.changePassword({ current: testPassword, next: 'Another-2026' })
  await restart()
  await expect(logIn(testPassword)).rejects.toMatchObject({ code: 'LOCKED' })
  expect(await logIn('Another-2026')).toMatchObject({ loginName: '管理员' })
})

test('an operator works, but makes no accounts and does not read the record of use', async () => {
  await desk.api.session.createAccount({ loginName: '小王', displayName: '王', role: 'operator', password: 'Wang-12345' })
  const again = desk.api.session.createAccount({ loginName: '小王', displayName: '王', role: 'admin', password: 'Wang-12345' })
  await expect(again).rejects.toMatchObject({ code: 'BAD_REQUEST', data: { fields: { loginName: '已有同名账号' } } })
  const { api } = desk.connect()
  await api.session.logIn({ loginName: '小王', password: 'Wang-12345' })
  await api.register.create({ register: 'village', values: { name: '石榴村' } })
  const refused = { code: 'FORBIDDEN' }
  await expect(
    api.session.createAccount({ loginName: '大王', displayName: '王', role: 'admin', password: 'Wang-12345' }),
  ).rejects.toMatchObject(refused)
  await expect(api.audit.verify()).rejects.toMatchObject(refused)
  await expect(api.audit.list({})).rejects.toMatchObject(refused)
})

describe('an account cut off in its making blocks no name', () => {
  const operator = { loginName: '小王', displayName: '王', role: 'operator', password: 'Wang-12345' } as const
  const keyringPath = () => paths(desk.dataDir).keyring

  test('in the table alone: it is made anew', async () => {
    await desk.api.session.createAccount(operator)
    const keyring = readKeyring(keyringPath())!
    writeKeyring(keyringPath(), { ...keyring, accounts: keyring.accounts.slice(0, 1) })
    await desk.api.session.createAccount(operator)
    expect(await logIn('Wang-12345', '小王')).toMatchObject({ loginName: '小王', role: 'operator' })
  })

  test('in the keyring alone: it goes when an administrator logs in', async () => {
    await desk.api.session.createAccount(operator)
    desk.context.backend.desk!.database.writer.exec(`DELETE FROM accounts WHERE login_name = '小王'`)
    await expect(logIn('Wang-12345', '小王')).rejects.toMatchObject({ code: 'LOCKED' })
    await logIn(testPassword)
    expect((await desk.api.session.status()).accounts.map((one) => one.loginName)).toEqual(['管理员'])
    await desk.api.session.createAccount(operator)
    expect(await logIn('Wang-12345', '小王')).toMatchObject({ loginName: '小王' })
  })
})
