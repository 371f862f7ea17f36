import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sheetLibrary from '@e965/xlsx'
import type { Page } from '@playwright/test'
import type { Worksheet } from 'exceljs'
import { idCheckCharacter } from '../../core/domain/id-number.ts'
import { repairFills } from '../../core/workers/repair-protocol.ts'
import { zipOf, workbookOf } from '../../core/workers/workbook-testing.ts'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { foldersOf } from '../host.ts'
import { box, button, choose, form } from '../pages/form.ts'
import { chooseWorkbook, countsOf, csvFile, importForGood, tryImport } from '../pages/import.ts'
import { find, goTo, openRow, rows, searchLedger } from '../pages/shell.ts'
import { downloaded, openSheet, textsOf, uploadOf, workbookType } from '../pages/workbook.ts'
import { filesContaining, gb18030, inventedNames } from '../plaintext.ts'
import { picture } from '../pictures.ts'

const samples = join(import.meta.dirname, '../data/samples')
const truthOf = (sample: string) =>
  JSON.parse(readFileSync(join(samples, `${sample}.truth.json`), 'utf8')) as {
    rows: number
    rejected: Record<string, number>
    duplicates: number
    repairable: Record<string, number>
    warnings: Record<string, number>
  }
const truth = truthOf('residents-1')
const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((total, count) => total + count, 0)
const countsIn = ({ rows: read, rejected, duplicates }: typeof truth) => ({
  读到: read,
  新增: read - duplicates - sum(rejected),
  更新: 0,
  未变: 0,
  重复: duplicates,
  未导入: sum(rejected),
})
const expected = countsIn(truth)

/** A valid number of nobody. */
const numberOf = (first17: string) => first17 + idCheckCharacter(first17)

test('导入一份杂乱的人口台账：核对表头、试导入、正式导入、整批撤销、再导入，然后查得到、看得全', async ({ openOffice }) => {
  test.slow()
  const { page } = await openOffice('township')
  await goTo(page, '/resident')
  await button(page, '导入 Excel').first().click()
  await chooseWorkbook(page, join(samples, 'residents-1.xlsx'))
  await expect(page.getByText('不读入：平安台不收集这类信息')).toBeVisible()
  await picture(page, '10-import-header')
  await expectAccessible(page)
  await choose(page.locator('main'), '村民小组导入为', '不导入')
  await expect(page.getByText('正式导入后会记住这次的对应关系')).toBeVisible()
  await button(page, '下一步').click()
  await expect(page.getByRole('radio', { name: /^以表为准/ })).toBeChecked()
  await expect(page.getByRole('radio', { name: /^证号；没有证号的/ })).toBeChecked()
  await picture(page, '11-import-match')
  await expectAccessible(page)
  await button(page, '试导入').click()
  expect(await countsOf(page)).toEqual(expected)
  await expect(page.getByText('其中已修正').locator('..')).toContainText(String(sum(truth.repairable)))
  await expect(page.getByText('其中有提醒').locator('..')).toContainText(String(sum(truth.warnings)))
  await expect(page.getByText('政治面貌')).toBeVisible()
  await picture(page, '11-import-trial')
  await expectAccessible(page)
  await expect(button(page, '正式导入 1,952 人')).toBeVisible()
  expect(await importForGood(page)).toEqual(expected)
  await picture(page, '12-import-done')

  await button(page, '撤销这次导入').click()
  const undo = page.getByRole('dialog', { name: '撤销这次操作' })
  await expect(undo).toContainText('居民 1,952 人')
  await expect(undo).toContainText('没有人改过，可以全部撤销')
  await expectAccessible(page)
  await button(undo, '撤销').click()
  await expect(page.getByRole('region', { name: '导入已撤销' })).toContainText('已撤销 1,9', { timeout: 30_000 })
  await picture(page, '13-import-undone')
  await button(page, '再导入一个文件').click()
  await chooseWorkbook(page, join(samples, 'residents-1.xlsx'))
  await expect(page.getByText('这种表格以前导入过')).toBeVisible()
  expect(await tryImport(page)).toEqual(expected)
  expect(await importForGood(page)).toEqual(expected)
  await button(page, '查看居民台账').click()
  await expect(page.getByText('命中 1,952 人')).toBeVisible()

  await searchLedger(page, '白博博')
  await expect(rows(page, '白博博').first()).toBeVisible()
  await searchLedger(page, 'bbb')
  await expect(rows(page, '白博博').first()).toBeVisible()
  await searchLedger(page, '6226')
  await expect(rows(page, '白博博').first()).toBeVisible()
  await picture(page, '14-ledger-search')
  for (const words of ['白博博', 'bbb', '6226']) {
    const palette = await find(page, words)
    await expect(palette.getByRole('option', { name: /白博博/ }).first()).toBeVisible()
    if (words === 'bbb') await picture(page, '15-palette')
    await page.keyboard.press('Escape')
  }
  const palette = await find(page, '白博博')
  await expect(palette.getByRole('option', { name: /白博博/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '白博博' })).toBeVisible()
  await expect(page.getByText(/999\*+/).first()).toBeVisible()

  await button(page, '显示身份证号').click()
  const reason = page.getByRole('dialog', { name: '显示身份证号' })
  await button(reason, '显示').click()
  await expect(reason.getByText('请写明理由，理由会记入操作日志。')).toBeVisible()
  await reason.getByRole('radio', { name: '核对身份' }).check()
  await picture(page, '16-reveal-reason')
  await button(reason, '显示').click()
  await expect(page.getByText(/999\d{3} ?\d{8} ?6226/)).toBeVisible()
  await picture(page, '17-resident-record')
  await goTo(page, '/system')
  await page.getByRole('tab', { name: '使用记录' }).click()
  await expect(page.getByRole('tabpanel').getByText('核对身份').first()).toBeVisible()
  await goTo(page, '/resident')
  await searchLedger(page, '白博博')
  await openRow(page, '白博博')
  await expect(page.getByText(/999\*+/).first(), '离开页面后重新遮盖').toBeVisible()
})

