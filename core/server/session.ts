/** First run, log-in, lock, recovery: who may open the database. The key exists only in memory, while the program runs. */
import { mkdirSync, renameSync } from 'node:fs'
import {
  readKeyring,
  newDatabaseKey,
  newRecoverySecret,
  readRecoverySecret,
  unwrapKey,
  wrapKey,
  writeKeyring,
  type Keyring,
  type KeyringAccount,
} from '../../db/keys.ts'
import { badRequest, DeskError } from '../contract/errors.ts'
import type { Account, Unit, UnitKind } from '../contract/session.ts'
import { division12Of } from '../domain/division.ts'
import { passwordProblem } from '../domain/password.ts'
import { ensureOwnCommittee } from '../modules/mediation/committees.ts'
import { ensureOverdue } from '../modules/mediation/overdue.ts'
import { makeUnitKeys } from '../modules/exchange/unit-keys.ts'
import { indexAll, isIndexed, markIndexed } from '../register/reindex.ts'
import { appendAudit } from './audit.ts'
import { runBackup } from './backup.ts'
import type { BackendState, Connection, Desk, OpenContext } from './context.ts'
import { may } from './rights.ts'
import { lockMinutes } from './lock-out.ts'
import { auditSession } from './lock-session.ts'
import { createDesk, finishFirstRun, openDesk, paths, writeSetting } from './desk.ts'
import { committeeNameOf, shortNameOf } from './unit-names.ts'

export interface InitializeInput {
  unitCode: string
  unitName: string
  kind: UnitKind
  adminName: string
  password: string
}

const maxFailures = 5
const station: Record<UnitKind, string> = { township: 'Z', 'justice-office': 'S', county: 'X' }

/** @throws DeskError; leaves nothing in use when it fails */
export async function initialize(
  state: BackendState,
  connection: Connection,
  input: InitializeInput,
): Promise<{ recoverySecret: string; account: Account; unit: Unit }> {
  const { dataDir, newId, clock } = state.ports
  refuseInitialized(state)
  const unitCode = division12Of(input.unitCode)
  if (unitCode === null) throw badRequest('区划代码应为 6、9 或 12 位数字', { unitCode: '区划代码应为 6、9 或 12 位数字' })
  refuseWeak(input.password, input.adminName)
  const unit: Unit = {
    unitId: `${unitCode}-${station[input.kind]}`,
    unitCode,
    unitName: input.unitName,
    kind: input.kind,
    shortName: shortNameOf(input.unitName),
    committeeName: committeeNameOf(input.unitName),
  }
  const account: Account = { id: newId(), loginName: input.adminName, displayName: input.adminName, role: 'admin' }
  const key = newDatabaseKey()
  const recoverySecret = newRecoverySecret()
  const at = clock.now().toISOString()
  const { keyring: keyringPath, unfinished, database } = paths(dataDir)
  const [wrap, recovery] = await Promise.all([wrapKey(key, input.password), wrapKey(key, recoverySecret)])
  // from here to the open desk nothing waits: no other call meets a half-made folder, or makes a second one
  refuseInitialized(state)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  createDesk(dataDir, key, (open) => {
    writeSetting(open, 'unit', unit)
    markIndexed(open)
    insertAccount(open.writer, account, at)
    makeUnitKeys(open, unit, at)
    appendAudit(open.writer, {
      at,
      actorId: account.id,
      command: 'initialize',
      register: null,
      recordId: null,
      detail: { kind: input.kind },
    })
  })
  const keyring: Keyring = {
    format: 1,
    unitName: unit.unitName,
    accounts: [
      { id: account.id, loginName: account.loginName, displayName: account.displayName, wrap, failures: 0, lockedUntil: null },
    ],
    recovery,
    clockSeen: at,
  }
  writeKeyring(keyringPath, keyring)
  renameSync(unfinished, database)
  state.desk = openDesk(dataDir, key)
  connection.session = account
  connection.usedAt = state.ports.clock.monotonic()
  await prepareMediation(state, connection, state.desk, account)
  try {
    await runBackup(state, state.desk, account, paths(dataDir).backups)
  } catch (error) {
    // the recovery secret is shown this once only: a backup can be made again (the page sees that there is none)
    state.ports.logger.error('firstBackup', newId().slice(-8), error)
  }
  return { recoverySecret, account, unit }
}

function refuseInitialized(state: BackendState): void {
  if (finishFirstRun(state.ports.dataDir) !== 'empty' || state.desk)
    throw new DeskError('CONFLICT', '这台电脑上已经有平安台的数据，不能再次初始化', {})
}

const insertAccount = (writer: Desk['database']['writer'], account: Account, at: string): void => {
  writer
    .prepare('INSERT INTO accounts (id, login_name, display_name, role, created_at) VALUES (?, ?, ?, ?, ?)')
    .run([account.id, account.loginName, account.displayName, account.role, at])
}

