/** Nothing a person typed is ever on a disk in the clear: database, log, keyring, backups, log files, temporary folders. */
import { randomInt } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../db/testing.ts'
import { newTestDesk, type TestDesk } from '../testing.ts'
import { jsonLog } from './node/json-log.ts'

// made while the test runs, so that no compiled copy of this file holds it
const rare = () => String.fromCodePoint(randomInt(0x3400, 0x4dbf))
const name = `欧阳${rare()}${rare()}${rare()}`
const phone = `139${String(randomInt(10_000_000, 99_999_999))}`
const secrets = [name, name.slice(2), phone]
const needles = secrets.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(JSON.stringify(text))])

function filesBelow(path: string): string[] {
  try {
    const stat = lstatSync(path)
    if (stat.isDirectory()) return readdirSync(path).flatMap((one) => filesBelow(join(path, one)))
    return stat.isFile() && stat.size < 64 * 1024 * 1024 ? [path] : []
  } catch {
    return [] // gone meanwhile, or not ours to read
  }
}

function holdsSecret(path: string): boolean {
  try {
    const bytes = readFileSync(path)
    return needles.some((needle) => bytes.includes(needle))
  } catch {
    return false
  }
}

const temporaryBefore = new Set(readdirSync(tmpdir()))
const folder = temporaryFolder()
let desk: TestDesk
beforeAll(async () => {
  const clock = { now: () => new Date(), monotonic: () => performance.now() }
  desk = await newTestDesk({ dataDir: folder, ports: { logger: jsonLog(join(folder, 'logs'), clock) } })
})
afterAll(() => desk.close())

test('a name and a telephone are nowhere in the clear, in UTF-8 or UTF-16', async () => {
  const { api, context } = desk
  const writer = context.backend.desk!.database.writer
  const { id } = await api.register.create({ register: 'resident', values: { name, phone } })
  await api.register.update({ register: 'resident', id, expectedVersion: 1, values: { residenceAddress: `${name}家` } })
  await api.draft.save({ form: 'resident', payload: { name, phone } })
  const { id: caseId } = await api.mediation.registerDispute({
    values: { title: `${name}与甲邻里纠纷`, category: '02', registeredOn: '2026-11-01', summary: '院墙滴水' },
    parties: [
      { side: 'applicant', name, residentId: id, phone },
      { side: 'respondent', name: '甲' },
    ],
  })
  await api.document.produce({ template: 'mediation-acceptance', recordId: caseId, format: 'docx' })
  expect(await api.register.list({ register: 'resident', search: name })).toMatchObject({ total: 1 })
  writer.exec(`CREATE TRIGGER mine BEFORE INSERT ON villages BEGIN SELECT RAISE(ABORT, '${name}'); END`)
  await expect(api.register.create({ register: 'village', values: { name } })).rejects.toMatchObject({ code: 'INTERNAL' })
  writer.exec('DROP TRIGGER mine')
  await desk.finish(await api.backup.create({}))

  const inFolder = filesBelow(folder)
  expect(inFolder.map((path) => relative(folder, path).replace(/[\w.-]*\.(zzk|jsonl)$/, '*.$1'))).toEqual(
    expect.arrayContaining([
      'desk.db',
      'desk.db-wal',
      'keyring.json',
      join('backups', '*.zzk'),
      join('logs', '*.jsonl'),
    ]) as string[],
  )
  const newTemporary = readdirSync(tmpdir())
    .filter((one) => !temporaryBefore.has(one))
    .flatMap((one) => filesBelow(join(tmpdir(), one)))
  expect([...inFolder, ...newTemporary].filter(holdsSecret)).toEqual([])

  // the search itself finds what is there
  const control = join(folder, 'control.txt')
  for (const encoding of ['utf8', 'utf16le'] as const) {
    writeFileSync(control, `姓名,${name}`, { encoding })
    expect(filesBelow(folder).filter(holdsSecret)).toEqual([control])
  }
})
