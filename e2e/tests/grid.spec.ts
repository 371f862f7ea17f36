import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { box, button, choose, form, write } from '../pages/form.ts'
import { fact, lines, openResident, tab } from '../pages/record.ts'
import { goTo, openRow, rows, searchLedger } from '../pages/shell.ts'
import { paperText } from '../paper.ts'
import { picture } from '../pictures.ts'
import { printsOf } from '../watch-page.ts'

test('网格：登记、网格员到任、交接，交接清单打印出来有人数、服务事项和签名处', async ({ openOffice, families }) => {
  const { page } = await openOffice('township', { dataDir: families })
  await goTo(page, '/grid')
  await button(page, '登记网格').first().click()
  const grid = form(page, '网格登记')
  await write(grid, { 网格名称: '青檀 01' })
  await choose(grid, '所属村（社区）', '青檀村')
  await button(grid, '保存').click()
  await expect(page.getByRole('heading', { name: '青檀 01', level: 1 })).toBeVisible()
  await expect(page.getByText('还没有登记网格员。', { exact: false })).toBeVisible()

  await button(page, '网格交接').click()
  const handing = form(page, '网格交接：青檀 01')
  await write(handing, { 接收人: '诸葛问天', 电话: '13900000166', 交接日期: '-30' })
  await button(handing, '交接并看清单').click()
  await expect(page.getByRole('heading', { name: '网格交接清单' }).first()).toBeVisible()
  await button(page, '返回网格').click()
  await expect(lines(page, '网格员', '诸葛问天')).toContainText(/网格长.*139 0000 0166.*现任/)

  await openResident(page, '上官念慈')
  await button(page, '修改').click()
  const people = form(page, '居民登记')
  await choose(people, '人员类型', '留守')
  await choose(people, '留守类型', '留守老人')
  await choose(people, '网格', '青檀 01')
  await box(people, '姓名').press('Control+Enter')
  await expect(fact(page, '网格')).toHaveText('青檀 01')

  await goTo(page, '/grid')
  await openRow(page, '青檀 01')
  await button(page, '网格交接').click()
  await expect(handing.locator('[data-field="fromStaffId"]')).toContainText('诸葛问天')
  await write(handing, { 接收人: '百里春归', 电话: '13900000177' })
  await picture(page, '70-grid-hand-over')
  await expectAccessible(page)
  await button(handing, '交接并看清单').click()
  const list = page.getByRole('region', { name: '网格交接清单' })
  await expect(list.getByText('诸葛问天（网格长）')).toBeVisible()
  await expect(list.getByText('百里春归（网格长）')).toBeVisible()
  await picture(page, '71-grid-hand-over-list')
  await expectAccessible(page)
  await button(page, '打印').click()
  expect(await printsOf(page)).toBe(1)
  const paper = await paperText(page)
  for (const words of [
    '网格交接清单',
    '枣林乡综治中心',
    '青檀01',
    '诸葛问天',
    '百里春归',
    '留守人员（1人）',
    '上官念慈',
    '交出人（签名）',
    '接收人（签名）',
  ])
    expect(paper).toContain(words)
  expect(paper).not.toContain('返回网格')
  await button(page, '返回网格').click()
  await expect(lines(page, '网格员', '百里春归')).toContainText('现任')
  await expect(lines(page, '网格员', '诸葛问天')).toContainText('已交接')
  await expect(page.getByRole('heading', { name: '青檀 01', level: 1 })).toBeVisible()
  await expect(page.getByText('百里春归 139 0000 0177')).toBeVisible()
  await tab(page, '修改记录').click()
  await expect(lines(page, '修改记录', '网格交接').first()).toContainText('陈守一')
})

test('村改名：改前说明影响多少人，改后按新名搜得到、旧名搜不到，居民记录显示新名', async ({ openOffice, families }) => {
  const { page } = await openOffice('township', { dataDir: families })
  await goTo(page, '/village')
  await openRow(page, '青檀村')
  await button(page, '修改').click()
  const dialog = page.getByRole('dialog', { name: '青檀村' })
  await expect(dialog.getByText('改名后，7 名居民和本村的户、网格显示新名称', { exact: false })).toBeVisible()
  const village = form(page, '村（社区）登记')
  await write(village, { 名称: '白榆村' })
  await button(village, '保存').click()
  await expect(page.getByRole('heading', { name: '白榆村', level: 1 })).toBeVisible()
  await picture(page, '72-village-renamed')
  await button(page, '本村居民').click()
  await expect(page.getByText('命中 7 人')).toBeVisible()
  await expect(rows(page, '白榆村')).toHaveCount(7)
  await goTo(page, '/resident')
  await searchLedger(page, '白榆 公孙')
  await expect(rows(page, '公孙')).toHaveCount(3)
  await searchLedger(page, '青檀')
  await expect(page.getByText('没有符合的记录。', { exact: false })).toBeVisible()
  await openResident(page, '公孙守义')
  await expect(fact(page, '村（社区）')).toHaveText('白榆村')
})

test('区划表：按年度看，可登记新的一条', async ({ openOffice }) => {
  const { page } = await openOffice('demo')
  await goTo(page, '/division')
  await expect(page.getByText(/命中 \d+ 条/)).toBeVisible()
  await searchLedger(page, '999901101201')
  await expect(rows(page, '石榴村').first()).toBeVisible()
  await searchLedger(page, '')
  await button(page, '登记区划').click()
  const division = form(page, '区划登记')
  await write(division, { 区划代码: '999901101299', 名称: '青檀村' })
  await picture(page, '73-division')
  await division.locator('[data-field="year"] input').fill('2031')
  await button(division, '保存').click()
  await expect(division).toBeHidden()
  await button(page, '2031 年').click()
  await expect(rows(page, '青檀村')).toHaveCount(1)
  await expectAccessible(page)
})
