import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Unit } from '../fixtures.ts'
import { desk } from '../host.ts'
import { openSheet, recordsOf } from './workbook.ts'

/** One resident of the demonstration desk as its own workbook says, nothing masked. */
export interface Person {
  name: string
  pinyin: string
  sex: string
  birthOn: string
  idNumber: string
  phone: string
  village: string
  group: string
  address: string
  type: string
  occupation: string
}

const headings = {
  name: '姓名',
  pinyin: '姓名拼音',
  sex: '性别',
  birthOn: '出生日期',
  idNumber: '身份证号',
  phone: '电话',
  village: '村（社区）',
  group: '村民小组',
  address: '住址',
  type: '人员类型',
  occupation: '职业',
} as const
const fields = 'name,namePinyin,sex,birthOn,idNumber,phone,villageId,groupName,residenceAddress,personType,occupation'

const known = new WeakMap<Unit, Promise<Person[]>>()

/** Everybody of the demonstration desk: what the page's counts are compared with. */
export function peopleOf(unit: Unit): Promise<Person[]> {
  const people = known.get(unit) ?? readPeople(unit)
  known.set(unit, people)
  return people
}

async function readPeople({ dataDir, password }: Unit): Promise<Person[]> {
  const root = mkdtempSync(join(tmpdir(), 'pingan-people-'))
  const copy = join(root, 'data')
  cpSync(dataDir, copy, { recursive: true })
  const file = join(root, 'people.xlsx')
  const house = { dataDir: copy, stick: root, temp: root }
  const words = ['workbook', 'export', 'resident', '--to', file, '--reason', '核对台账', '--columns', fields, '--full']
  await desk(house, password, ...words)
  const { sheet } = await openSheet(file)
  rmSync(root, { recursive: true })
  return recordsOf(sheet, 3).map(
    (record) =>
      Object.fromEntries(Object.entries(headings).map(([field, heading]) => [field, record[heading] ?? ''])) as unknown as Person,
  )
}
