import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { completeRestore, createBackup, readBackupHead, restoreBackup, verifyBackup } from './backup.ts'
import { newDatabaseKey, readKeyring, wrapKey, writeKeyring } from './keys.ts'
import { migrate, readMigrations } from './migrate.ts'
import { openConnection, openDatabase, type OpenDatabase } from './open.ts'
import { temporaryFolder } from './testing.ts'

const name = '欧阳蒹葭'
const key = newDatabaseKey()
let wrap: Awaited<ReturnType<typeof wrapKey>>
let database: OpenDatabase
let home: string
let backup: string

/** An open desk in `folder` that holds one setting. */
function fill(folder: string, value: string): OpenDatabase {
  const filled = openDatabase(join(folder, 'desk.db'), key, { create: true })
  migrate(filled.writer, filled.path)
  filled.writer.prepare(`INSERT INTO settings (key, value) VALUES ('who', ?)`).run(value)
  const accounts = [{ id: 'a1', loginName: '管理员', displayName: '管理员', wrap, failures: 0, lockedUntil: null }]
  writeKeyring(join(folder, 'keyring.json'), { format: 1, unitName: value, accounts, recovery: wrap, clockSeen: '2026-01-01' })
  return filled
}

function storedIn(path: string): unknown {
  const connection = openConnection(path, key, true)
  const value = connection.prepare(`SELECT value FROM settings WHERE key = 'who'`).pluck().get()
  connection.close()
  return value
}

beforeAll(async () => {
  wrap = await wrapKey(key, 'Shiliu-2026')
  home = temporaryFolder()
  database = fill(home, name)
  // still in the write-ahead log alone, and part of the backup all the same
  expect(statSync(`${database.path}-wal`).size).toBeGreaterThan(0)
  backup = join(temporaryFolder(), 'desk.zzk')
  await createBackup(database.writer, join(home, 'keyring.json'), key, backup)
  return () => database.close()
})

const damaged = expect.objectContaining({ name: 'StorageError', kind: 'damaged' }) as Error

