import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../db/testing.ts'
import { receiveResult } from '../../contract/exchange.ts'
import { sealPackage } from '../../exchange/container.ts'
import { countsOf, writePayload, type PackageRecord, type RecordStream } from '../../exchange/payload.ts'
import { parseCard } from '../../exchange/card.ts'
import { idCheckCharacter } from '../../domain/id-number.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'
import { readUnitKeys } from './unit-keys.ts'

let town: TestDesk
let county: TestDesk
let previousHash: string | null = null
let seq = 0
const stick = temporaryFolder()

beforeAll(async () => {
  town = await newTestDesk()
  county = await newTestDesk({ kind: 'county' })
  const { card, fingerprint } = await town.api.exchange.unitCard()
  const fileRef = county.context.backend.files.add(county.context.connection, 'card.json', {
    bytes: Buffer.from(JSON.stringify(card)),
  })
  await county.api.exchange.acceptPeer({ fileRef, fingerprint })
})
afterAll(async () => {
  await town.close()
  await county.close()
})

const { newId } = { newId: () => town.context.backend.ports.newId() }
const at = '2026-11-20T08:00:00.000Z'
const person = (values: PackageRecord): PackageRecord => ({
  id: newId(),
  version: 1,
  createdAt: at,
  updatedAt: at,
  name: '石春海',
  idType: '111',
  personType: 'registered',
  ...values,
})
const stream = (register: string, records: PackageRecord[]): RecordStream => ({
  register,
  schemaVersion: 1,
  fields: [...new Set(records.flatMap((one) => Object.keys(one)))],
  records,
})

/** A package a township could have sent, with contents no program of ours would write. */
async function sendRaw(streams: RecordStream[], schemaVersion = 1) {
  const { desk } = town.context.backend
  if (!desk) throw new Error('the desk is open')
  const keys = readUnitKeys(desk.database)
  const { card } = await county.api.exchange.unitCard()
  const recipient = parseCard(JSON.stringify(card))
  const payload = writePayload(streams)
  const fileName = `raw-${String(++seq)}.zzb`
  const sealed = await sealPackage({
    header: () => ({
      kind: 'up',
      packageId: newId(),
      packageNo: `999901101000-20261120-${String(seq)}`,
      from: '999901101000-Z',
      seq,
      previousHash,
      epoch: 0,
      auditHead: { sequence: 1, hash: '0'.repeat(64) },
      period: null,
      producedAt: at,
      producedBy: 'a',
      approvedBy: null,
      purpose: '测试',
      basis: '测试',
      appVersion: '1',
      schemaVersion,
      counts: countsOf(payload.manifest()),
      attachmentCount: 0,
      attachmentBytes: 0,
    }),
    payload: payload.bytes,
    signer: { privateKey: keys.signing.privateKey },
    recipients: [{ unitId: recipient.card.unitId, publicKey: recipient.encryptionKey }],
    file: join(stick, fileName),
  })
  previousHash = sealed.digest
  const mediumId = county.backend.addFolder(stick).id
  const [outcome] = receiveResult.parse(
    await county.finish(await county.api.exchange.receive({ mediumId, fileNames: [fileName] })),
  ).files
  if (!outcome) throw new Error('one file has one outcome')
  return outcome
}
const names = async () => (await county.api.register.list({ register: 'resident' })).rows.map((row) => row.title).sort()

test('E25 one bad record is refused with its reason, the rest goes in, the receipt lists it', async () => {
  const outcome = await sendRaw([
    stream('resident', [
      person({}),
      person({ name: '坏性别', sex: 'x' }),
      person({ name: '' }),
      person({ name: '任思国', version: 3 }),
      { id: 'x', version: 1 },
    ]),
    stream('mediationParty', [
      { id: newId(), version: 1, createdAt: at, updatedAt: at, caseId: newId(), side: 'applicant', name: '甲' },
    ]),
    stream('futureLedger', [{ id: newId() }]),
  ])
  expect(outcome).toMatchObject({ outcome: 'partly', created: 2 })
  expect(outcome.refused.map((one) => `${one.register} ${one.code}`)).toEqual([
    'resident UNKNOWN_CODE',
    'resident BAD_REQUEST',
    'resident ENVELOPE',
    'mediationParty PARENT_MISSING',
    'futureLedger UNKNOWN_REGISTER',
  ])
  expect(outcome.refused[0]?.message).toBe('性别的代码“x”本程序不认识，请升级接收方的程序，或核对后重新上报')
  expect(await names()).toEqual(['任思国', '石春海'])
})