const hostile = [
  ['加密的', '加密.xlsx', zipOf([{ name: '[Content_Types].xml', data: '<Types/>', encrypted: true }]), /密码/],
  ['带宏的', '带宏.xlsx', workbookOf({ more: [{ name: 'xl/vbaProject.bin', data: 'x' }] }), /宏/],
  ['截断的', '截断.xlsx', readFileSync(join(samples, 'residents-1.xlsx')).subarray(0, 20_000), /损坏|不完整/],
  ['不是表格的', '照片.xlsx', zipOf([{ name: 'word/document.xml', data: '<x/>' }]), /不是|表格|工作簿/],
] as const

test('有问题的表格逐个说明原因，什么也不写入', async ({ openOffice }) => {
  const { page } = await openOffice('township')
  await goTo(page, '/resident/import')
  for (const [kind, name, buffer, reason] of hostile) {
    await test.step(`${kind}：${name}`, async () => {
      await chooseWorkbook(page, { name, mimeType: workbookType, buffer: Buffer.from(buffer) })
      const refusal = page.getByText('这个文件没有打开。').locator('..')
      await expect(refusal).toContainText(reason)
    })
  }
  await picture(page, '18-import-refused')
  await goTo(page, '/resident')
  await expect(page.getByText('还没有居民')).toBeVisible()
})

test('导入 CSV 的原文不落盘，姓名在数据文件夹里找不到', async ({ openOffice }) => {
  const { page, house } = await openOffice('township')
  await goTo(page, '/resident/import')
  await chooseWorkbook(
    page,
    csvFile('村民.csv', [
      '姓名,性别,身份证号,所属村,住址',
      '慕容听雨,女,,石榴村,石榴村3组12号',
      '令狐无双,男,,石榴村,石榴村3组14号',
    ]),
  )
  expect(await tryImport(page)).toMatchObject({ 读到: 2, 新增: 2 })
  await importForGood(page)
  await goTo(page, '/resident')
  await expect(rows(page, '慕容听雨')).toBeVisible()
  expect(filesContaining(foldersOf(house), inventedNames)).toEqual([])
})

/** Column of a sheet whose heading begins so, counted from 1. */
function columnOf(sheet: Worksheet, headingRow: number, heading: string): number {
  const at = textsOf(sheet, headingRow).findIndex((text) => text.startsWith(heading))
  if (at < 0) throw new Error(`no column ${heading}`)
  return at + 1
}

