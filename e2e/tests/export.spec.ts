import type { Page } from '@playwright/test'
import { localDay } from '../../core/domain/day.ts'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { changeHands } from '../pages/entry.ts'
import { box, button, choose, form, write } from '../pages/form.ts'
import { cellsOf, countText, expectHits, filterLine, freshLedger, openFilters, tickOptions } from '../pages/ledger.ts'
import { peopleOf } from '../pages/people.ts'
import { goTo, searchLedger } from '../pages/shell.ts'
import { downloaded, openSheet, recordsOf, textsOf } from '../pages/workbook.ts'
import { picture } from '../pictures.ts'

const headings = ['姓名', '性别', '出生日期', '身份证号', '村（社区）', '村民小组', '住址', '人员类型', '电话', '与户主关系']
const dialogOf = (page: Page) => page.getByRole('dialog', { name: '导出 Excel' })

/** 导出, for a usual reason. @returns the first sheet of the file, and its number */
async function exportFor(page: Page, reason: string) {
  const dialog = dialogOf(page)
  await dialog.getByRole('radio', { name: reason }).check()
  const { name, path } = await downloaded(page, () => button(dialog, '导出').click())
  const said = await dialog.getByText(/^已导出/).innerText()
  await button(dialog, '关闭').click()
  const serial = /编号 (DC-\d{4}-\d{6})/.exec(said)?.[1] ?? ''
  expect(name).toBe(`居民台账-${serial}.xlsx`)
  return { said, serial, ...(await openSheet(path)) }
}

/** 使用记录, its newest rows. */
async function auditRows(page: Page): Promise<string[]> {
  await goTo(page, '/system?tab=audit')
  const found = page.getByRole('table', { name: '使用记录' }).getByRole('row').filter({ hasText: '导出台账' })
  await expect(found.first()).toBeVisible()
  return found.allInnerTexts()
}

test('导出现在看到的：用途必写；标题、水印、表头、每一格文本、号码遮盖；使用记录里说得清', async ({ openOffice, units }) => {
  const { page } = await openOffice('demo')
  const people = await peopleOf(await units('demo'))
  const shown = people.filter(({ type, village }) => type === '流动' && village === '石榴村')
  await goTo(page, '/resident')
  const panel = await openFilters(page)
  await tickOptions(await filterLine(panel, '人员类型'), '人员类型', '流动')
  await tickOptions(await filterLine(panel, '村（社区）'), '村（社区）', '石榴村')
  await expectHits(page, shown.length)
  await button(page, /^筛选/).click()
  const names = await cellsOf(page, 'name')

  await button(page, '导出').click()
  const dialog = dialogOf(page)
  await expect(dialog).toContainText(`全部命中 ${String(shown.length)} 人，10 列`)
  await button(dialog, '导出').click()
  await expect(dialog.getByRole('alert')).toHaveText('请写明用途，用途会写进文件和操作日志。')
  await picture(page, '86-export-reason')
  await expectAccessible(page)
  const { sheet, serial, said } = await exportFor(page, '上级检查')
  expect(said).toContain(`已导出 ${String(shown.length)} 人`)
  expect(textsOf(sheet, 1)[0]).toBe('居民台账')
  const [mark = ''] = textsOf(sheet, 2)
  for (const part of [
    '单位：石榴镇综治中心',
    '导出人：王秋石',
    `时间：${localDay(new Date())} `,
    `编号：${serial}`,
    '用途：上级检查',
  ])
    expect(mark).toContain(part)
  expect(mark).not.toContain('含完整证号')
  expect(textsOf(sheet, 3)).toEqual(headings)
  const records = recordsOf(sheet, 3)
  const exported = records.map((one) => one['姓名'] ?? '')
  expect(exported.slice(0, names.length), '次序和页面上一样').toEqual(names)
  expect(exported.sort()).toEqual(shown.map(({ name }) => name).sort())
  for (const record of records) {
    expect(record['身份证号']).toMatch(/^999\*{11}\d{3}[\dX]$/)
    expect(record['电话']).toMatch(/^(1\d\d\*{4}\d{4})?$/)
    expect([record['村（社区）'], record['人员类型']]).toEqual(['石榴村', '流动'])
  }
  sheet.getRow(4).eachCell((cell) => {
    expect([typeof cell.value, cell.numFmt], cell.address).toEqual(['string', '@'])
  })
  const [row = ''] = await auditRows(page)
  for (const part of [
    '王秋石',
    '上级检查',
    serial,
    '姓名、性别、出生日期、身份证号、村（社区）、村民小组、住址、人员类型、电话',
    `行数 ${String(shown.length)}`,
    '证号和电话：遮盖',
  ])
    expect(row).toContain(part)
})

