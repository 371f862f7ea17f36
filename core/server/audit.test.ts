import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openConnection } from '../../db/open.ts'
import { temporaryFolder } from '../../db/testing.ts'
import { exportResult } from '../contract/exchange.ts'
import { inspectPackage } from '../exchange/container.ts'
import { newTestDesk, type TestDesk } from '../testing.ts'
import { appendAudit, auditHead, verifyAudit } from './audit.ts'
import { command } from './command.ts'
import { openContext } from './router-base.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await newTestDesk()
})
afterAll(() => desk.close())

const writer = () => desk.context.backend.desk!.database.writer
const lastEntries = (from: number) =>
  writer().prepare('SELECT command, register, record_id, detail FROM audit_entries WHERE seq > ? ORDER BY seq').all(from) as {
    command: string
    register: string | null
    record_id: string | null
    detail: string
  }[]

const name = '欧阳蒹葭'
const idNumber = '999901198802030017'

describe('one row for each command', () => {
  test('named, about its record, with the names of fields and no value of a person', async () => {
    const { api } = desk
    const before = auditHead(writer()).sequence
    const { id } = await api.register.create({ register: 'resident', values: { name, idNumber } })
    await api.register.update({ register: 'resident', id, expectedVersion: 1, values: { phone: '13900001234' } })
    const { changes } = await api.register.history({ register: 'resident', id })
    await api.register.undo({ changeSetId: changes[0]!.changeSetId })
    await api.register.reveal({ register: 'resident', id, field: 'idNumber', reason: '核对证件' })
    await api.register.remove({ register: 'resident', id, expectedVersion: 3, reason: '重复登记' })
    await api.register.restore({ register: 'resident', id })

    const entries = lastEntries(before)
    const one = { register: 'resident', record_id: id }
    expect(entries).toMatchObject([
      { command: 'createRecord', ...one },
      { command: 'updateRecord', ...one },
      { command: 'undoChangeSet', ...one },
      { command: 'revealField', ...one },
      { command: 'removeRecord', ...one },
      { command: 'restoreRecord', ...one },
    ])
    expect(JSON.parse(entries[1]!.detail)).toMatchObject({ fields: expect.arrayContaining(['phone']) as string[] })
    expect(JSON.parse(entries[3]!.detail)).toEqual({ field: 'idNumber', reason: '核对证件' })
    const written = entries.map((entry) => entry.detail).join()
    for (const value of [name, idNumber, '13900001234']) expect(written).not.toContain(value)
  })

  test('reading leaves none, a refused command leaves none', async () => {
    const { api } = desk
    const before = auditHead(writer())
    await api.register.list({ register: 'resident', search: name })
    await api.session.status()
    const calls = [
      api.register.create({ register: 'resident', values: { name: '另一人', idNumber } }),
      api.register.create({ register: 'resident', values: { name: '' } }),
      api.register.restore({ register: 'resident', id: '0192a000-0000-7000-8000-000000000000' }),
    ]
    expect((await Promise.allSettled(calls)).map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(auditHead(writer())).toEqual(before)
  })

  test('is rolled back with what it records', async () => {
    const before = auditHead(writer())
    const spoiled = command('spoiled', { right: 'resident', label: '试' }, (write) => {
      write.records.insert('village', { name: '不存在村', kind: '1' })
      // the row of the audit is the last write before the commit: without its table nothing may stand
      writer().exec('ALTER TABLE audit_entries RENAME TO hidden')
    })
    await expect(spoiled(openContext(desk.context), undefined)).rejects.toThrow('audit_entries')
    expect(auditHead(writer())).toEqual(before)
    expect(await desk.api.register.count({ register: 'village' })).toEqual({ total: 0 })
  })
})

describe('the record of use is only ever appended to', () => {
  test.each([
    ['UPDATE', `UPDATE audit_entries SET detail = '{}' WHERE seq = 1`],
    ['DELETE', `DELETE FROM audit_entries WHERE seq = 1`],
    [
      'INSERT OR REPLACE',
      `INSERT OR REPLACE INTO audit_entries SELECT seq, at, 'nobody', command, register, record_id, detail, previous_hash, hash FROM audit_entries WHERE seq = 1`,
    ],
    ['REPLACE', `REPLACE INTO audit_entries SELECT * FROM audit_entries WHERE seq = 1`],
    [
      'UPSERT',
      `INSERT INTO audit_entries SELECT * FROM audit_entries WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET detail = '{}'`,
    ],
    ['UPDATE OR IGNORE', `UPDATE OR IGNORE audit_entries SET hash = '00'`],
  ])('%s is refused', (_how, sql) => {
    const rows = () => writer().prepare('SELECT * FROM audit_entries').all()
    const before = rows()
    expect(() => writer().exec(sql)).toThrow('audit is append-only')
    expect(rows()).toEqual(before)
  })

  test('also over a second connection with the key', () => {
    const path = writer().name
    const other = openConnection(path, desk.context.backend.desk!.key, false)
    expect(() => other.exec(`REPLACE INTO audit_entries SELECT * FROM audit_entries WHERE seq = 1`)).toThrow('append-only')
    other.close()
  })
})

describe('audit verify', () => {
  /** What verification says after someone with the key took the triggers away and altered rows. Nothing of it stays. */
  function after(sql: string): ReturnType<typeof verifyAudit> {
    writer().exec('BEGIN; DROP TRIGGER audit_entries_no_update; DROP TRIGGER audit_entries_no_delete')
    try {
      writer().exec(sql)
      return verifyAudit(writer())
    } finally {
      writer().exec('ROLLBACK')
    }
  }

  test('finds a whole chain whole', async () => {
    const head = auditHead(writer())
    expect(head.sequence).toBeGreaterThan(7)
    expect(await desk.api.audit.verify()).toEqual({ entries: head.sequence, brokenAt: null, head: head.hash })
  })

  test.each([
    ['who', `UPDATE audit_entries SET actor_id = 'nobody' WHERE seq = 4`, 4],
    ['when', `UPDATE audit_entries SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 4`, 4],
    ['what', `UPDATE audit_entries SET command = 'nothing' WHERE seq = 4`, 4],
    ['about which record', `UPDATE audit_entries SET record_id = NULL WHERE seq = 4`, 4],
    ['in which ledger', `UPDATE audit_entries SET register = 'village' WHERE seq = 4`, 4],
    ['the detail', `UPDATE audit_entries SET detail = '{}' WHERE seq = 4`, 4],
    ['its own hash', `UPDATE audit_entries SET hash = previous_hash WHERE seq = 4`, 4],
    ['the first entry', `UPDATE audit_entries SET detail = '{ }' WHERE seq = 1`, 1],
    ['an entry taken out', `DELETE FROM audit_entries WHERE seq = 4`, 5],
    [
      'an entry taken out and the gap closed',
      `DELETE FROM audit_entries WHERE seq = 4; UPDATE audit_entries SET seq = seq - 1 WHERE seq > 4`,
      4,
    ],
    ['the beginning taken away', `DELETE FROM audit_entries WHERE seq < 3`, 3],
    [
      'two entries exchanged',
      `UPDATE audit_entries SET seq = CASE seq WHEN 4 THEN -5 ELSE -4 END WHERE seq IN (4, 5); UPDATE audit_entries SET seq = -seq WHERE seq < 0`,
      4,
    ],
  ])('names the first broken link: %s', (_what, sql, brokenAt) => {
    expect(after(sql)).toMatchObject({ brokenAt })
    expect(verifyAudit(writer()).brokenAt).toBeNull()
  })

  test('a chain rewritten from one entry on has another head, which is why the head travels', () => {
    const head = auditHead(writer())
    writer().exec('BEGIN; DROP TRIGGER audit_entries_no_delete')
    writer().exec('DELETE FROM audit_entries WHERE seq > 3')
    appendAudit(writer(), {
      at: '2026-01-01T00:00:00Z',
      actorId: 'a',
      command: 'forged',
      register: null,
      recordId: null,
      detail: {},
    })
    const forged = verifyAudit(writer())
    writer().exec('ROLLBACK')
    expect(forged).toMatchObject({ entries: 4, brokenAt: null })
    expect(forged.head).not.toBe(head.hash)
  })
})

test('the head travels in every package', async () => {
  const county = await newTestDesk({ kind: 'county' })
  try {
    const { card, fingerprint } = await county.api.exchange.unitCard()
    const { context } = desk
    const fileRef = context.backend.files.add(context.connection, 'card.json', { bytes: Buffer.from(JSON.stringify(card)) })
    await desk.api.exchange.acceptPeer({ fileRef, fingerprint })
    const head = auditHead(writer())
    const folder = temporaryFolder()
    const made = exportResult.parse(
      await desk.finish(await desk.api.exchange.export({ mediumId: desk.backend.addFolder(folder).id })),
    )
    const { header } = await inspectPackage(join(folder, made.fileName))
    expect(header.auditHead).toEqual(head)
    expect(auditHead(writer()).sequence).toBe(head.sequence + 1)
  } finally {
    await county.close()
  }
})