test('an older version of a record changes nothing; a newer one does', async () => {
  const id = newId()
  await sendRaw([stream('resident', [person({ id, name: '先来', version: 5 })])])
  expect(await sendRaw([stream('resident', [person({ id, name: '后到旧版', version: 4 })])])).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: 1,
  })
  expect(await names()).toContain('先来')
  await sendRaw([stream('resident', [person({ id, name: '新版', version: 6 })])])
  expect(await names()).toContain('新版')
})

test('a unit cannot touch the records of another, nor delete them', async () => {
  const own = await county.api.register.create({ register: 'resident', values: { name: '县里的人' } })
  const outcome = await sendRaw([
    stream('resident', [person({ id: own.id, name: '冒名', version: 9 })]),
    stream('tombstone', [{ register: 'resident', recordId: own.id, version: 9, deletedAt: at, reason: '冒名删除' }]),
  ])
  expect(outcome.refused.map((one) => one.code)).toEqual(['OWNER', 'OWNER'])
  expect(await names()).toContain('县里的人')
})

test('two people of one number from one unit: the second is refused, not merged over the first', async () => {
  const twin = { idNumber: '999901198802030017', sex: '1', birthOn: '1988-02-03' }
  const outcome = await sendRaw([stream('resident', [person({ ...twin, name: '一号' }), person({ ...twin, name: '二号' })])])
  expect(outcome.refused).toMatchObject([{ code: 'DUPLICATE', message: '与该单位已有记录重号' }])
  expect((await names()).filter((name) => name.endsWith('号'))).toEqual(['一号'])
})

test('E16 a record deleted, delivered and restored by its owner is there again, with what was changed meanwhile', async () => {
  const id = newId()
  const gone = (version: number) => ({ register: 'resident', recordId: id, version, deletedAt: at, reason: '重复登记' })
  await sendRaw([stream('resident', [person({ id, name: '去而复返' })])])
  await sendRaw([stream('tombstone', [gone(2)])])
  expect(await names()).not.toContain('去而复返')
  expect(await sendRaw([stream('resident', [person({ id, name: '去而复返', version: 2 })])])).toMatchObject({ unchanged: 1 })
  expect(await sendRaw([stream('resident', [person({ id, name: '归来', version: 4 })])])).toMatchObject({
    outcome: 'accepted',
    updated: 1,
  })
  expect(await sendRaw([stream('tombstone', [gone(2)])])).toMatchObject({ unchanged: 1 })
  expect(await names()).toContain('归来')
})

test('a record restored with a number that another has taken stays deleted', async () => {
  const [id, idNumber] = [newId(), '999901197506120013']
  await sendRaw([stream('resident', [person({ id, name: '旧主' })])])
  await sendRaw([stream('tombstone', [{ register: 'resident', recordId: id, version: 2, deletedAt: at, reason: '重复登记' }])])
  const born = { idNumber, sex: '1', birthOn: '1975-06-12' }
  const taken = await sendRaw([stream('resident', [person({ ...born, name: '新主' })])])
  expect(taken).toMatchObject({ outcome: 'accepted' })
  const back = await sendRaw([stream('resident', [person({ ...born, id, name: '旧主', version: 3 })])])
  expect(back.refused).toMatchObject([{ code: 'DUPLICATE' }])
  expect(await names()).not.toContain('旧主')
})

test('fields that stayed behind the first time are taken with the same version', async () => {
  const id = newId()
  const known = { id, sex: '1', birthOn: '1990-01-01', name: '后补号码' }
  await sendRaw([stream('resident', [person(known)])])
  const late = stream('resident', [person({ ...known, idNumber: '999901199001010010' })])
  expect(await sendRaw([late])).toMatchObject({ outcome: 'accepted', updated: 1 })
  expect(await sendRaw([late])).toMatchObject({ outcome: 'accepted', updated: 0, unchanged: 1 })
  expect(await sendRaw([stream('resident', [person(known)])])).toMatchObject({ unchanged: 1 })
  const { rows } = await county.api.register.list({ register: 'resident', search: '后补号码' })
  expect(rows[0]?.values.idNumber).toBe('999***********0010')
})

test('a unit adds nothing to the case of another', async () => {
  const { id: caseId } = await county.api.mediation.registerDispute({
    values: { title: '县里的纠纷', category: '02', registeredOn: '2026-11-01', summary: '院墙' },
    parties: [
      { side: 'applicant', name: '甲' },
      { side: 'respondent', name: '乙' },
    ],
  })
  const outcome = await sendRaw([
    stream('mediationParty', [
      { id: newId(), version: 1, createdAt: at, updatedAt: at, caseId, side: 'applicant', name: '冒名' },
    ]),
  ])
  expect(outcome.refused).toMatchObject([{ code: 'PARENT_OWNER', message: '所属的主记录是另一个单位的' }])
})