test('按户排列的台账：逐户读入；标注后取回的表改好再导入，只读标出的行；原表再导入一次什么也不变', async ({ openOffice }) => {
  const { page } = await openOffice('township')
  const household = truthOf('residents-2')
  const { 新增: created, 未导入: rejected, 重复: duplicates } = countsIn(household)
  await goTo(page, '/resident/import')
  await chooseWorkbook(page, join(samples, 'residents-2.xlsx'))
  await expect(page.getByText('按户排列：同户的户号、地址从户主行取')).toBeVisible()
  await expect(page.getByText('不读入：平安台不收集这类信息')).toBeVisible()
  await picture(page, '19-import-households')
  expect(await tryImport(page)).toEqual(countsIn(household))
  await expect(page.getByText('其中已修正').locator('..')).toContainText(String(sum(household.repairable)))
  expect(await importForGood(page)).toEqual(countsIn(household))

  const marked = await downloaded(page, () => button(page, '把原表标注后取回').click())
  expect(marked.name).toBe('residents-2（标注）.xlsx')
  const { workbook, sheet } = await openSheet(marked.path, '人口台账')
  const [numbers, remarks] = [columnOf(sheet, 3, '公民身份号码'), columnOf(sheet, 3, '导入说明')]
  const markedRows = Array.from({ length: sheet.rowCount - 3 }, (_, at) => sheet.getRow(at + 4)).filter(
    (row) => row.getCell(remarks).text !== '',
  )
  await expect(page.getByText(`标出 ${String(markedRows.length)} 行`)).toBeVisible()
  const refused = markedRows.filter((row) => row.getCell(remarks).text.startsWith('未导入'))
  expect(refused).toHaveLength(rejected)
  for (const row of refused) {
    const cell = row.getCell(numbers)
    const fills = Array.from({ length: remarks }, (_, at) => row.getCell(at + 1).fill as typeof cell.fill | undefined)
    expect(fills, `第 ${String(row.number)} 行有红格`).toContainEqual(
      expect.objectContaining({ fgColor: { argb: repairFills.bad } }),
    )
    const first17 = cell.text.replace(/\s/g, '').slice(0, 17)
    const wrongEnd = row.getCell(remarks).text.includes('校验位')
    cell.value = wrongEnd ? numberOf(first17) : null
  }
  // a member whose household's first row is not read again
  const headOf = (row: number): number => (sheet.getCell(row, 1).text === '' ? headOf(row - 1) : row)
  const member = refused.find(({ number }) => headOf(number) !== number && sheet.getCell(headOf(number), remarks).text === '')
  const home = sheet.getCell(headOf(member?.number ?? 4), columnOf(sheet, 3, '住址')).text

  await button(page, '再导入一个文件').click()
  await chooseWorkbook(page, await uploadOf(workbook, marked.name))
  await expect(page.getByText('这是标注后取回的表：只读“导入说明”一列有内容的行。')).toBeVisible()
  await picture(page, '20-repair-sheet')
  const mended = await tryImport(page)
  expect(mended).toMatchObject({ 读到: markedRows.length, 新增: rejected, 未导入: 0 })
  expect((mended['更新'] ?? 0) + (mended['未变'] ?? 0) + (mended['重复'] ?? 0)).toBe(markedRows.length - rejected)
  expect(await importForGood(page)).toEqual(mended)

  await button(page, '再导入一个文件').click()
  await chooseWorkbook(page, join(samples, 'residents-2.xlsx'))
  expect(await tryImport(page)).toMatchObject({ 新增: 0, 更新: 0, 未变: created, 重复: duplicates, 未导入: rejected })
  await expect(button(page, /^正式导入 0 人/)).toBeDisabled()
  await expect(page.getByText('没有可以写入的行，请先改好未导入的行')).toBeVisible()
  await goTo(page, '/resident')
  await expect(page.getByText(`命中 ${String(created + rejected)} 人`)).toBeVisible()
  const name = member?.getCell(columnOf(sheet, 3, '成员姓名')).text ?? ''
  await searchLedger(page, name)
  const [, village = '', group = '', house = ''] = /^(.+?(?:村|社区))(\d+组)(\d+号)$/.exec(home) ?? []
  for (const part of [village, group, house]) await expect(rows(page, name).first(), `${name}还在自己的户里`).toContainText(part)
})

const heading = '姓名,身份证号,联系电话,所属村,职业'
const [first = '', second = '', third = ''] = ['99990119800307123', '99990119791112124', '99990119660605125'].map(numberOf)
const before = [heading, `石春海,${first},13900001234,石榴村,`, `任思国,${second},,石榴村,教师`, `薛婷,${third},,石榴村,务农`]
const later = [
  heading,
  `石春海,${first},13900005678,石榴村,木匠`,
  `任思国,${second},,石榴村,教师`,
  `薛婷,${third},,石榴村,`,
  `付田妮,${numberOf('99990119900101228')},,石榴村,`,
]

async function importList(page: Page, name: string, lines: readonly string[]): Promise<void> {
  await goTo(page, '/resident/import')
  await chooseWorkbook(page, csvFile(name, lines))
  await tryImport(page)
  await importForGood(page)
}

