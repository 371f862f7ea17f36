import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { newDatabaseKey } from './keys.ts'
import { migrate, migrationsDir, readMigrations, type Migration } from './migrate.ts'
import { openDatabase, type OpenDatabase, type SqliteConnection } from './open.ts'
import { temporaryFolder } from './testing.ts'

const all = readMigrations()
const opened: OpenDatabase[] = []

afterEach(() => {
  for (const database of opened.splice(0)) database.close()
})

/** A new database, brought to `version`. */
function databaseAt(version: number): OpenDatabase {
  const database = openDatabase(join(temporaryFolder(), 'desk.db'), newDatabaseKey(), { create: true })
  opened.push(database)
  migrate(database.writer, database.path, { migrations: all.slice(0, version) })
  return database
}

const versionOf = (connection: SqliteConnection) => connection.pragma('user_version', { simple: true })
const schemaOf = (connection: SqliteConnection) =>
  connection.prepare(`SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name`).all()

/** Everything a database holds, table by table. */
function contentOf(connection: SqliteConnection): unknown {
  const tables = connection.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all() as string[]
  return {
    version: versionOf(connection),
    schema: schemaOf(connection),
    rows: tables.map((name) => [name, connection.prepare(`SELECT * FROM "${name}"`).all()]),
  }
}

const next = (sql: string): Migration => ({ version: all.length + 1, name: '9999_next.sql', sql, checksum: 'next' })

const stamps = `'999901101000-Z', 1, '2026-01-01T00:00:00Z', 'a1', '2026-01-01T00:00:00Z', 'a1'`
const insertRows = `
  INSERT INTO villages (id, unit_id, version, created_at, created_by, updated_at, updated_by, name, kind)
    VALUES ('v1', ${stamps}, '石榴村', '1');
  INSERT INTO mediation_cases (id, unit_id, version, created_at, created_by, updated_at, updated_by,
    title, status, source, category, difficulty, registered_on, summary, domestic_violence, mediator_ids)
    VALUES ('c1', ${stamps}, '甲乙邻里纠纷', 'registered', '1', '01', '1', '2026-01-01', '排水', 0, '[]');
  INSERT INTO mediation_parties (id, unit_id, version, created_at, created_by, updated_at, updated_by, case_id, side, kind, name, consent)
    VALUES ('p1', ${stamps}, 'c1', 'A', 'person', '甲', 'agreed');
  INSERT INTO audit_entries (seq, at, actor_id, command, detail, previous_hash, hash)
    VALUES (1, '2026-01-01T00:00:00Z', 'a1', 'initialize', '{}', '00', '11');
`

describe('what is refused before anything is touched', () => {
  test('a gap in the files', () => {
    const folder = temporaryFolder()
    copyFileSync(join(migrationsDir, '0000_first.sql'), join(folder, '0000_first.sql'))
    writeFileSync(join(folder, '0002_late.sql'), 'SELECT 1')
    expect(() => readMigrations(folder)).toThrow('0002_late.sql leaves a gap')
  })

  test('a step that is not the one that once ran', () => {
    const { writer, path } = databaseAt(all.length)
    const before = contentOf(writer)
    const migrations = [{ ...all[0]!, checksum: 'edited' }, ...all.slice(1), next('CREATE TABLE late (id TEXT)')]
    expect(() => migrate(writer, path, { migrations })).toThrow(expect.objectContaining({ kind: 'changedMigration' }))
    expect(contentOf(writer)).toEqual(before)
  })

  test('a step missing from the ledger of the database', () => {
    const { writer, path } = databaseAt(all.length)
    writer.exec('DELETE FROM applied_migrations WHERE version = 1')
    expect(() => migrate(writer, path)).toThrow(expect.objectContaining({ kind: 'changedMigration' }))
  })

  test('data of a newer program, named with both versions', () => {
    const { writer, path } = databaseAt(all.length)
    writer.pragma(`user_version=${String(all.length + 3)}`)
    const before = contentOf(writer)
    expect(() => migrate(writer, path)).toThrow(
      expect.objectContaining({
        kind: 'newer',
        message: expect.stringMatching(`${all.length + 3}.*${all.length}.*升级`) as string,
      }),
    )
    expect(contentOf(writer)).toEqual(before)
  })

  test('a backup that fails stops the upgrade', () => {
    const { writer, path } = databaseAt(1)
    const before = contentOf(writer)
    const backup = () => {
      throw new Error('stick is full')
    }
    expect(() => migrate(writer, path, { backup })).toThrow('stick is full')
    expect(contentOf(writer)).toEqual(before)
  })

  test('line ends of another system are the same step', () => {
    const folder = temporaryFolder()
    mkdirSync(folder, { recursive: true })
    for (const { name } of all)
      writeFileSync(join(folder, name), readFileSync(join(migrationsDir, name), 'utf8').replaceAll('\n', '\r\n'))
    expect(readMigrations(folder).map((one) => one.checksum)).toEqual(all.map((one) => one.checksum))
  })
})