describe('numbers change hands within one package', () => {
  const numberOf = (serial: number) => {
    const begun = `99990119760612${String(serial * 2 + 1).padStart(3, '0')}`
    return begun + idCheckCharacter(begun)
  }
  const born = { sex: '1', birthOn: '1976-06-12' }
  /** persons with numbers of their own, and then, in one package, the numbers they have changed to (0: none) */
  async function change(names: readonly string[], from: readonly number[], to: readonly number[]) {
    const ids = names.map(() => newId())
    const packed = (numbers: readonly number[], version: number) =>
      stream(
        'resident',
        numbers.map((serial, at) =>
          person({
            ...born,
            id: ids[at] ?? '',
            name: names[at] ?? '',
            version,
            ...(serial > 0 ? { idNumber: numberOf(serial) } : {}),
          }),
        ),
      )
    await sendRaw([packed(from, 1)])
    const outcome = await sendRaw([packed(to, 2)])
    const rows = ids.map((id) => county.context.backend.desk?.rows.get('resident', id))
    return { outcome, numbers: rows.map((row) => row?.idNumber), versions: rows.map((row) => row?.version) }
  }

  test('a chain, the last first: each is free once the next has moved on', async () => {
    const names = Array.from({ length: 30 }, (_, at) => `链${String(at)}`)
    const from = names.map((_, at) => 100 + at)
    const { outcome, numbers } = await change(
      names,
      from,
      from.map((one) => one + 1),
    )
    expect(outcome).toMatchObject({ outcome: 'accepted', refused: [], updated: 30 })
    expect(numbers).toEqual(from.map((one) => numberOf(one + 1)))
  })

  test('two exchange theirs, three pass theirs around', async () => {
    const { outcome, numbers } = await change(
      ['甲', '乙', '子', '丑', '寅'],
      [201, 202, 203, 204, 205],
      [202, 201, 204, 205, 203],
    )
    expect(outcome).toMatchObject({ outcome: 'accepted', refused: [], updated: 5 })
    expect(numbers).toEqual([202, 201, 204, 205, 203].map(numberOf))
  })

  test('who waits for a number that stays keeps what was there, and so do those behind', async () => {
    await sendRaw([stream('resident', [person({ ...born, name: '不让', idNumber: numberOf(300) })])])
    const { outcome, numbers, versions } = await change(['前', '后', '左', '右'], [301, 302, 303, 304], [300, 301, 304, 303])
    expect(outcome.refused.map(({ code }) => code)).toEqual(['DUPLICATE', 'DUPLICATE'])
    expect(numbers).toEqual([301, 302, 304, 303].map(numberOf))
    expect(versions).toEqual([1, 1, 2, 2])
  })
})