test('已有的怎么办：跳过、只补空项、以表为准，数目各不相同；只补空项不动已有的内容', async ({ openOffice }) => {
  const { page } = await openOffice('township')
  await importList(page, '春.csv', before)
  await button(page, '再导入一个文件').click()
  await chooseWorkbook(page, csvFile('秋.csv', later))
  expect(await tryImport(page, '跳过')).toMatchObject({ 读到: 4, 新增: 1, 更新: 0, 未变: 3 })
  for (const known of ['以表为准', '只补空项'] as const) {
    await button(page, '上一步').click()
    await button(page, '上一步').click()
    expect(await tryImport(page, known), known).toMatchObject({ 读到: 4, 新增: 1, 更新: 1, 未变: 2 })
  }
  expect(await importForGood(page)).toMatchObject({ 新增: 1, 更新: 1, 未变: 2 })
  await expect(page.getByText('已有的：只补空项')).toBeVisible()
  await button(page, '查看居民台账').click()
  await openRow(page, '石春海')
  await expect(page.getByText(/139 \*{4} 1234/).first()).toBeVisible()
  await expect(page.getByText('木匠').first()).toBeVisible()
  // what the file leaves empty takes nothing away
  await importList(page, '冬.csv', [heading, `薛婷,${third},13900004321,石榴村,`])
  await goTo(page, '/resident')
  await openRow(page, '薛婷')
  await expect(page.getByText(/139 \*{4} 4321/).first()).toBeVisible()
  await expect(page.getByText('务农').first()).toBeVisible()
})

/** 修改记录: another occupation. */
async function takeUp(page: Page, person: string, occupation: string): Promise<void> {
  await goTo(page, '/resident')
  await openRow(page, person)
  await expect(page.getByRole('heading', { name: person })).toBeVisible()
  await button(page, /^修改/).first().click()
  const resident = form(page, '居民登记')
  await box(resident, '职业').fill(occupation)
  await button(resident, /^保存/).first().click()
  await expect(page.getByText(occupation).first()).toBeVisible()
}

test('导入以后有人改过的记录：撤销时列出来，不打勾的留下，打勾的一并收回', async ({ openOffice }) => {
  const { page } = await openOffice('township')
  const dialog = page.getByRole('dialog', { name: '撤销这次操作' })
  const undo = async (left: number) => {
    await goTo(page, '/system?tab=operation')
    await page.getByRole('table', { name: '操作记录' }).getByRole('button', { name: /导入/ }).first().click()
    await expect(dialog).toContainText(`3 条记录中，${String(left)} 条直接撤销，1 条需要留意`)
    const edited = dialog.getByRole('table', { name: '此后又改过的' })
    await expect(edited.getByRole('row')).toHaveCount(2)
    await expect(edited).toContainText(/石春海.*修改.*职业/)
  }
  await importList(
    page,
    '名单.csv',
    before.map((line) => line.replace('石榴村', '')),
  )
  await takeUp(page, '石春海', '木匠')
  await undo(2)
  await picture(page, '21-undo-by-choice')
  await expectAccessible(page)
  await button(dialog, '撤销').click()
  await expect(page.getByText('已撤销 2 条，1 条没有撤销，保持现状。')).toBeVisible()
  await goTo(page, '/resident')
  await expect(page.getByText('命中 1 人')).toBeVisible()
  await expect(rows(page, '石春海')).toBeVisible()

  await importList(
    page,
    '名单.csv',
    before.map((line) => line.replace('石榴村', '').replace('石春海', '石春江').replace(first, numberOf('99990119800307141'))),
  )
  await takeUp(page, '石春江', '瓦匠')
  await goTo(page, '/system?tab=operation')
  const imports = page.getByRole('table', { name: '操作记录' }).getByRole('button', { name: /导入/ })
  // the first one was not taken back whole: it can still be taken up again
  await expect(imports).toHaveCount(2)
  await imports.first().click()
  await dialog.getByRole('checkbox', { name: '也撤销 石春江' }).check()
  await button(dialog, '撤销').click()
  await expect(page.getByText('已撤销 3 条。')).toBeVisible()
  await goTo(page, '/resident')
  await expect(page.getByText('命中 1 人')).toBeVisible()
  await expect(rows(page, '石春海')).toBeVisible()
})

