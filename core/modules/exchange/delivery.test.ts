/** What may go wrong between two units and a stick: lost receipts, full sticks, strange names, clocks. */
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../../../db/testing.ts'
import { exportResult, receiveResult } from '../../contract/exchange.ts'
import { newTestDesk, openTestDesk, testPassword, type TestDesk } from '../../testing.ts'
import { accept } from './testing.ts'

let town: TestDesk
let county: TestDesk
let stick: string

beforeEach(async () => {
  stick = temporaryFolder()
  town = await newTestDesk()
  county = await newTestDesk({ kind: 'county' })
  await accept(town, county)
  await accept(county, town)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await town.close()
  await county.close()
})

const mediumOf = (desk: TestDesk, folder = stick) => desk.backend.addFolder(folder).id
const handUp = async (options: { idNumberReason?: string; to?: string } = {}, folder = stick) =>
  exportResult.parse(await town.finish(await town.api.exchange.export({ mediumId: mediumOf(town, folder), ...options })))
async function receive(fileName: string, options: { desk?: TestDesk; folder?: string; receiptMediumId?: string } = {}) {
  const { desk = county, folder = stick, ...rest } = options
  const started = await desk.api.exchange.receive({ mediumId: mediumOf(desk, folder), fileNames: [fileName], ...rest })
  const [only] = receiveResult.parse(await desk.finish(started)).files
  if (!only) throw new Error('one file has one outcome')
  return only
}
const takeReceipt = (fileName: string | null, folder = stick) =>
  town.api.exchange.takeReceipt({ mediumId: mediumOf(town, folder), fileName: fileName ?? '' })
const addPerson = (values: Record<string, string>) => town.api.register.create({ register: 'resident', values })
const statusOf = async (packageId: string) =>
  (await town.api.exchange.listPackages()).packages.find((one) => one.packageId === packageId)?.status
/** a folder that a medium still names when it is gone */
function unplugged(desk: TestDesk): string {
  const folder = temporaryFolder()
  const id = mediumOf(desk, folder)
  rmSync(folder, { recursive: true })
  return id
}
const textReason = '县里要求核对低保名单'

test('E18 E19 a package taken in part is never made whole by the receipt of a later one', async () => {
  await addPerson({ name: '好记录' })
  const { id } = await addPerson({ name: '坏记录' })
  // what no rule here lets through, the county refuses
  town.context.backend.desk?.database.writer.prepare('UPDATE residents SET sex = ? WHERE id = ?').run(['x', id])
  const first = await handUp()
  const partly = await receive(first.fileName)
  expect(partly).toMatchObject({ outcome: 'partly', created: 2, refused: [{ recordId: id }] })
  town.context.backend.desk?.database.writer.prepare('UPDATE residents SET sex = NULL WHERE id = ?').run([id])
  await town.api.register.remove({ register: 'resident', id, expectedVersion: 1, reason: '重复登记' })
  await town.api.register.restore({ register: 'resident', id })
  const second = await handUp({ to: '2026-11-20' })
  const { receiptFile } = await receive(second.fileName)
  await takeReceipt(receiptFile)
  expect(await statusOf(second.packageId)).toBe('acknowledged')
  expect(await statusOf(first.packageId)).toBe('exported')
  expect((await town.api.exchange.plan({})).counts).toEqual({ resident: 2, committee: 1 })
  await takeReceipt(partly.receiptFile)
  expect(await statusOf(first.packageId)).toBe('partly')
  expect((await town.api.exchange.plan({})).counts).toEqual({ resident: 1 })
})

test('E17 a receipt that cannot be written leaves the merge as it is and says how to get the receipt', async () => {
  await addPerson({ name: '王卫明' })
  const made = await handUp()
  expect(await receive(made.fileName, { receiptMediumId: unplugged(county) })).toMatchObject({
    outcome: 'accepted',
    created: 2,
    receiptFile: null,
    code: null,
    message: expect.stringMatching(/回执没有写出.*再接收一次这个包/) as string,
  })
  expect(await receive(made.fileName, { receiptMediumId: unplugged(county) })).toMatchObject({
    outcome: 'again',
    receiptFile: null,
    message: expect.stringContaining('回执没有写出') as string,
  })
  const again = await receive(made.fileName)
  expect(again).toMatchObject({ outcome: 'again', message: expect.stringContaining('回执已再写一份') as string })
  expect(await takeReceipt(again.receiptFile)).toMatchObject({ result: 'accepted' })
})

test('E29 a stick that is gone is found out before a number is given', async () => {
  await addPerson({ name: '王卫明' })
  const started = await town.api.exchange.export({ mediumId: unplugged(town) })
  await expect(town.finish(started)).rejects.toMatchObject({ code: 'STORAGE' })
  expect((await town.api.exchange.listPackages()).packages).toEqual([])
})

test('E29 a package that did not reach the stick is written once more, the same file', async () => {
  await addPerson({ name: '王卫明' })
  const { unitId } = (await town.api.exchange.unitCard()).card
  mkdirSync(join(stick, `${String(unitId)}-20261121-1.zzb`, 'in the way'), { recursive: true })
  await expect(handUp()).rejects.toMatchObject({
    code: 'STORAGE',
    message: expect.stringContaining('再写一份到U盘') as string,
  })
  expect(readdirSync(stick)).toHaveLength(1)
  const [entered] = (await town.api.exchange.listPackages()).packages
  if (!entered) throw new Error('the package is in the book')
  const other = temporaryFolder()
  const written = await town.api.exchange.rewrite({ packageId: entered.packageId, mediumId: mediumOf(town, other) })
  expect(written).toEqual({ packageNo: entered.packageNo, fileName: entered.fileName, digest: entered.digest })
  expect(await receive(entered.fileName, { folder: other })).toMatchObject({ outcome: 'accepted', created: 2 })
  const { entries } = await town.api.audit.list({ limit: 1 })
  expect(entries[0]).toMatchObject({ command: 'rewritePackage', detail: expect.stringContaining(entered.packageNo) as string })
})