describe('a step that fails leaves what was there', () => {
  test.each([
    [
      'halfway through its statements',
      `CREATE TABLE late (id TEXT); UPDATE villages SET name = '改'; INSERT INTO nowhere VALUES (1)`,
    ],
    ['by a reference that leads nowhere', `DELETE FROM mediation_cases`],
    ['after one that succeeded', `SELECT * FROM`],
  ])('%s', (_case, sql) => {
    const { writer, path } = databaseAt(all.length)
    writer.exec(insertRows)
    const before = contentOf(writer)
    const good = { ...next(`CREATE TABLE good (id TEXT)`), name: '9998_good.sql' }
    const migrations = [...all, good, { ...next(sql), version: all.length + 2 }]
    expect(() => migrate(writer, path, { migrations })).toThrow()
    expect(writer.inTransaction).toBe(false)
    expect(writer.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(contentOf(writer)).toEqual(before)
  })
})

describe('each step on real rows', () => {
  test('0000 → 0001: rows stay as they are, search tables are added, the audit becomes append-only', () => {
    const { writer, path } = databaseAt(1)
    writer.exec(insertRows)
    const tables = ['villages', 'mediation_cases', 'mediation_parties', 'audit_entries']
    const rows = () => tables.map((name) => writer.prepare(`SELECT * FROM ${name}`).all())
    const before = rows()
    const backups: number[] = []
    expect(migrate(writer, path, { migrations: all.slice(0, 2), backup: (from) => backups.push(from) })).toEqual({
      from: 1,
      to: 2,
    })
    expect(backups).toEqual([1])
    expect(rows()).toEqual(before)
    expect(before.map((found) => found.length)).toEqual([1, 1, 1, 1])
    expect(writer.prepare(`SELECT count(*) FROM mediation_text WHERE mediation_text MATCH '甲'`).pluck().get()).toBe(0)
    expect(() => writer.exec('DELETE FROM audit_entries')).toThrow('append-only')
  })

  test('0001 → 0002: records sent so far count as sent without the fields on request', () => {
    const { writer, path } = databaseAt(2)
    writer.exec(`INSERT INTO package_records (package_id, register, record_id, version) VALUES ('p', 'resident', 'r', 3)`)
    migrate(writer, path, { migrations: all.slice(0, 3), backup: () => undefined })
    expect(writer.prepare('SELECT record_id, version, with_requested FROM package_records').all()).toEqual([
      { record_id: 'r', version: 3, with_requested: 0 },
    ])
  })

  test('0002 → 0003: a resident who was there is on the register', () => {
    const { writer, path } = databaseAt(3)
    const own = `'u', 1, '2026-01-01', 'a', '2026-01-01', 'a'`
    writer.exec(`INSERT INTO residents (id, unit_id, version, created_at, created_by, updated_at, updated_by, name, id_type, person_type)
      VALUES ('r', ${own}, '王甲', '111', 'registered')`)
    migrate(writer, path, { migrations: all.slice(0, 4), backup: () => undefined })
    expect(writer.prepare('SELECT id, name, status, status_on, other_id_no FROM residents').all()).toEqual([
      { id: 'r', name: '王甲', status: 'present', status_on: null, other_id_no: null },
    ])
  })

  test('0003 → 0004: hits are put in order from an index that knows live records only', () => {
    const { writer, path } = databaseAt(4)
    const insert = writer.prepare(
      `INSERT INTO residents (id, unit_id, version, created_at, created_by, updated_at, updated_by, name, id_type, person_type, name_pinyin, deleted_at)
       VALUES (?, 'u', 1, '2026-01-01', 'a', '2026-01-01', 'a', ?, '111', 'registered', ?, ?)`,
    )
    insert.run(['r1', '王乙', 'wang yi', null])
    insert.run(['r2', '汪甲', 'wang jia', null])
    insert.run(['r3', '王丙', 'wang bing', '2026-02-01'])
    migrate(writer, path, { migrations: all.slice(0, 5), backup: () => undefined })
    const found = `SELECT name FROM residents INDEXED BY residents_found
      WHERE deleted_at IS NULL AND row_no IN (1, 2, 3) ORDER BY status, name_pinyin`
    expect(writer.prepare(found).pluck().all()).toEqual(['汪甲', '王乙'])
    const plan = writer
      .prepare(
        `EXPLAIN QUERY PLAN SELECT row_no FROM residents WHERE deleted_at IS NULL ORDER BY name_pinyin, name, status, row_no`,
      )
      .all() as { detail: string }[]
    expect(plan.map(({ detail }) => detail)).toEqual(['SCAN residents USING INDEX residents_name_pinyin'])
  })

  test('0004 → 0005: who refers to a resident or a village is found by an index', () => {
    const { writer, path } = databaseAt(5)
    migrate(writer, path, { migrations: all.slice(0, 6), backup: () => undefined })
    const planOf = (sql: string) => (writer.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])[0]?.detail
    expect(planOf(`SELECT id FROM mediation_parties WHERE resident_id = 'r'`)).toContain('mediation_parties_resident')
    expect(planOf(`SELECT id FROM mediation_cases WHERE village_id = 'v'`)).toContain('mediation_cases_village')
    expect(planOf(`SELECT id FROM residents WHERE other_id_no = 'E1'`)).toContain('residents_other_id_no')
  })

  test('0005 → 0006: a mediation case stays as it is, its new columns hold their defaults', () => {
    const { writer, path } = databaseAt(6)
    writer.exec(insertRows)
    const known = 'title, status, category, registered_on, summary, mediator_ids'
    const before = writer.prepare(`SELECT ${known} FROM mediation_cases`).all()
    migrate(writer, path, { migrations: all.slice(0, 7), backup: () => undefined })
    expect(writer.prepare(`SELECT ${known} FROM mediation_cases`).all()).toEqual(before)
    expect(writer.prepare('SELECT file_kind, mediator_choice, handled_by, escalation_kind FROM mediation_cases').all()).toEqual([
      { file_kind: 'standard', mediator_choice: 'appointed', handled_by: 'none', escalation_kind: 'none' },
    ])
    expect(writer.prepare('SELECT group_size, representatives FROM mediation_parties').all()).toEqual([
      { group_size: null, representatives: '[]' },
    ])
  })

  test('0005 → 0006: an agreement in force is performed in one item, its term of confirmation runs, the kind of the unit is known', () => {
    const { writer, path } = databaseAt(6)
    const written = `INSERT INTO mediation_cases (id, unit_id, version, created_at, created_by, updated_at, updated_by, package_id,
      title, status, source, category, difficulty, registered_on, accepted_on, summary, domestic_violence, mediator_ids) VALUES`
    const facts = `'1', '01', '1', '2026-01-01', '2026-01-02', '排水', 0, '[]'`
    writer.exec(`
      INSERT INTO settings (key, value) VALUES ('unit', '{"unitName":"示例街道办事处"}');
      ${written} ('c1', ${stamps}, NULL, '甲乙', 'effective', ${facts}), ('c2', ${stamps}, 'p', '丙丁', 'effective', ${facts}),
        ('c3', ${stamps}, NULL, '戊己', 'mediating', ${facts});
      INSERT INTO mediation_agreements (id, unit_id, version, created_at, created_by, updated_at, updated_by, case_id, facts, terms,
        amount_fen, perform_method, perform_due_on, copies, concluded_on, effective_on)
        VALUES ('a1', ${stamps}, 'c1', '排水', '["赔偿一千元","道歉"]', 100000, '1', '2026-03-01', 3, '2026-01-20', '2026-01-21'),
          ('a2', ${stamps}, 'c2', '排水', '["赔偿"]', NULL, '1', NULL, 3, '2026-01-20', '2026-01-21')`)
    migrate(writer, path, { migrations: all.slice(0, 7), backup: () => undefined })
    const items = writer.prepare('SELECT id, case_id, item_no, content, amount_fen, due_on, state FROM performance_items').all()
    expect(items).toEqual([
      {
        id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/) as string,
        case_id: 'c1',
        item_no: 1,
        content: '赔偿一千元；道歉',
        amount_fen: 100_000,
        due_on: '2026-03-01',
        state: 'pending',
      },
    ])
    expect(
      writer.prepare('SELECT confirm_due_on, performance, outcome, committee_kind FROM mediation_cases ORDER BY id').raw().all(),
    ).toEqual([
      ['2026-02-20', 'notDue', 'written', 'subdistrict'],
      ['2026-02-20', 'notDue', 'written', 'subdistrict'],
      [null, null, null, 'subdistrict'],
    ])
  })

  test('0005 → 0006: the duty of a mediator in other words is kept', () => {
    const { writer, path } = databaseAt(6)
    const duties = ['主任', '副主任', '副主任兼专干', '人民调解委员会委员', '人民调解委员会调解员', null]
    const insert = writer.prepare(
      `INSERT INTO mediators (id, unit_id, version, created_at, created_by, updated_at, updated_by, name, full_time, duty)
       VALUES (?, ${stamps}, '甲', 0, ?)`,
    )
    duties.forEach((duty, at) => insert.run([`m${String(at)}`, duty]))
    migrate(writer, path, { migrations: all.slice(0, 7), backup: () => undefined })
    expect(writer.prepare('SELECT duty, honours FROM mediators ORDER BY id').raw().all()).toEqual([
      ['director', null],
      ['deputy', null],
      ['deputy', '职务：副主任兼专干'],
      ['member', '职务：人民调解委员会委员'],
      [null, '职务：人民调解委员会调解员'],
      [null, null],
    ])
  })

  test('every step there is has a test above', () => {
    expect(all.map((one) => one.name)).toEqual([
      '0000_first.sql',
      '0001_search_and_audit.sql',
      '0002_package_fields.sql',
      '0003_people.sql',
      '0004_find.sql',
      '0005_links.sql',
      '0006_mediation.sql',
    ])
  })
})

test('a fresh database equals one upgraded step by step', () => {
  const fresh = databaseAt(all.length)
  const upgraded = databaseAt(0)
  for (const { version } of all) migrate(upgraded.writer, upgraded.path, { migrations: all.slice(0, version) })
  expect(contentOf(upgraded.writer)).toEqual(contentOf(fresh.writer))
  expect(versionOf(fresh.writer)).toBe(all.length)
  expect(migrate(fresh.writer, fresh.path)).toEqual({ from: all.length, to: all.length })
})
