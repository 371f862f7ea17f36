import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { box, button, choose, form, pick, section, write } from '../pages/form.ts'
import { countsOf } from '../pages/import.ts'
import { fact, lines, openResident, readTable, tab } from '../pages/record.ts'
import { goTo, openRow, rows } from '../pages/shell.ts'
import { picture } from '../pictures.ts'

async function openVillage(page: Page, name: string): Promise<void> {
  await goTo(page, '/village')
  await openRow(page, name)
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
}

/** 选中全部 of what a ledger shows. @returns how many those are */
async function selectAll(page: Page): Promise<number> {
  const hits = page.getByText(/^命中 [\d,]+ 人$/)
  await expect(hits).toBeVisible()
  const total = Number((await hits.innerText()).replace(/\D/g, ''))
  await page
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') })
    .first()
    .getByRole('checkbox')
    .check()
  const selected = page.getByRole('group', { name: '选中的记录' })
  await button(selected, /^选中全部 /).click()
  await expect(selected).toContainText(`已选 ${String(total)} 人`)
  return total
}

/** 批量修改 of what is selected: one field, up to its preview. */
async function previewBulk(page: Page, label: string, words: string): Promise<Locator> {
  await button(page.getByRole('group', { name: '选中的记录' }), '批量修改').click()
  const dialog = page.getByRole('dialog', { name: '批量修改居民' })
  await choose(dialog, '改哪几项', label)
  await page.keyboard.press('Escape')
  await expect(dialog, 'Esc 先收起列表，不关对话框').toBeVisible()
  await choose(dialog, label, words)
  await button(dialog, '预览').click()
  return dialog
}

async function newGrid(page: Page, name: string, village: string): Promise<void> {
  await goTo(page, '/grid?open=new')
  const grid = form(page, '网格登记')
  await write(grid, { 网格名称: name })
  await choose(grid, '所属村（社区）', village)
  await button(grid, '保存').click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
}

const residentsIn = (page: Page, grid: string): Locator => lines(page, '网格', grid).getByRole('cell').last()

test('批量修改：一个村的居民全部划到新网格，先预览人数，一步撤销恢复原样', async ({ openOffice }) => {
  const { page } = await openOffice('demo')
  await newGrid(page, '石榴 02', '石榴村')
  await openVillage(page, '石榴村')
  const before = await readTable(page, '网格')
  await button(page, '本村居民').click()
  const total = await selectAll(page)
  expect(total).toBeGreaterThan(100)
  const dialog = await previewBulk(page, '网格', '石榴 02')
  expect(await countsOf(dialog)).toEqual({ 选中: total, 将修改: total, 不用改: 0, 不能改: 0 })
  await expect(lines(dialog, '将修改的').first()).toContainText('石榴 01 → 石榴 02')
  await picture(page, '80-bulk-preview')
  await expectAccessible(page)
  await button(dialog, `修改 ${String(total)} 人`).click()
  await expect(page.getByText(`已修改 ${String(total)} 人。`)).toBeVisible()
  await picture(page, '81-bulk-done')
  await openVillage(page, '石榴村')
  await expect(residentsIn(page, '石榴 02')).toHaveText(String(total))
  await expect(residentsIn(page, '石榴 01')).toHaveText('0')
  await goTo(page, '/system?tab=operation')
  const entry = lines(page, '操作记录').first()
  await expect(entry).toContainText(`居民 ${String(total)} 人`)
  await expect(entry).toContainText('批量修改')
  await button(entry, /^撤销/).click()
  await button(page.getByRole('dialog', { name: '撤销这次操作' }), '撤销').click()
  await expect(page.getByText(`已撤销 ${String(total)} 条。`)).toBeVisible()
  await expect(lines(page, '操作记录', '批量修改').getByText('已撤销')).toBeVisible()
  await openVillage(page, '石榴村')
  await expect(residentsIn(page, '石榴 01')).toHaveText(String(total))
  expect(await readTable(page, '网格')).toEqual(before)
})

test('撤销一批改动：此后又改过的列出来，打勾的撤、不打勾的留；后来改的内容都在', async ({ openOffice, families }) => {
  const { page } = await openOffice('township', { dataDir: families })
  await goTo(page, '/resident')
  const total = await selectAll(page)
  const dialog = await previewBulk(page, '民族', '满')
  await button(dialog, `修改 ${String(total)} 人`).click()
  await expect(page.getByText(`已修改 ${String(total)} 人。`)).toBeVisible()
  const people = form(page, '居民登记')
  for (const [name, occupation] of [
    ['公孙望岳', '木匠'],
    ['夏侯清妍', '教师'],
  ] as const) {
    await openResident(page, name)
    await expect(fact(page, '民族')).toHaveText('满')
    await button(page, '修改').click()
    await write(people, { 职业: occupation })
    await box(people, '姓名').press('Control+Enter')
    await expect(fact(page, '职业')).toHaveText(occupation)
  }
  await goTo(page, '/system?tab=operation')
  await page.getByRole('checkbox', { name: '只看能撤销的' }).check()
  await button(lines(page, '操作记录', '批量修改'), /^撤销/).click()
  const undo = page.getByRole('dialog', { name: '撤销这次操作' })
  await expect(undo.getByText(`${String(total)} 条记录中，${String(total - 2)} 条直接撤销，2 条需要留意`)).toBeVisible()
  await expect(lines(undo, '此后又改过的')).toHaveCount(2)
  await undo.getByRole('checkbox', { name: '也撤销 公孙望岳' }).check()
  await picture(page, '82-undo-choice')
  await expectAccessible(page)
  await button(undo, '撤销').click()
  await expect(page.getByText(`已撤销 ${String(total - 1)} 条，1 条没有撤销，保持现状。`)).toBeVisible()
  for (const [name, ethnicity, occupation] of [
    ['公孙望岳', '—', '木匠'],
    ['夏侯清妍', '满', '教师'],
    ['公孙守义', '—', '—'],
  ] as const) {
    await openResident(page, name)
    await expect(fact(page, '民族')).toHaveText(ethnicity)
    await expect(fact(page, '职业')).toHaveText(occupation)
  }
})