test('E29 what is not in the book, or no longer as it was sealed, is not written', async () => {
  const made = await handUp()
  const mediumId = mediumOf(town, temporaryFolder())
  await expect(town.api.exchange.rewrite({ packageId: 'none', mediumId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  const outbox = join(town.dataDir, 'outbox')
  const [name = ''] = (readdirSync(outbox, { recursive: true }) as string[]).filter((one) => one.endsWith('.zzb'))
  writeFileSync(join(outbox, name), readFileSync(join(outbox, name)).subarray(0, -1))
  await expect(town.api.exchange.rewrite({ packageId: made.packageId, mediumId })).rejects.toMatchObject({ code: 'FORMAT' })
  rmSync(join(outbox, name))
  await expect(town.api.exchange.rewrite({ packageId: made.packageId, mediumId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('identity numbers asked for later reach a record that was delivered without them', async () => {
  await addPerson({ name: '尉迟柳', idNumber: '999901198802030017' })
  await addPerson({ name: '无号码' })
  await takeReceipt((await receive((await handUp()).fileName)).receiptFile)
  expect((await town.api.exchange.plan({})).counts).toEqual({})
  expect((await town.api.exchange.plan({ withIdNumbers: true })).counts).toEqual({ resident: 1 })
  const late = await handUp({ idNumberReason: textReason })
  expect(late.counts).toEqual({ resident: 1 })
  const outcome = await receive(late.fileName)
  expect(outcome).toMatchObject({ outcome: 'accepted', updated: 1 })
  const { rows } = await county.api.register.list({ register: 'resident', search: '尉迟柳' })
  expect(rows[0]?.values.idNumber).toBe('999***********0017')
  await takeReceipt(outcome.receiptFile)
  expect((await town.api.exchange.plan({ withIdNumbers: true })).counts).toEqual({})
})

test('records written while the clock ran ahead leave all the same', async () => {
  town.setNow('2031-01-01T09:00:00+08:00')
  await addPerson({ name: '未来人' })
  town.setNow('2026-11-21T09:00:00+08:00')
  await town.api.session.logIn({ password: testPassword })
  expect((await town.api.exchange.plan({})).counts).toEqual({ resident: 1, committee: 1 })
  expect((await town.api.exchange.plan({ to: '2026-11-21' })).counts).toEqual({ resident: 1, committee: 1 })
  expect((await town.api.exchange.plan({ to: '2026-11-20' })).counts).toEqual({})
  expect((await handUp()).counts).toEqual({ resident: 1, committee: 1 })
})

test('days are those of this place, not of Greenwich', async () => {
  vi.stubEnv('TZ', 'Asia/Shanghai')
  for (const desk of [town, county]) desk.setNow('2026-11-22T06:30:00+08:00')
  const made = await handUp()
  await receive(made.fileName)
  expect((await receive(made.fileName)).message).toContain('已于 2026-11-22 接收')
  expect((await town.api.exchange.plan({})).from).toBe('2026-11-22')
})

test('a folder or a dangling link with the name of a package hides none of the others', async () => {
  const made = await handUp()
  mkdirSync(join(stick, 'a.zzb'))
  symlinkSync(join(stick, 'nowhere'), join(stick, 'b.zzb'))
  const { files } = await county.api.exchange.inspect({ mediumId: mediumOf(county) })
  expect(files.map(({ fileName, state }) => [fileName, state])).toEqual([
    [made.fileName, 'new'],
    ['a.zzb', 'damaged'],
    ['b.zzb', 'damaged'],
  ])
})

test.each([
  ['三个字', '4 至 120'],
  ['核'.repeat(121), '4 至 120'],
  ['核对 13800000000 的低保', '长串数字'],
  ['核对１３８０００００００００的低保', '长串数字'],
  ['第一行\n第二行', '一行'],
])('a reason the header cannot carry is refused before anything is drawn: %s', async (idNumberReason, part) => {
  await expect(handUp({ idNumberReason })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
    message: expect.stringContaining(part) as string,
  })
  expect((await town.api.exchange.listPackages()).packages).toEqual([])
  expect(await handUp({ idNumberReason: '核'.repeat(120) })).toMatchObject({ verified: true })
})

test('E13 of two different receipts with one number only the first is believed', async () => {
  const copy = temporaryFolder()
  mkdirSync(copy, { recursive: true })
  await county.close()
  for (const name of ['desk.db', 'keyring.json']) copyFileSync(join(county.dataDir, name), join(copy, name))
  county = await openTestDesk({ dataDir: county.dataDir })
  const twin = await openTestDesk({ dataDir: copy })
  for (const desk of [county, twin]) await desk.api.session.logIn({ password: testPassword })
  const made = await handUp()
  await takeReceipt((await receive(made.fileName)).receiptFile)
  const other = temporaryFolder()
  copyFileSync(join(stick, made.fileName), join(other, made.fileName))
  const forked = await receive(made.fileName, { desk: twin, folder: other })
  await expect(takeReceipt(forked.receiptFile, other)).rejects.toMatchObject({ code: 'CONFLICT' })
  await twin.close()
})
