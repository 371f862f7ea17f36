/** A desk whose search tables an older program wrote finds everything again, and serves meanwhile. */
import { afterEach, expect, test } from 'vitest'
import { openContext } from '../server/router-base.ts'
import { readSetting } from '../server/desk.ts'
import { newTestDesk, openTestDesk, testPassword, type TestDesk } from '../testing.ts'

let desk: TestDesk
afterEach(() => desk.close())

const people = 2300

const writer = () => openContext(desk.context).desk.database.writer
const state = () => readSetting(openContext(desk.context).desk.database, 'searchIndex')
const found = async (search: string) => (await desk.api.register.list({ register: 'resident', search })).total

/** As the first program wrote them: pairs of characters and nothing else, numbers joined by blanks, no other numbers. */
function writeAsBefore(): void {
  const rows = writer().prepare('SELECT row_no, name, phone, search_text FROM residents').all() as {
    row_no: number
    name: string
    phone: string | null
    search_text: string
  }[]
  const before = rows.map(({ row_no, name, phone, search_text }) => {
    const text = search_text.split('|')[1] ?? ''
    const pairs = [...text].slice(0, -1).map((one, at) => one + ([...text][at + 1] ?? ''))
    return {
      row_no,
      tokens: [name, ...name, ...pairs].join(' '),
      digits: phone ?? '',
      searchText: `${name}|${text}|${phone ?? ''}`,
    }
  })
  writer().transaction(() => {
    const statements = {
      forgetText: writer().prepare('DELETE FROM resident_text WHERE rowid = ?'),
      forgetDigits: writer().prepare('DELETE FROM resident_digits WHERE rowid = ?'),
      text: writer().prepare('INSERT INTO resident_text (rowid, tokens) VALUES (?, ?)'),
      digits: writer().prepare('INSERT INTO resident_digits (rowid, digits) VALUES (?, ?)'),
      own: writer().prepare('UPDATE residents SET search_text = ? WHERE row_no = ?'),
    }
    for (const { row_no, tokens, digits, searchText } of before) {
      statements.forgetText.run(row_no)
      statements.forgetDigits.run(row_no)
      statements.text.run([row_no, tokens])
      if (digits !== '') statements.digits.run([row_no, digits])
      statements.own.run([searchText, row_no])
    }
    writer().prepare(`DELETE FROM settings WHERE key = 'searchIndex'`).run()
  })()
}

async function oldDesk(): Promise<void> {
  desk = await newTestDesk()
  const village = await desk.api.register.create({ register: 'village', values: { name: '石榴村' } })
  const create = (values: Record<string, string>) =>
    desk.api.register.create({ register: 'resident', values: { villageId: village.id, ...values } })
  await create({ name: '王大山', groupName: '13组', residenceAddress: '261号', phone: '13900004567' })
  await create({ name: '陈其他', idType: '414', otherIdNo: 'K98765432' })
  // as an import would, many at once
  const columns =
    'unit_id, version, created_at, created_by, updated_at, updated_by, name, name_pinyin, id_type, person_type, status'
  writer()
    .prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${String(people)})
       INSERT INTO residents (id, ${columns}, residence_address, search_text)
       SELECT printf('%08x-0000-7000-8000-000000000000', i), ${columns}, i || '号', name || '|' || i || '号|'
       FROM n, (SELECT * FROM residents WHERE row_no = 1)`,
    )
    .run()
  writeAsBefore()
}

async function openAgain(): Promise<void> {
  await desk.close()
  desk = await openTestDesk({ dataDir: desk.dataDir })
  await desk.api.session.logIn({ password: testPassword })
}

const indexed = () => expect.poll(state, { timeout: 20_000 }).toMatchObject({ reached: null })

test('what an older program wrote is written again when the desk is opened, without a new version of any record', async () => {
  await oldDesk()
  expect([await found('13组'), await found('K98765432'), await found('2261号')]).toEqual([0, 0, 0])
  const versions = () => writer().prepare('SELECT sum(version), max(updated_at) FROM residents').get()
  const before = versions()
  const changes = () => writer().prepare('SELECT count(*) FROM changes').get()
  const history = changes()
  await openAgain()
  // nobody waits for it
  expect(state()).not.toMatchObject({ reached: null })
  expect(await found('王大山')).toBeGreaterThan(0)
  await indexed()
  expect([await found('13组'), await found('K98765432'), await found('2261号'), await found('13900004567')]).toEqual([1, 1, 1, 1])
  expect([await found('3组'), await found('4567')]).toEqual([0, 1])
  expect({ versions: versions(), history: changes() }).toEqual({ versions: before, history })
})

test('ended halfway, it goes on from there', async () => {
  await oldDesk()
  await openAgain()
  await expect.poll(state, { interval: 1 }).toMatchObject({ reached: { resident: 1000 } })
  await desk.close()
  desk = await openTestDesk({ dataDir: desk.dataDir })
  await desk.api.session.logIn({ password: testPassword })
  const { reached } = state() as { reached: { resident: number } }
  expect(reached.resident).toBeGreaterThanOrEqual(1000)
  await indexed()
  expect([await found('13组'), await found('2261号')]).toEqual([1, 1])
})

test('records written meanwhile are found, and nobody waits for all of it', async () => {
  await oldDesk()
  await openAgain()
  await desk.api.register.create({ register: 'resident', values: { name: '后来人', residenceAddress: '7788号' } })
  expect(state()).not.toMatchObject({ reached: null })
  expect(await found('后来人')).toBe(1)
  await indexed()
  expect(await found('7788')).toBe(1)
})

test('a new desk has nothing to write again', async () => {
  desk = await newTestDesk()
  expect(state()).toMatchObject({ version: 2, reached: null })
})
