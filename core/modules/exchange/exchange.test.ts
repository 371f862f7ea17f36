import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../db/testing.ts'
import { exportResult, receiveResult, type PackageView } from '../../contract/exchange.ts'
import { newTestDesk, openTestDesk, testPassword, type TestDesk } from '../../testing.ts'

let town: TestDesk
let county: TestDesk
const stick = temporaryFolder()
const secretName = '尉迟柳㼆'
const secretNumber = '999901198802030017'

async function addPeer(desk: TestDesk, of: TestDesk) {
  const { card, fingerprint } = await of.api.exchange.unitCard()
  const fileRef = desk.context.backend.files.add(desk.context.connection, 'card.json', {
    bytes: Buffer.from(JSON.stringify(card)),
  })
  return { fileRef, fingerprint, accept: () => desk.api.exchange.acceptPeer({ fileRef, fingerprint }) }
}
const mediumOf = (desk: TestDesk, folder = stick) => desk.backend.addFolder(folder).id

async function handUp(options: { idNumberReason?: string } = {}, folder = stick) {
  return exportResult.parse(await town.finish(await town.api.exchange.export({ mediumId: mediumOf(town, folder), ...options })))
}
async function receive(fileName: string, desk = county, folder = stick) {
  const mediumId = mediumOf(desk, folder)
  const result = receiveResult.parse(await desk.finish(await desk.api.exchange.receive({ mediumId, fileNames: [fileName] })))
  const [only] = result.files
  if (!only) throw new Error('one file has one outcome')
  return only
}
const people = async (desk: TestDesk) => (await desk.api.register.count({ register: 'resident' })).total
const statusOf = async (packageId: string) =>
  (await town.api.exchange.listPackages()).packages.find((one) => one.packageId === packageId)?.status

beforeAll(async () => {
  town = await newTestDesk()
  county = await newTestDesk({ kind: 'county' })
  const village = await town.api.register.create({ register: 'village', values: { name: '石榴村' } })
  await town.api.register.create({
    register: 'resident',
    values: { name: secretName, idNumber: secretNumber, villageId: village.id },
  })
  await town.api.register.create({ register: 'resident', values: { name: '王卫明' } })
  await town.api.mediation.registerDispute({
    values: { title: '甲与乙邻里纠纷', category: '02', registeredOn: '2026-11-01', summary: '院墙滴水' },
    parties: [
      { side: 'applicant', name: '甲' },
      { side: 'respondent', name: '乙' },
    ],
  })
  await (await addPeer(town, county)).accept()
})
afterAll(async () => {
  await town.close()
  await county.close()
})

describe('peers', () => {
  test('E7 a card is accepted only with the fingerprint that was read over the telephone', async () => {
    const { fileRef, fingerprint } = await addPeer(county, town)
    const wrong = fingerprint.replace(/\d/, (digit) => String((Number(digit) + 1) % 10))
    await expect(county.api.exchange.acceptPeer({ fileRef, fingerprint: wrong })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining('指纹不一致') as string,
    })
    expect((await county.api.exchange.listPeers()).peers).toEqual([])
  })

  test('E7 a package of an unknown unit can be looked at and is not merged', async () => {
    const made = await handUp()
    const { files } = await county.api.exchange.inspect({ mediumId: mediumOf(county) })
    expect(files).toMatchObject([
      { state: 'unknownPeer', stateLabel: '未认证', packageNo: made.packageNo, counts: { resident: 2 } },
    ])
    expect(await receive(made.fileName)).toMatchObject({ outcome: 'refused', code: 'FORBIDDEN', receiptFile: null })
    expect(await people(county)).toBe(0)
    await (await addPeer(county, town)).accept()
  })
})