test('管理员可以带出完整号码，文件和使用记录都写明；以等号开头的内容还是文字；只导出选中的', async ({ openOffice, units }) => {
  const { page } = await openOffice('demo')
  const people = await peopleOf(await units('demo'))
  await goTo(page, '/resident/new')
  const resident = form(page, '居民登记')
  await write(resident, { 姓名: '欧阳守拙', 住址: '=1+1' })
  await choose(resident, '性别', '男')
  await box(resident, '职业').fill('@SUM(A1)')
  await button(resident, '保存').click()
  await expect(page.getByRole('heading', { name: '欧阳守拙' })).toBeVisible()

  await freshLedger(page, '居民')
  await button(page, '导出').click()
  await dialogOf(page).getByRole('checkbox', { name: '含完整证件号码和电话' }).check()
  await expect(dialogOf(page)).toContainText(`全部命中 ${countText(people.length + 1)} 人`)
  const { sheet } = await exportFor(page, '留存备份')
  expect(textsOf(sheet, 2)[0]).toContain('含完整证号和电话')
  const numbers = (list: readonly string[]) => list.filter((one) => one !== '').sort()
  const records = recordsOf(sheet, 3)
  expect(numbers(records.map((one) => one['身份证号'] ?? ''))).toEqual(numbers(people.map(({ idNumber }) => idNumber)))
  expect(numbers(records.map((one) => one['电话'] ?? ''))).toEqual(numbers(people.map(({ phone }) => phone)))
  expect(records.find((one) => one['姓名'] === '欧阳守拙')?.['住址']).toBe('=1+1')
  const formulas: string[] = []
  sheet.eachRow((row) => {
    row.eachCell((cell) => {
      if (typeof cell.value !== 'string') formulas.push(cell.address)
    })
  })
  expect(formulas, '没有公式，没有数字').toEqual([])

  await freshLedger(page, '居民')
  await searchLedger(page, '白')
  await expectHits(page, people.filter(({ name }) => name.includes('白')).length)
  const names = await cellsOf(page, 'name')
  await page.getByRole('gridcell').nth(1).click()
  await page.keyboard.press('x')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  await button(page, '导出所选').click()
  await expect(dialogOf(page)).toContainText('选中 2 人')
  const chosen = await exportFor(page, '入户走访')
  expect(recordsOf(chosen.sheet, 3).map((one) => one['姓名'])).toEqual(names.slice(0, 2))
  const [last = '', before = ''] = await auditRows(page)
  expect(last).toContain('证号和电话：遮盖')
  expect(before).toContain('证号和电话：完整')
  expect(before).toContain('留存备份')
})

test('经办人没有完整号码可选，导出的是遮盖的', async ({ openOffice, units }) => {
  const { page } = await openOffice('demo')
  const people = await peopleOf(await units('demo'))
  await goTo(page, '/system?tab=account')
  const account = form(page, '新建账号')
  await box(account, '姓名').fill('李敏')
  await account.getByLabel('初始密码', { exact: true }).fill('Qita-Mima-2026')
  await button(account, '建立账号').click()
  await expect(page.getByText('已建立账号“李敏”')).toBeVisible()
  await changeHands(page, '李敏', 'Qita-Mima-2026')
  await goTo(page, '/resident')
  await searchLedger(page, '石榴 3组')
  const shown = people.filter(({ village, group }) => village === '石榴村' && group === '3组')
  await expectHits(page, shown.length)
  await button(page, '导出').click()
  const dialog = dialogOf(page)
  await expect(dialog).toContainText('身份证号、电话按页面上的样子遮盖；要完整号码请管理员导出。')
  await expect(dialog.getByRole('checkbox')).toHaveCount(0)
  const { sheet } = await exportFor(page, '核对台账')
  expect(textsOf(sheet, 2)[0]).toContain('导出人：李敏')
  const records = recordsOf(sheet, 3)
  expect(records).toHaveLength(shown.length)
  expect(records.filter((one) => /\d{11}/.test(`${one['身份证号'] ?? ''}${one['电话'] ?? ''}`))).toEqual([])
})