describe('create', () => {
  test('one verified file, nothing beside it, no plain text in it', async () => {
    expect(readdirSync(join(backup, '..'))).toEqual(['desk.zzk'])
    expect(await verifyBackup(backup, key)).toEqual({ version: readMigrations().length, residents: 0, files: 0, missing: 0 })
    const { keyring, databaseOffset } = readBackupHead(backup)
    expect(keyring).toEqual(readKeyring(join(home, 'keyring.json')))
    const sealed = readFileSync(backup).subarray(databaseOffset)
    for (const text of [name, 'settings', 'SQLite format 3', key]) expect(sealed.includes(text)).toBe(false)
  })

  test('with the wrong key is never called done', async () => {
    const folder = temporaryFolder()
    const made = createBackup(database.writer, join(home, 'keyring.json'), newDatabaseKey(), join(folder, 'desk.zzk'))
    await expect(made).rejects.toMatchObject({ kind: 'wrongKey' })
    expect(readdirSync(folder)).toEqual([])
  })

  test('into a folder that is not there leaves nothing', async () => {
    const folder = temporaryFolder()
    const made = createBackup(database.writer, join(home, 'keyring.json'), key, join(folder, 'gone', 'desk.zzk'))
    await expect(made).rejects.toMatchObject({ code: 'ENOENT' })
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('a backup that is not whole is refused, with nothing changed', () => {
  const spoil: [string, (file: string) => void][] = [
    ['empty', (file) => truncateSync(file, 0)],
    ['cut in its head', (file) => truncateSync(file, 100)],
    ['cut before the database', (file) => truncateSync(file, readBackupHead(file).databaseOffset)],
    ['cut in the database', (file) => truncateSync(file, statSync(file).size - 4096)],
    ['cut inside of a page', (file) => truncateSync(file, statSync(file).size - 1)],
    ['a bit of the mark', flipAt(() => 1)],
    ['a bit of the length', flipAt(() => 8)],
    ['a bit of the keyring: the name of the unit', flipAt((bytes) => bytes.indexOf(name) + 1)],
    ['a bit of the keyring: the recovery wrap', flipAt((bytes) => bytes.indexOf('"recovery"') + 30)],
    ['a bit of the first page', flipAt((_, offset) => offset + 2000)],
    ['a bit of a page in the middle', flipAt((bytes, offset) => offset + Math.floor((bytes.length - offset) / 2))],
    ['a bit of the last page', flipAt((bytes) => bytes.length - 9)],
    ['another file', (file) => writeFileSync(file, 'PK'.repeat(5000))],
  ]

  function flipAt(where: (bytes: Buffer, databaseOffset: number) => number) {
    return (file: string) => {
      const bytes = readFileSync(file)
      const at = where(bytes, readBackupHead(file).databaseOffset)
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
      writeFileSync(file, bytes)
    }
  }

  test.each(spoil)('%s', async (_case, damage) => {
    const folder = temporaryFolder()
    const file = join(folder, 'damaged.zzk')
    const target = join(folder, 'desk')
    mkdirSync(target)
    fill(target, '原来的').close()
    const before = readdirSync(target).map((one) => [one, readFileSync(join(target, one))])
    writeFileSync(file, readFileSync(backup))
    damage(file)
    // the key of a first page that is not ours cannot be told from a wrong one
    const refusal = expect.objectContaining({
      name: 'StorageError',
      kind: expect.stringMatching(/damaged|wrongKey/) as string,
    }) as Error
    await expect(verifyBackup(file, key)).rejects.toThrow(refusal)
    await expect(restoreBackup(file, key, target, 's')).rejects.toThrow(refusal)
    expect(readdirSync(target).map((one) => [one, readFileSync(join(target, one))])).toEqual(before)
    expect(readdirSync(folder).sort()).toEqual(['damaged.zzk', 'desk'])
  })

  test('a keyring that is no keyring is damage, however well it is summed', () => {
    const file = join(temporaryFolder(), 'other.zzk')
    const keyring = Buffer.from('{"format":1}')
    const length = Buffer.alloc(4)
    length.writeUInt32BE(keyring.length)
    const digest = createHash('sha256').update(keyring).digest()
    writeFileSync(file, Buffer.concat([Buffer.from('zzk1\n'), length, digest, keyring]))
    expect(() => readBackupHead(file)).toThrow(damaged)
  })
})

describe('verify', () => {
  test('writes nothing beside the backup: its medium may be read-only', async () => {
    const file = join(temporaryFolder(), 'desk.zzk')
    copyFileSync(backup, file)
    // where a folder stands no file can be made
    for (const suffix of ['.check', '.partial', '.copy']) mkdirSync(file + suffix)
    expect(await verifyBackup(file, key)).toMatchObject({ residents: 0 })
  })

  test('of a folder says that it is no backup', async () => {
    await expect(verifyBackup(temporaryFolder(), key)).rejects.toThrow(damaged)
  })
})

describe('restore', () => {
  let folder: string
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  test('on an empty folder', async () => {
    folder = temporaryFolder()
    expect(await restoreBackup(backup, key, folder, '20261121-090000')).toEqual({ kept: null, files: 0, missing: 0 })
    expect(readdirSync(folder).sort()).toEqual(['desk.db', 'keyring.json'])
    expect(storedIn(join(folder, 'desk.db'))).toBe(name)
    expect(readKeyring(join(folder, 'keyring.json'))).toEqual(readKeyring(join(home, 'keyring.json')))
  })

  test('over a desk: what was there is kept whole, with what stood in its log alone', async () => {
    folder = temporaryFolder()
    const there = fill(folder, '原来的')
    const log = readFileSync(`${there.path}-wal`)
    const main = readFileSync(there.path)
    there.close()
    writeFileSync(there.path, main)
    writeFileSync(`${there.path}-wal`, log)
    const { kept } = await restoreBackup(backup, key, folder, '20261121-090000')
    expect(kept).toBe(join(folder, 'desk.db.before-restore-20261121-090000'))
    expect(storedIn(join(folder, 'desk.db'))).toBe(name)
    expect(storedIn(kept ?? '')).toBe('原来的')
    expect(readKeyring(join(folder, 'keyring.json.before-restore-20261121-090000'))?.unitName).toBe('原来的')
  })

  test('over a database whose keyring was lost', async () => {
    folder = temporaryFolder()
    fill(folder, '原来的').close()
    rmSync(join(folder, 'keyring.json'))
    const { kept } = await restoreBackup(backup, key, folder, 's')
    expect(existsSync(kept ?? '')).toBe(true)
    expect(storedIn(join(folder, 'desk.db'))).toBe(name)
  })

  test('of a newer program is refused, with nothing changed', async () => {
    folder = temporaryFolder()
    const newer = fill(folder, '未来')
    newer.writer.pragma('user_version=99')
    const file = join(folder, 'newer.zzk')
    await createBackup(newer.writer, join(folder, 'keyring.json'), key, file)
    newer.close()
    const target = temporaryFolder()
    await expect(restoreBackup(file, key, target, 's')).rejects.toMatchObject({ kind: 'newer' })
    expect(readdirSync(target)).toEqual([])
  })

  describe('cut off', () => {
    const parts = ['desk.db', 'desk.db-wal', 'keyring.json']
    const stem = 'before-restore-s'

    /** A desk with a log of its own, and beside it what a restore has made ready. */
    async function ready(decided: boolean): Promise<string> {
      const target = temporaryFolder()
      const there = fill(target, '原来的')
      const bytes = parts.slice(0, 2).map((one) => readFileSync(join(target, one)))
      there.close()
      for (const [index, one] of bytes.entries()) writeFileSync(join(target, parts[index] ?? ''), one)
      const whole = temporaryFolder()
      await restoreBackup(backup, key, whole, 's')
      copyFileSync(join(target, 'keyring.json'), join(target, `keyring.json.${stem}`))
      copyFileSync(join(whole, 'desk.db'), join(target, 'desk.db.restore'))
      if (decided) copyFileSync(join(whole, 'keyring.json'), join(target, 'keyring.json.restore-s'))
      return target
    }

    test('before it is decided: the old desk stands, the leftover goes', async () => {
      folder = await ready(false)
      expect(completeRestore(folder)).toBeNull()
      expect(storedIn(join(folder, 'desk.db'))).toBe('原来的')
      expect(readKeyring(join(folder, 'keyring.json'))?.unitName).toBe('原来的')
      expect(existsSync(join(folder, 'desk.db.restore'))).toBe(false)
    })

    const steps: [string, string][] = [
      ['desk.db-wal', `desk.db.${stem}-wal`],
      ['desk.db', `desk.db.${stem}`],
      ['desk.db.restore', 'desk.db'],
    ]
    test.each([0, 1, 2, 3])('after %i renames: database and keyring are those of the backup, the old ones kept', async (done) => {
      folder = await ready(true)
      for (const [from, to] of steps.slice(0, done)) renameSync(join(folder, from), join(folder, to))
      expect(completeRestore(folder)).toBe(join(folder, `desk.db.${stem}`))
      expect(storedIn(join(folder, 'desk.db'))).toBe(name)
      expect(readKeyring(join(folder, 'keyring.json'))?.unitName).toBe(name)
      expect(storedIn(join(folder, `desk.db.${stem}`))).toBe('原来的')
      expect(readdirSync(folder).filter((one) => one.includes('.restore'))).toEqual([])
    })

    test('where the keyring cannot be written: the old desk stands whole', async () => {
      folder = temporaryFolder()
      fill(folder, '原来的').close()
      for (const blocked of ['keyring.json.partial', 'keyring.json.restore-s.partial']) mkdirSync(join(folder, blocked))
      await expect(restoreBackup(backup, key, folder, 's')).rejects.toMatchObject({ code: 'EISDIR' })
      completeRestore(folder)
      expect(storedIn(join(folder, 'desk.db'))).toBe('原来的')
      expect(readKeyring(join(folder, 'keyring.json'))?.unitName).toBe('原来的')
    })
  })
})
