import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newDatabaseKey } from './keys.ts'
import { migrate } from './migrate.ts'
import { openConnection, openDatabase } from './open.ts'
import { temporaryFolder } from './testing.ts'

const name = '欧阳蒹葭'

function filledDatabase(): { path: string; key: Buffer } {
  const path = join(temporaryFolder(), 'desk.db')
  const key = newDatabaseKey()
  const database = openDatabase(path, key, { create: true })
  migrate(database.writer, path)
  const insert = database.writer.prepare('INSERT INTO settings (key, value) VALUES (?, ?)')
  for (let n = 0; n < 200; n += 1) insert.run([`k${String(n)}`, name.repeat(20)])
  database.close()
  return { path, key }
}

test('a wrong key is refused as such, and so is a file of another kind', () => {
  const { path } = filledDatabase()
  const wrongKey = expect.objectContaining({ name: 'StorageError', kind: 'wrongKey' }) as Error
  expect(() => openDatabase(path, newDatabaseKey(), { create: false })).toThrow(wrongKey)
  expect(() => openConnection(path, newDatabaseKey(), true)).toThrow(wrongKey)
  writeFileSync(path, 'x'.repeat(10_000))
  expect(() => openDatabase(path, newDatabaseKey(), { create: false })).toThrow(wrongKey)
})

test('a missing file is never created in passing', () => {
  const path = join(temporaryFolder(), 'desk.db')
  expect(() => openDatabase(path, newDatabaseKey(), { create: false })).toThrow(expect.objectContaining({ kind: 'missing' }))
})

test('one flipped bit in any page is noticed', () => {
  const { path, key } = filledDatabase()
  const whole = readFileSync(path)
  const healthy = (): boolean => {
    try {
      const connection = openConnection(path, key, true)
      try {
        return connection.pragma('quick_check', { simple: true }) === 'ok'
      } finally {
        connection.close()
      }
    } catch {
      return false
    }
  }
  expect(healthy()).toBe(true)
  // the first 16 bytes are a salt that a raw key does not use; every tenth page, at another place in each
  const unnoticed: number[] = []
  for (let page = 0; page * 4096 < whole.length; page += 10) {
    const at = page * 4096 + 16 + ((page * 397) % 4080)
    const damaged = Buffer.from(whole)
    damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at)
    writeFileSync(path, damaged)
    if (healthy()) unnoticed.push(at)
  }
  expect(unnoticed).toEqual([])
})

test('both connections keep temporary data in memory and fire triggers on REPLACE', () => {
  const { path, key } = filledDatabase()
  const database = openDatabase(path, key, { create: false })
  for (const connection of [database.writer, database.reader]) {
    const pragma = (which: string) => connection.pragma(which, { simple: true })
    expect(['temp_store', 'recursive_triggers', 'cipher', 'foreign_keys'].map(pragma)).toEqual([2, 1, 'aegis', 1])
  }
  expect(database.writer.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(database.writer.pragma('synchronous', { simple: true })).toBe(2)
  database.close()
})

test('the reader sees what was committed and can write nothing', () => {
  const { path, key } = filledDatabase()
  const { writer, reader, close } = openDatabase(path, key, { create: false })
  for (const sql of [
    'DELETE FROM settings',
    'CREATE TABLE t (a)',
    'PRAGMA user_version=9',
    'CREATE TRIGGER t AFTER INSERT ON settings BEGIN SELECT 1; END',
  ])
    expect(() => reader.exec(sql), sql).toThrow('readonly')
  writer.exec(`BEGIN IMMEDIATE; INSERT INTO settings VALUES ('new', '1')`)
  const found = () => reader.prepare(`SELECT count(*) FROM settings WHERE key = 'new'`).pluck().get()
  expect(found()).toBe(0)
  writer.exec('COMMIT')
  expect(found()).toBe(1)
  close()
})

test('neither the file nor its write-ahead log holds what was stored, nor SQLite’s mark', () => {
  const { path, key } = filledDatabase()
  const database = openDatabase(path, key, { create: false })
  database.writer.prepare('UPDATE settings SET value = ?').run(name.repeat(21))
  for (const file of [path, `${path}-wal`]) {
    const bytes = readFileSync(file)
    expect(bytes.length).toBeGreaterThan(4096)
    expect([name, 'SQLite format 3', 'CREATE TABLE', 'settings'].filter((text) => bytes.includes(text))).toEqual([])
    expect(bytes.includes(Buffer.from(name, 'utf16le'))).toBe(false)
  }
  database.close()
})
