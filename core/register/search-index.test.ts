import { afterAll, beforeAll, expect, test } from 'vitest'
import { command } from '../server/command.ts'
import { openContext } from '../server/router-base.ts'
import { newTestDesk, type TestDesk } from '../testing.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await newTestDesk()
})
afterAll(() => desk.close())

const renameAndFail = command('testRename', { right: 'resident', label: '测试' }, (write, villageId: string) => {
  write.records.update('village', villageId, null, { name: '杏花村' })
  write.records.insert('resident', { name: '李未成', idType: '111', personType: 'registered', status: 'present', villageId })
  throw new Error('and nothing of it came to be')
})

test('a name that was taken back with its transaction is no part of what is written afterwards', async () => {
  const { id: villageId } = await desk.api.register.create({ register: 'village', values: { name: '石榴村' } })
  await expect(renameAndFail(openContext(desk.context), villageId)).rejects.toThrow('nothing of it')
  await desk.api.register.create({ register: 'resident', values: { name: '王大山', villageId } })
  const total = async (search: string) => (await desk.api.register.list({ register: 'resident', search })).total
  expect([await total('石榴村'), await total('杏花村')]).toEqual([1, 0])
})