function refuseWeak(password: string, loginName: string): void {
  const problem = passwordProblem(password, loginName)
  if (problem) throw badRequest(problem, { password: problem })
}

function keyringOf(state: BackendState): Keyring {
  const keyring = readKeyring(paths(state.ports.dataDir).keyring)
  if (!keyring) throw new DeskError('NOT_FOUND', '还没有初始化，请先建立单位和管理员', {})
  return keyring
}

function memberOf(keyring: Keyring, loginName: string | undefined): KeyringAccount {
  const member = loginName === undefined ? keyring.accounts[0] : keyring.accounts.find((one) => one.loginName === loginName)
  if (!member) throw new DeskError('LOCKED', '账号或密码不对', {})
  return member
}

/** Wall clock that never runs backwards across restarts: a clock set back does not shorten a lock. */
function steadyNow(state: BackendState, keyring: Keyring): Date {
  const now = state.ports.clock.now()
  return now.toISOString() > keyring.clockSeen ? now : new Date(keyring.clockSeen)
}

/** The key behind a password; wrong ones are counted, over all who ask. @throws DeskError LOCKED with the reason in words */
async function tryPassword(state: BackendState, loginName: string | undefined, password: string, wrong: string) {
  const { lockOut, ports } = state
  const keyring = keyringOf(state)
  const member = memberOf(keyring, loginName)
  refuseLocked(state, member, keyring)
  const key = await unwrapKey(member.wrap, password)
  // other attempts may have been counted while this one was computed: they bar it as well
  const fresh = keyringOf(state)
  const current = memberOf(fresh, member.loginName)
  refuseLocked(state, current, fresh)
  if (key !== null) return { key, member: current, keyring: fresh }
  const now = steadyNow(state, fresh)
  fresh.clockSeen = now.toISOString()
  current.failures += 1
  current.lockedUntil = null
  const left = maxFailures - current.failures
  if (left <= 0) {
    current.failures = 0
    current.lockedUntil = new Date(now.getTime() + lockMinutes * 60_000).toISOString()
    lockOut.begin(current)
  }
  writeKeyring(paths(ports.dataDir).keyring, fresh)
  if (state.desk) auditSession(state, state.desk, member.id, 'logInFailed')
  if (current.lockedUntil !== null)
    throw new DeskError('LOCKED', `密码连续输错 ${String(maxFailures)} 次，账号锁定 ${String(lockMinutes)} 分钟`, {
      until: current.lockedUntil,
    })
  throw new DeskError('LOCKED', `${wrong}，再错 ${String(left)} 次将锁定 ${String(lockMinutes)} 分钟`, {})
}

function refuseLocked({ lockOut, ports }: BackendState, member: KeyringAccount, { clockSeen }: Keyring): void {
  const left = lockOut.left(member, clockSeen)
  if (left <= 0) return
  const minutes = Math.ceil(left / 60_000)
  throw new DeskError('LOCKED', `密码连续输错 ${String(maxFailures)} 次，账号已锁定，约 ${String(minutes)} 分钟后再试`, {
    until: new Date(ports.clock.now().getTime() + left).toISOString(),
  })
}

/** @throws DeskError LOCKED with the reason in words */
export async function logIn(
  state: BackendState,
  connection: Connection,
  loginName: string | undefined,
  password: string,
): Promise<Account> {
  const { key, member, keyring } = await tryPassword(state, loginName, password, '账号或密码不对')
  // who knows the password vouches for the clock: one that once ran ahead does not lengthen later locks
  keyring.clockSeen = state.ports.clock.now().toISOString()
  member.failures = 0
  member.lockedUntil = null
  writeKeyring(paths(state.ports.dataDir).keyring, keyring)
  const account = enter(state, connection, key, member.id, 'logIn')
  if (state.desk) await prepareMediation(state, connection, state.desk, account)
  return account
}

/** A desk works without the record of its own committee, or with a case not yet marked overdue: the next log-in makes up for it. */
async function prepareMediation(state: BackendState, connection: Connection, desk: Desk, session: Account): Promise<void> {
  for (const [name, prepare] of Object.entries({ ownCommittee: ensureOwnCommittee, overdue: ensureOverdue })) {
    try {
      await prepare({ backend: state, connection, desk, session })
    } catch (error) {
      state.ports.logger.error(name, state.ports.newId().slice(-8), error)
    }
  }
}