test('下载模板，填两行，不用对应表头就能导入', async ({ openOffice }) => {
  const { page } = await openOffice('demo')
  await goTo(page, '/resident/import')
  const template = await downloaded(page, () => button(page, '下载模板').click())
  expect(template.name).toBe('居民导入模板.xlsx')
  const { workbook, sheet } = await openSheet(template.path)
  const put = (row: number, values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) sheet.getRow(row).getCell(columnOf(sheet, 1, name)).value = value
  }
  put(2, { 姓名: '石春海', 身份证号: first, 人员类型: '流动', '村（社区）': '石榴村', 电话: '13900001234' })
  put(3, { 姓名: '任思国', 身份证号: second, 人员类型: '户籍', '村（社区）': '石榴村', 学历: '大专' })
  for (const name of ['性别', '人员类型', '学历', '村（社区）']) {
    const { dataValidation } = sheet.getCell(2, columnOf(sheet, 1, name))
    expect(dataValidation, `${name}有下拉`).toMatchObject({ type: 'list' })
  }
  expect(sheet.getCell(2, columnOf(sheet, 1, '身份证号')).numFmt, '身份证号是文本').toBe('@')
  await chooseWorkbook(page, await uploadOf(workbook, template.name))
  const mapping = page.getByRole('table', { name: '列与台账字段的对应' })
  await expect(mapping.getByRole('combobox')).toHaveCount(sheet.columnCount)
  await expect(mapping.getByText('不导入', { exact: true }), '每一列都认得出').toHaveCount(0)
  expect(await tryImport(page)).toMatchObject({ 读到: 2, 新增: 2, 未导入: 0 })
  await importForGood(page)
  await button(page, '查看居民台账').click()
  await searchLedger(page, '13900001234')
  await expect(page.getByText('命中 1 人')).toBeVisible()
  await expect(rows(page, '石春海')).toContainText('流动')
  await expect(rows(page, '石春海')).toContainText('石榴村')
})

test('村名单和区划名单从页面导入：代码原样，同名的村不会登记两遍', async ({ openOffice }) => {
  const { page } = await openOffice('township')
  await importList(page, '名单.csv', before)
  await goTo(page, '/resident/import?register=village')
  await chooseWorkbook(
    page,
    csvFile('村.csv', [
      '村（社区）名称,类型,统计用区划代码',
      '石榴村,村,999901102201',
      '板桥村,村,999901102202',
      '柳河社区,社区,999901102003',
    ]),
  )
  expect(await tryImport(page)).toMatchObject({ 读到: 3, 新增: 2, 更新: 1, 未导入: 0 })
  await importForGood(page)
  await goTo(page, '/village')
  await expect(page.getByText('命中 3 个')).toBeVisible()
  await expect(rows(page, '石榴村')).toContainText('999901102201')
  await expect(rows(page, '柳河社区')).toContainText('社区')

  await goTo(page, '/resident/import?register=division')
  await chooseWorkbook(
    page,
    csvFile('区划.csv', [
      '统计用区划代码,年份,名称,城乡分类代码',
      '999901102000,2026,枣林乡,',
      '999901102201,2026,石榴村委会,220',
      '999901102201,2024,石榴村民委员会,220',
    ]),
  )
  expect(await tryImport(page)).toMatchObject({ 读到: 3, 新增: 3, 未导入: 0 })
  await importForGood(page)
  await goTo(page, '/division')
  await expect(page.getByText('命中 2 条'), '先看最新的一年').toBeVisible()
  await button(page, '全部年度').click()
  await expect(page.getByText('命中 3 条')).toBeVisible()
  await expect(rows(page, '石榴村民委员会')).toContainText('2024')
})

/** A text as the programs of most offices save CSV. */
const inGbk = (text: string) =>
  Buffer.concat([...text].map((char) => (char.charCodeAt(0) < 0x80 ? Buffer.from(char) : gb18030(char))))

test('GBK 编码的 CSV 和老格式 .xls 一样读得出', async ({ openOffice }) => {
  const { page } = await openOffice('township')
  const table = [
    ['姓名', '性别', '身份证号', '所属村'],
    ['石春海', '男', first, '石榴村'],
    ['任思国', '女', second, '石榴村'],
  ]
  const csv = inGbk(table.map((line) => line.join(',')).join('\r\n'))
  await goTo(page, '/resident/import')
  await chooseWorkbook(page, { name: '人口.csv', mimeType: 'text/csv', buffer: csv })
  expect(await tryImport(page)).toMatchObject({ 读到: 2, 新增: 2 })
  await importForGood(page)
  await button(page, '再导入一个文件').click()

  const book = sheetLibrary.utils.book_new()
  sheetLibrary.utils.book_append_sheet(book, sheetLibrary.utils.aoa_to_sheet([['石榴村人口台账'], ...table]), '人口')
  const xls = sheetLibrary.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer
  await chooseWorkbook(page, { name: '人口.xls', mimeType: 'application/vnd.ms-excel', buffer: xls })
  await expect(page.getByText('第 2 行是表头')).toBeVisible()
  expect(await tryImport(page)).toMatchObject({ 读到: 2, 新增: 0, 未变: 2 })
})
