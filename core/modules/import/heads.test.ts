/** P-05 through an import: a household has one head, and is called after the head. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newTestDesk, type TestDesk } from '../../testing.ts'
import { importing, numbered, type Row } from './testing.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await newTestDesk()
})
afterAll(() => desk.close())

const heading = ['姓名', '身份证号', '村（社区）', '户编号', '与户主关系']
/** each test has a village of its own */
let village = ''
const numbers = new Map<string, string>()
const numberOf = (name: string) => {
  const known = numbers.get(name) ?? numbered(String(numbers.size * 2 + 101))
  numbers.set(name, known)
  return known
}
const person = (name: string, householdNo: string | null, relation: string | null): Row => [
  name,
  numberOf(`${name}@${village}`),
  village,
  householdNo,
  relation,
]
const imported = (...rows: Row[]) => importing(desk).imported('resident', [heading, ...rows])

async function household(householdNo: string) {
  const { rows } = await desk.api.register.list({ register: 'household', limit: 500 })
  const found = rows.find((one) => one.values.householdNo === householdNo && one.labels.villageId === village)
  if (!found) throw new Error(`no household ${householdNo}`)
  const members = await desk.api.household.members({ id: found.id })
  return {
    headName: found.values.headName,
    members: members.rows.map((one) => `${one.title} ${one.labels.relationToHead ?? ''}`.trim()).sort(),
  }
}

test('P-05 a second head of a file is a member without a relation, and the row says who the head is', async () => {
  village = '一村'
  const rows = [person('王甲', '12', '户主'), person('王乙', '12', '户主'), person('王丙', '12', '子')]
  const result = await imported(...rows)
  expect(result).toMatchObject({ read: 3, created: 3, rejected: 0, warnings: 1 })
  expect(result.rows).toMatchObject([{ code: 'SECOND_HEAD', row: 3, level: 'warning', column: 'E 与户主关系' }])
  expect(result.rows[0]?.message).toBe('第 3 行 户 12 已有户主“王甲”，本行按成员登记，请核对与户主关系')
  expect(await household('12')).toEqual({ headName: '王甲', members: ['王丙 子', '王乙', '王甲 户主'].sort() })
  expect(await imported(...rows)).toMatchObject({ unchanged: 3, warnings: 1, changeSetId: null })
})

test('P-05 a son does not become a second head by the file, and stays a son', async () => {
  village = '二村'
  await imported(person('戊一', '1', '户主'), person('戊二', '1', '子'))
  const result = await imported(person('戊二', null, '户主'))
  expect(result).toMatchObject({ unchanged: 1, warnings: 1 })
  expect(await household('1')).toEqual({ headName: '戊一', members: ['戊一 户主', '戊二 子'] })
})

test.each([
  ['the new head first', ['己二', '己一']],
  ['the former head first', ['己一', '己二']],
])('P-05 a file that changes the head of a household changes it: %s', async (order, names) => {
  village = order.startsWith('the new') ? '三村' : '四村'
  await imported(person('己一', '1', '户主'), person('己二', '1', '子'))
  const relations: Record<string, string> = { 己一: '父', 己二: '户主' }
  const result = await imported(...names.map((name) => person(name, '1', relations[name] ?? null)))
  expect(result).toMatchObject({ updated: 2, warnings: 0 })
  expect(await household('1')).toEqual({ headName: '己二', members: ['己一 父', '己二 户主'] })
})

test('P-05 a head who goes to another household alone leaves no name behind, and the row says so; a whole household may go', async () => {
  village = '五村'
  await imported(person('赵大', '2', '户主'), person('赵二', '2', '子'))
  const alone = await imported(person('赵大', '3', '户主'))
  expect(alone).toMatchObject({ updated: 1, warnings: 1 })
  expect(alone.rows).toMatchObject([{ code: 'HEAD_LEFT', row: 2 }])
  expect(await household('2')).toEqual({ headName: null, members: ['赵二 子'] })
  expect(await household('3')).toEqual({ headName: '赵大', members: ['赵大 户主'] })
  const together = await imported(person('赵大', '4', '户主'), person('赵二', '4', '子'))
  expect(together).toMatchObject({ updated: 2, warnings: 0 })
  expect(await household('4')).toEqual({ headName: '赵大', members: ['赵二 子', '赵大 户主'] })
})

test('P-05 a household is called after its head, also when the head is called otherwise now', async () => {
  village = '六村'
  const rows = (name: string): Row[] => [
    ['姓名', '身份证号', '村（社区）', '户编号', '与户主关系'],
    [name, numbered('991'), village, '9', '户主'],
  ]
  expect(await importing(desk).imported('resident', rows('李大'))).toMatchObject({ created: 1 })
  expect(await importing(desk).imported('resident', rows('李改名'))).toMatchObject({ updated: 1 })
  expect(await household('9')).toEqual({ headName: '李改名', members: ['李改名 户主'] })
})
