import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipOf, workbookOf } from '../../core/workers/workbook-testing.ts'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { foldersOf } from '../host.ts'
import { button, choose } from '../pages/form.ts'
import { chooseWorkbook, countsOf } from '../pages/import.ts'
import { find, goTo, openRow, rows, searchLedger } from '../pages/shell.ts'
import { filesContaining, inventedNames } from '../plaintext.ts'
import { picture } from '../pictures.ts'

const samples = join(import.meta.dirname, '../data/samples')
const truth = JSON.parse(readFileSync(join(samples, 'residents-1.truth.json'), 'utf8')) as {
  rows: number
  rejected: Record<string, number>
  duplicates: number
  repairable: Record<string, number>
  warnings: Record<string, number>
}
const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((total, count) => total + count, 0)
const expected = {
  读到: truth.rows,
  新增: truth.rows - truth.duplicates - sum(truth.rejected),
  更新: 0,
  未变: 0,
  重复: truth.duplicates,
  未导入: sum(truth.rejected),
}

test('导入一份杂乱的人口台账：核对表头、试导入、正式导入、整批撤销、再导入，然后查得到、看得全', async ({ openOffice }) => {
  const { page } = await openOffice('township')
  await goTo(page, '/resident')
  await button(page, '导入 Excel').first().click()
  await chooseWorkbook(page, join(samples, 'residents-1.xlsx'))
  await expect(page.getByText('不读入：平安台不收集这类信息（P-03）')).toBeVisible()
  await picture(page, '10-import-header')
  await expectAccessible(page)
  await choose(page.locator('main'), '村民小组导入为', '不导入')
  await expect(page.getByText('正式导入后会记住这次的对应关系')).toBeVisible()
  await button(page, '试导入').click()
  expect(await countsOf(page)).toEqual(expected)
  await expect(page.getByText('其中已修正').locator('..')).toContainText(String(sum(truth.repairable)))
  await expect(page.getByText('其中有提醒').locator('..')).toContainText(String(sum(truth.warnings)))
  await expect(page.getByText('政治面貌')).toBeVisible()
  await picture(page, '11-import-trial')
  await expectAccessible(page)
  await button(page, /正式导入 1,952 人/).click()
  await expect(page.getByRole('region', { name: '导入完成' })).toBeVisible({ timeout: 30_000 })
  expect(await countsOf(page)).toEqual(expected)
  await picture(page, '12-import-done')

  await button(page, '撤销本次导入').click()
  await button(page.getByRole('dialog', { name: '撤销本次导入' }), '撤销导入').click()
  await expect(page.getByText('已撤销 1,9', { exact: false })).toBeVisible({ timeout: 30_000 })
  await picture(page, '13-import-undone')
  await button(page, '再导入一个文件').click()
  await chooseWorkbook(page, join(samples, 'residents-1.xlsx'))
  await expect(page.getByText('这种表格以前导入过')).toBeVisible()
  await button(page, '试导入').click()
  expect(await countsOf(page)).toEqual(expected)
  await button(page, /正式导入 1,952 人/).click()
  await expect(page.getByRole('region', { name: '导入完成' })).toBeVisible({ timeout: 30_000 })
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

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
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
      await chooseWorkbook(page, { name, mimeType: excel, buffer: Buffer.from(buffer) })
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
  const csv = '姓名,性别,身份证号,所属村,住址\n慕容听雨,女,,石榴村,石榴村3组12号\n令狐无双,男,,石榴村,石榴村3组14号\n'
  await chooseWorkbook(page, { name: '村民.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${csv}`) })
  await button(page, '试导入').click()
  expect(await countsOf(page)).toMatchObject({ 读到: 2, 新增: 2 })
  await button(page, /正式导入 2 人/).click()
  await expect(page.getByRole('region', { name: '导入完成' })).toBeVisible()
  await goTo(page, '/resident')
  await expect(rows(page, '慕容听雨')).toBeVisible()
  expect(filesContaining(foldersOf(house), inventedNames)).toEqual([])
})
