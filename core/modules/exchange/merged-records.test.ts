/** Two records that became one in a township, seen from its county. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../../db/testing.ts'
import { exportResult, receiveResult } from '../../contract/exchange.ts'
import type { RegisterName } from '../../domain/field.ts'
import { newTestDesk, type TestDesk } from '../../testing.ts'
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
  await town.close()
  await county.close()
})

/** Up with identity numbers, received, and the receipt taken: the next package holds only what changed since. */
async function deliver() {
  const sent = town.backend.addFolder(stick).id
  const idNumberReason = '核对重复登记人员'
  const { fileName } = exportResult.parse(await town.finish(await town.api.exchange.export({ mediumId: sent, idNumberReason })))
  const mediumId = county.backend.addFolder(stick).id
  const received = receiveResult.parse(
    await county.finish(await county.api.exchange.receive({ mediumId, fileNames: [fileName], receiptMediumId: mediumId })),
  )
  const [outcome] = received.files
  if (!outcome?.receiptFile) throw new Error('one file has one receipt')
  await town.api.exchange.takeReceipt({ mediumId: sent, fileName: outcome.receiptFile })
  return outcome
}

const atCounty = async (register: RegisterName, id: string) => (await county.api.register.get({ register, id })).values
const deletedAtCounty = async (id: string) => (await county.api.register.get({ register: 'resident', id })).deletedAt !== null

test(
  'E24 a county receives the merge: the number moves, children follow, the other is gone; and its undo',
  { timeout: 60_000 },
  async () => {
    const create = async (values: Record<string, string>) => (await town.api.register.create({ register: 'resident', values })).id
    const idNumber = '999901198802030017'
    // the one that goes was entered first, so it also travels first
    const dropId = await create({ name: '单春海', idNumber })
    const keepId = await create({ name: '单春海' })
    const { id: caseId } = await town.api.resettlement.openCase({ values: { residentId: dropId, releasedOn: '2026-11-01' } })
    expect(await deliver()).toMatchObject({ outcome: 'accepted', refused: [] })
    expect(await atCounty('resettlement', caseId)).toMatchObject({ residentId: dropId })

    const { changeSetId } = await town.api.register.merge({
      register: 'resident',
      keepId,
      keepVersion: 1,
      dropId,
      dropVersion: 1,
      take: ['idNumber'],
    })
    expect(await deliver()).toMatchObject({ outcome: 'accepted', refused: [] })
    expect(await atCounty('resettlement', caseId)).toMatchObject({ residentId: keepId })
    expect(await atCounty('resident', keepId)).toMatchObject({ idNumber: '999***********0017' })
    expect(await deletedAtCounty(dropId)).toBe(true)

    await town.api.register.undo({ changeSetId })
    expect(await deliver()).toMatchObject({ outcome: 'accepted', refused: [] })
    expect(await atCounty('resettlement', caseId)).toMatchObject({ residentId: dropId })
    expect(await atCounty('resident', dropId)).toMatchObject({ idNumber: '999***********0017' })
    expect(await atCounty('resident', keepId)).toMatchObject({ idNumber: null })
    expect(await deletedAtCounty(dropId)).toBe(false)
  },
)