describe('other versions of the program', () => {
  const dispute = (values: PackageRecord = {}): PackageRecord & { id: string } => ({
    version: 1,
    createdAt: at,
    updatedAt: at,
    title: '旧版案件',
    status: 'registered',
    source: '10',
    category: '02',
    difficulty: 'normal',
    registeredOn: '2026-11-01',
    summary: '院墙滴水',
    ...values,
    id: newId(),
  })
  const part = (caseId: string, values: PackageRecord): PackageRecord => ({
    id: newId(),
    version: 1,
    createdAt: at,
    updatedAt: at,
    caseId,
    ...values,
  })
  const newer = (one: RecordStream, schemaVersion = 3): RecordStream => ({ ...one, schemaVersion })
  const rowAt = (register: 'mediation' | 'mediationParty' | 'mediator' | 'mediationAgreement', id: unknown) =>
    county.context.backend.desk?.rows.get(register, String(id))

  test('X-01 a ledger of a newer program is kept out with words, its parts wait, the rest goes in', async () => {
    const later = dispute()
    const parties = [part(later.id, { side: 'applicant', name: '甲' })]
    const outcome = await sendRaw([
      stream('resident', [person({ name: '照常' })]),
      newer(stream('mediation', [later])),
      newer(stream('mediationParty', parties), 2),
    ])
    expect(outcome).toMatchObject({ outcome: 'partly', created: 1 })
    expect(outcome.refused.map(({ register, code }) => `${register} ${code}`)).toEqual([
      'mediation NEWER_VERSION',
      'mediationParty PARENT_MISSING',
    ])
    expect(outcome.refused[0]).toMatchObject({
      recordId: later.id,
      message: '调解案件由更新的程序写成（数据版本 3，接收方只认识到 2），已隔离、没有合并；请升级接收方的程序，再重新上报',
    })
    expect(rowAt('mediation', later.id)).toBeNull()
    // once the receiver knows that version, what is sent again goes in
    const again = await sendRaw([newer(stream('mediation', [later]), 2), newer(stream('mediationParty', parties), 2)])
    expect(again).toMatchObject({ outcome: 'accepted', created: 2 })
  })

  test('X-01 what is there is not touched by what a newer program says of it', async () => {
    const known = dispute({ title: '不动' })
    await sendRaw([newer(stream('mediation', [known]), 2)])
    const changed = { ...known, version: 2, title: '改过' }
    expect((await sendRaw([newer(stream('mediation', [changed]))])).refused).toMatchObject([{ code: 'NEWER_VERSION' }])
    expect(rowAt('mediation', known.id)).toMatchObject({ title: '不动', version: 1 })
  })

  test('X-01 a field that is not known is never dropped unseen', async () => {
    const outcome = await sendRaw([newer(stream('mediation', [dispute({ mood: 'calm' })]), 2)])
    expect(outcome.refused).toMatchObject([{ code: 'NEWER_VERSION', message: expect.stringContaining('字段“mood”') as string }])
    expect(outcome.refused[0]?.message).toContain('请升级接收方的程序')
  })

  test('X-01 a package of a newer program is not opened; the file stays as it is and is taken after the upgrade', async () => {
    expect(await sendRaw([stream('resident', [person({ name: '将来' })])], 2)).toMatchObject({
      outcome: 'refused',
      code: 'FORMAT',
      message: '数据包的格式比本软件新，请升级后再打开；文件保持原样',
      receiptFile: null,
    })
    const mediumId = county.backend.addFolder(stick).id
    const { files } = await county.api.exchange.inspect({ mediumId })
    expect(files.find(({ fileName }) => fileName === `raw-${String(seq)}.zzb`)).toMatchObject({
      state: 'tooNew',
      stateLabel: '版本过高',
    })
    expect(await names()).not.toContain('将来')
  })

  test('E35 a case of an older program goes in with what the migration gives our own', async () => {
    const mediator = { id: newId(), version: 1, createdAt: at, updatedAt: at, name: '王秋石', duty: '主任', fullTime: true }
    const odd = { ...mediator, id: newId(), duty: '值班员' }
    const agreed = dispute({ status: 'effective', acceptedOn: '2026-11-02', mediatorIds: [mediator.id], dueOn: '2026-12-02' })
    const failed = dispute({ status: 'terminated', acceptedOn: '2026-11-02', terminationReason: 'noAgreement' })
    const parts = [agreed, failed].flatMap(({ id }) =>
      ['applicant', 'respondent'].map((side) => part(id, { side, name: side, kind: 'person', consent: 'agreed' })),
    )
    const agreement = part(agreed.id, {
      facts: '院墙滴水',
      terms: ['赔偿'],
      amountFen: 50_000,
      performMethod: 'once',
      performDueOn: '2026-12-20',
      copies: 3,
      concludedOn: '2026-11-20',
      effectiveOn: '2026-11-20',
    })
    const old = [
      stream('mediator', [mediator, odd]),
      stream('mediation', [agreed, failed]),
      stream('mediationParty', parts),
      stream('mediationAgreement', [agreement]),
    ]
    expect(await sendRaw(old)).toMatchObject({ outcome: 'accepted', created: 9, refused: [] })
    expect(rowAt('mediator', mediator.id)).toMatchObject({ duty: 'director', legalBackground: false })
    expect(rowAt('mediator', odd.id)).toMatchObject({ duty: null })
    expect(rowAt('mediation', agreed.id)).toMatchObject({
      status: 'effective',
      outcome: 'written',
      committeeKind: 'township',
      performance: 'notDue',
      partyCount: 2,
      agreedFen: 50_000,
      effectiveOn: '2026-11-20',
      performDueOn: '2026-12-20',
      escalationKind: 'none',
      version: 1,
    })
    expect(rowAt('mediation', failed.id)).toMatchObject({ status: 'failed', outcome: 'failed', agreedFen: null, partyCount: 2 })
    expect(rowAt('mediationAgreement', agreement.id)).toMatchObject({ agreementForm: 'written' })
    expect(rowAt('mediationParty', parts[0]?.id)).toMatchObject({ representatives: [], agentName: null })
    // said again it is nothing new; a change comes without undoing what was worked out
    expect(await sendRaw(old)).toMatchObject({ updated: 0, created: 0, unchanged: 9 })
    const changed = { ...agreed, version: 2, place: '老井旁' }
    expect(await sendRaw([stream('mediation', [changed])])).toMatchObject({ updated: 1, refused: [] })
    expect(rowAt('mediation', agreed.id)).toMatchObject({ place: '老井旁', version: 2, agreedFen: 50_000, outcome: 'written' })
  })
})