describe('the circle', () => {
  let first: PackageView
  let receiptFile = ''

  test('E17 every opened package yields a signed receipt with the outcome of each ledger', async () => {
    const [name = ''] = readdirSync(stick)
    const outcome = await receive(name)
    expect(outcome).toMatchObject({ outcome: 'accepted', created: 7, refused: [] })
    receiptFile = outcome.receiptFile ?? ''
    expect(await people(county)).toBe(2)
    const { rows } = await county.api.register.list({ register: 'resident', search: secretName })
    expect(rows[0]?.values.idNumber).toBeNull()
    const sent = (await town.api.exchange.listPackages()).packages.find((one) => one.direction === 'sent')
    if (!sent) throw new Error('a package was sent')
    first = sent
  })

  test('E12 the same package again is a no-op that says so and gives the receipt once more', async () => {
    const before = (await county.api.audit.verify()).entries
    rmSync(join(stick, receiptFile))
    expect(await receive(first.fileName)).toMatchObject({ outcome: 'again', created: 0, receiptFile })
    expect(statSync(join(stick, receiptFile)).size).toBeGreaterThan(500)
    expect((await county.api.audit.verify()).entries).toBe(before)
    expect(await people(county)).toBe(2)
  })

  test('E18 delivered only on the receipt for that digest', async () => {
    expect(await statusOf(first.packageId)).toBe('exported')
    expect((await town.api.exchange.plan({})).counts).toMatchObject({ resident: 2 })
    const taken = await town.api.exchange.takeReceipt({ mediumId: mediumOf(town), fileName: receiptFile })
    expect(taken).toMatchObject({ packageNo: first.packageNo, result: 'accepted', already: false })
    expect(await statusOf(first.packageId)).toBe('acknowledged')
    expect((await town.api.exchange.plan({})).counts).toEqual({})
    expect(await town.api.exchange.takeReceipt({ mediumId: mediumOf(town), fileName: receiptFile })).toMatchObject({
      already: true,
    })
  })

  test('only what changed goes next time, and deletions travel', async () => {
    const { rows } = await town.api.register.list({ register: 'resident' })
    const [kept, gone] = [rows.find((row) => row.title === secretName), rows.find((row) => row.title === '王卫明')]
    await town.api.register.update({
      register: 'resident',
      id: kept?.id ?? '',
      expectedVersion: 1,
      values: { occupation: '木工' },
    })
    await town.api.register.remove({ register: 'resident', id: gone?.id ?? '', expectedVersion: 1, reason: '重复登记' })
    const made = await handUp()
    expect(made.counts).toEqual({ resident: 1, tombstone: 1 })
    expect(await receive(made.fileName)).toMatchObject({ outcome: 'accepted', created: 0, updated: 2 })
    expect((await county.api.register.list({ register: 'resident' })).rows).toMatchObject([
      { title: secretName, values: { occupation: '木工' } },
    ])
  })

  test('E19 a lost receipt is harmless: the next one says it again', async () => {
    const lost = await handUp()
    await receive(lost.fileName)
    const next = await handUp()
    const { receiptFile: later } = await receive(next.fileName)
    await town.api.exchange.takeReceipt({ mediumId: mediumOf(town), fileName: later ?? '' })
    expect(await statusOf(lost.packageId)).toBe('acknowledged')
    expect(await statusOf(next.packageId)).toBe('acknowledged')
  })

  test('identity numbers leave only with a reason, which is audited', async () => {
    const { rows } = await town.api.register.list({ register: 'resident' })
    await town.api.register.update({
      register: 'resident',
      id: rows[0]?.id ?? '',
      expectedVersion: rows[0]?.version ?? 0,
      values: { occupation: '瓦工' },
    })
    const made = await handUp({ idNumberReason: '县里要求核对低保名单' })
    await receive(made.fileName)
    const found = await county.api.register.list({ register: 'resident', search: secretName })
    expect(found.rows[0]?.values.idNumber).toBe('999***********0017')
    const { entries } = await town.api.audit.list({ limit: 5 })
    expect(entries.find((one) => one.command === 'exportPackage')?.detail).toContain('县里要求核对低保名单')
  })
})