/** All that a resident's page says of the person. */
async function wholeRecord(page: Page, name: string): Promise<string[]> {
  await openResident(page, name)
  await expect(fact(page, '姓名')).toHaveText(name)
  return page.getByRole('tabpanel').getByRole('definition').allInnerTexts()
}

test('合并两人：逐项选用哪一条的，纠纷、帮教、人员变动都改指向保留的一条；撤销后两条都恢复原样', async ({ openOffice }) => {
  const { page } = await openOffice('demo')
  const [kept, dropped] = ['东方既白', '东方既明']
  await goTo(page, '/resident/new')
  const people = form(page, '居民登记')
  await write(people, { 姓名: kept, 身份证号: '999901199505050171', 职业: '木匠' })
  await button(people, '保存并登记下一位').click()
  await expect(page.getByText(`已登记“${kept}”。`)).toBeVisible()
  await people.getByRole('radio', { name: '迁入' }).check()
  await write(people, { 姓名: dropped, 迁入日期: '今天', 电话: '13900000199', 职业: '泥瓦匠', 出生日期: '19950505' })
  await box(people, '姓名').press('Control+Enter')
  await expect(page.getByRole('heading', { name: dropped, level: 1 })).toBeVisible()

  await button(page, '建立帮教档案').click()
  const opening = form(page, '建立帮教档案')
  await choose(opening, '对象类别', '刑满释放')
  await write(opening, { 释放日期: '今天' })
  await button(opening, '建立档案').click()
  await expect(page.getByRole('heading', { name: '东**明' })).toBeVisible()

  await goTo(page, '/mediation/new')
  const dispute = form(page, '登记纠纷')
  await pick(section(dispute, '申请人'), '姓名', dropped)
  await pick(section(dispute, '被申请人'), '姓名', '白桂桂')
  await choose(dispute, '纠纷类别', '邻里')
  await choose(dispute, '案件来源', '当事人申请')
  await write(dispute, { 纠纷简要情况: '两家为巷道通行起争执。' })
  await box(dispute, '纠纷简要情况').press('Control+Enter')
  await expect(page.getByRole('heading', { name: `${dropped}与白桂桂邻里纠纷` })).toBeVisible()

  const before = { kept: await wholeRecord(page, kept), dropped: await wholeRecord(page, dropped) }
  await openResident(page, kept)
  await button(page, '合并').click()
  const choosing = form(page, '选另一条记录')
  await pick(choosing, '另一条记录', dropped)
  await button(choosing, '下一步').click()
  const dialog = page.getByRole('dialog', { name: '合并两条居民记录' })
  for (const link of [/当事人 1 条/, /安置帮教.* 1 条/, /人员变动 1 条/]) await expect(dialog).toContainText(link)
  await expect(lines(dialog, '两条记录的比对', '电话').getByRole('radio', { checked: true })).toHaveAccessibleName(/电话用并入的/)
  await expect(lines(dialog, '两条记录的比对', '职业').getByRole('radio', { checked: true })).toHaveAccessibleName(
    '职业用保留的：木匠',
  )
  await dialog.getByRole('radio', { name: '职业用并入的：泥瓦匠' }).check()
  await picture(page, '83-merge')
  await expectAccessible(page)
  await button(dialog, '合并').click()
  await expect(page.getByText(/已并为一条：“东方既白”，\d 条相关记录已改指向它。/)).toBeVisible()
  await expect(fact(page, '职业')).toHaveText('泥瓦匠')
  await expect(fact(page, '电话')).toContainText('139 **** 0199')
  await expect(fact(page, '身份证号')).toContainText('0171')
  await tab(page, '人员变动').click()
  await expect(lines(page, '人员变动', '迁入')).toHaveCount(1)
  await picture(page, '84-merged')

  await goTo(page, '/resettlement')
  await expect(rows(page, '东**白')).toHaveCount(1)
  await expect(rows(page, '东**明')).toHaveCount(0)
  await openResident(page, kept)
  await button(page, '合并').click()
  await pick(choosing, '另一条记录', '白桂桂')
  await button(choosing, '下一步').click()
  await button(dialog, '左右对调').click()
  await expect(dialog, '纠纷当事人现在指向保留的一条').toContainText(/当事人 1 条/)
  await button(dialog, '取消').click()

  await goTo(page, '/system?tab=operation')
  await button(lines(page, '操作记录', '合并').first(), /^撤销/).click()
  await button(page.getByRole('dialog', { name: '撤销这次操作' }), '撤销').click()
  await expect(page.getByText(/已撤销 \d+ 条。/)).toBeVisible()
  await expect.poll(() => wholeRecord(page, kept)).toEqual(before.kept)
  await expect.poll(() => wholeRecord(page, dropped)).toEqual(before.dropped)
  await tab(page, '人员变动').click()
  await expect(lines(page, '人员变动', '迁入')).toHaveCount(1)
  await goTo(page, '/resettlement')
  await expect(rows(page, '东**明')).toHaveCount(1)
})