function enter(state: BackendState, connection: Connection, key: Uint8Array, accountId: string, event: string): Account {
  state.desk ??= openIndexed(state, key)
  const row = state.desk.database.writer
    .prepare('SELECT id, login_name, display_name, role FROM accounts WHERE id = ? AND disabled_at IS NULL')
    .get(accountId) as { id: string; login_name: string; display_name: string; role: Account['role'] } | undefined
  if (!row) throw new DeskError('LOCKED', '这个账号已停用，请找管理员', {})
  const account: Account = { id: row.id, loginName: row.login_name, displayName: row.display_name, role: row.role }
  if (account.role === 'admin') dropUnknownMembers(state, state.desk)
  connection.session = account
  connection.usedAt = state.ports.clock.monotonic()
  auditSession(state, state.desk, account.id, event)
  return account
}

/** Opens the database; what an older program wrote in its search tables is written again in the background. */
function openIndexed(state: BackendState, key: Uint8Array): Desk {
  const desk = openDesk(state.ports.dataDir, key)
  if (!isIndexed(desk))
    state.jobs.start(({ signal }) =>
      indexAll(desk, signal, (register) => {
        state.changes.publish([register])
      }),
    )
  return desk
}

/** A member of the keyring without an account can open nothing, and holds a name. */
function dropUnknownMembers(state: BackendState, desk: Desk): void {
  const keyring = keyringOf(state)
  const ids = new Set(desk.database.writer.prepare('SELECT id FROM accounts').pluck().all())
  const accounts = keyring.accounts.filter(({ id }) => ids.has(id))
  if (accounts.length < keyring.accounts.length) writeKeyring(paths(state.ports.dataDir).keyring, { ...keyring, accounts })
}

/** The printed secret opens the database and sets a new password for one account. */
export async function recover(
  state: BackendState,
  connection: Connection,
  input: { loginName?: string | undefined; recoverySecret: string; newPassword: string },
): Promise<Account> {
  const keyring = keyringOf(state)
  const member = memberOf(keyring, input.loginName)
  refuseWeak(input.newPassword, member.loginName)
  const secret = readRecoverySecret(input.recoverySecret)
  const key = secret === null ? null : await unwrapKey(keyring.recovery, secret)
  if (key === null) throw new DeskError('LOCKED', '恢复密钥不对，请核对保管单上的八组字母', {})
  const wrap = await wrapKey(key, input.newPassword)
  // the keyring may have changed while the keys were derived
  const fresh = keyringOf(state)
  Object.assign(memberOf(fresh, member.loginName), { wrap, failures: 0, lockedUntil: null })
  writeKeyring(paths(state.ports.dataDir).keyring, fresh)
  return enter(state, connection, key, member.id, 'recover')
}

export async function changePassword(context: OpenContext, input: { current: string; next: string }): Promise<void> {
  const { backend, desk, session } = context
  await tryPassword(backend, session.loginName, input.current, '现在的密码不对')
  refuseWeak(input.next, session.loginName)
  const wrap = await wrapKey(desk.key, input.next)
  const keyring = keyringOf(backend)
  Object.assign(memberOf(keyring, session.loginName), { wrap, failures: 0 })
  writeKeyring(paths(backend.ports.dataDir).keyring, keyring)
  auditSession(backend, desk, session.id, 'changePassword')
}

export async function createAccount(
  context: OpenContext,
  input: { loginName: string; displayName: string; role: Account['role']; password: string },
): Promise<Account> {
  const { backend, desk } = context
  if (!may(context.session, 'account')) throw new DeskError('FORBIDDEN', '只有管理员可以建立账号', {})
  refuseWeak(input.password, input.loginName)
  const keyringFor = (loginName: string): Keyring => {
    const keyring = keyringOf(backend)
    if (keyring.accounts.some((one) => one.loginName === loginName))
      throw badRequest('已有同名账号', { loginName: '已有同名账号' })
    return keyring
  }
  keyringFor(input.loginName)
  const { loginName, displayName, role } = input
  const account: Account = { id: backend.ports.newId(), loginName, displayName, role }
  const wrap = await wrapKey(desk.key, input.password)
  await desk.exclusive(() => {
    const keyring = keyringFor(loginName)
    const { writer } = desk.database
    const at = backend.ports.clock.now().toISOString()
    writer.transaction(() => {
      // left by a creation that was cut off before its keyring entry: nobody ever logged in with it
      writer.prepare('DELETE FROM accounts WHERE login_name = ?').run(loginName)
      insertAccount(writer, account, at)
      appendAudit(writer, {
        at,
        actorId: context.session.id,
        command: 'createAccount',
        register: null,
        recordId: account.id,
        detail: { role },
      })
    })()
    keyring.accounts.push({ id: account.id, loginName, displayName, wrap, failures: 0, lockedUntil: null })
    writeKeyring(paths(backend.ports.dataDir).keyring, keyring)
    return Promise.resolve()
  })
  return account
}