describe('refusals', () => {
  test('records of another unit are not edited here', async () => {
    const { rows } = await county.api.register.list({ register: 'resident' })
    await expect(
      county.api.register.update({
        register: 'resident',
        id: rows[0]?.id ?? '',
        expectedVersion: rows[0]?.version ?? 0,
        values: { occupation: '改' },
      }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('由其他单位上报') as string })
  })

  test('E1 E2 a package with one flipped byte changes nothing, wherever the byte is', async () => {
    const made = await handUp()
    const bytes = readFileSync(join(stick, made.fileName))
    const folder = temporaryFolder()
    const before = await county.api.audit.verify()
    for (let step = 0; step < 40; step++) {
      const at = Math.floor((bytes.length - 1) * (step / 39))
      const flipped = Buffer.from(bytes)
      flipped[at] = (flipped[at] ?? 0) ^ 1
      writeFileSync(join(folder, made.fileName), flipped)
      expect(await receive(made.fileName, county, folder), `byte ${String(at)}`).toMatchObject({
        outcome: 'refused',
        receiptFile: null,
      })
    }
    writeFileSync(join(folder, made.fileName), bytes.subarray(0, bytes.length - 1))
    expect(await receive(made.fileName, county, folder)).toMatchObject({ outcome: 'refused', code: 'FORMAT' })
    expect(await county.api.audit.verify()).toEqual(before)
    expect(readdirSync(folder)).toEqual([made.fileName])
    expect(await receive(made.fileName)).toMatchObject({ outcome: 'accepted' })
  })

  test('a package for another county is refused by name', async () => {
    const made = await handUp()
    const other = await newTestDesk({ kind: 'county', unitCode: '999902' })
    await (await addPeer(other, town)).accept()
    expect(await receive(made.fileName, other)).toMatchObject({
      outcome: 'refused',
      code: 'FORMAT',
      message: '这个数据包不是发给本单位的',
    })
    expect(await people(other)).toBe(0)
    await other.close()
  })

  test('E13 two different packages with one number: the second is a fork and is not merged', async () => {
    const copy = temporaryFolder()
    await town.close()
    mkdirSync(copy, { recursive: true })
    for (const name of ['desk.db', 'keyring.json']) copyFileSync(join(town.dataDir, name), join(copy, name))
    const twin = await openTestDesk({ dataDir: copy })
    await twin.api.session.logIn({ password: testPassword })
    town = await openTestDesk({ dataDir: town.dataDir })
    await town.api.session.logIn({ password: testPassword })
    const made = await handUp()
    expect(await receive(made.fileName)).toMatchObject({ outcome: 'accepted' })
    const folder = temporaryFolder()
    await twin.api.register.create({ register: 'resident', values: { name: '另一边' } })
    await twin.finish(await twin.api.exchange.export({ mediumId: mediumOf(twin, folder) }))
    const [forked = ''] = readdirSync(folder)
    expect((await county.api.exchange.inspect({ mediumId: mediumOf(county, folder) })).files).toMatchObject([
      { state: 'fork', stateLabel: '分叉' },
    ])
    expect(await receive(forked, county, folder)).toMatchObject({ outcome: 'refused', code: 'CONFLICT' })
    expect((await county.api.register.list({ register: 'resident', search: '另一边' })).total).toBe(0)
    await twin.close()
  })

  test('E18 a receipt for a package that is not ours is not believed', async () => {
    const stranger = await newTestDesk({ unitCode: '999901102' })
    await (await addPeer(stranger, county)).accept()
    const receipts = readdirSync(stick).filter((name) => name.startsWith('999901000000'))
    await expect(
      stranger.api.exchange.takeReceipt({ mediumId: mediumOf(stranger), fileName: receipts[0] ?? '' }),
    ).rejects.toMatchObject({ code: 'FORMAT' })
    await stranger.close()
  })

  test('E29 E30 nothing that looks complete is left on a medium without room', async () => {
    const gone = join(temporaryFolder(), 'unplugged')
    mkdirSync(gone)
    const mediumId = mediumOf(town, gone)
    rmSync(gone, { recursive: true })
    await expect(town.api.exchange.export({ mediumId }).then((started) => town.finish(started))).rejects.toMatchObject({
      code: expect.stringMatching(/STORAGE|NOT_FOUND/) as string,
    })
  })
})

test('E30 no plaintext on the medium, in the data folders or in the outbox', async () => {
  await handUp({ idNumberReason: '县里要求核对低保名单' })
  const needles = [secretName, secretNumber, '院墙滴水'].flatMap((text) => [
    Buffer.from(text, 'utf8'),
    Buffer.from(text, 'utf16le'),
  ])
  const files = [stick, town.dataDir, county.dataDir].flatMap((folder) =>
    (readdirSync(folder, { recursive: true }) as string[])
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile()),
  )
  expect(files.length).toBeGreaterThan(12)
  const leaks = files.filter((path) => {
    const bytes = readFileSync(path)
    return needles.some((needle) => bytes.includes(needle))
  })
  expect(leaks).toEqual([])
})
