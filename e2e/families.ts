import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import excel from 'exceljs'
import { desk, foldersOf } from './host.ts'

const headers = ['姓名', '身份证号', '与户主关系', '所属村', '组', '家庭住址', '户编号']
const oak = ['青檀村', '3组', '3组15号', '0315']
const elm = ['青檀村', '3组', '3组18号', '0318']

/** Two invented households of one village: three generations, and an old couple. */
const people = [
  ['公孙守义', '999901195203040017', '户主', ...oak],
  ['宇文兰芝', '999901195406070021', '配偶', ...oak],
  ['公孙望岳', '999901197809100036', '子', ...oak],
  ['夏侯清妍', '999901198001020046', '儿媳', ...oak],
  ['公孙小禾', '999901200805060051', '孙子', ...oak],
  ['闻人知秋', '999901194711120019', '户主', ...elm],
  ['上官念慈', '999901195012130028', '配偶', ...elm],
]

/** A copy of a unit's data with the two households in it. @returns its folder, below `root` */
export async function withFamilies(root: string, unit: { dataDir: string; password: string }): Promise<string> {
  const house = { dataDir: join(root, 'families'), stick: join(root, 'families-stick'), temp: join(root, 'families-tmp') }
  for (const folder of foldersOf(house)) mkdirSync(folder, { recursive: true })
  cpSync(unit.dataDir, house.dataDir, { recursive: true })
  const book = new excel.Workbook()
  book.addWorksheet('居民').addRows([headers, ...people])
  const file = join(root, 'families.xlsx')
  await book.xlsx.writeFile(file)
  await desk(house, unit.password, 'import', 'resident', file)
  return house.dataDir
}
