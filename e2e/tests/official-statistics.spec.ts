import type { Locator, Page } from '@playwright/test'
import { localDay } from '../../core/domain/day.ts'
import { expectAccessible } from '../accessible.ts'
import { casesOf, preparedData, caseWith } from '../demo-cases.ts'
import { expect, test } from '../fixtures.ts'
import { acceptCase } from '../pages/case.ts'
import { button } from '../pages/form.ts'
import { expectHits } from '../pages/ledger.ts'
import { keepPaper, keptPaperText } from '../pages/paper.ts'
import { goTo } from '../pages/shell.ts'
import { downloaded, openSheet, textsOf } from '../pages/workbook.ts'
import { picture } from '../pictures.ts'

const title = '人民调解案件情况统计表'
const today = localDay(new Date())
const casesTab = '/statistics?tab=cases&period=year'

/** The figure of a row in the column with these words of its group and its own. */
async function figure(page: Page, row: string, column: string): Promise<Locator> {
  await expect(page.getByRole('table', { name: title })).toBeVisible()
  const names = await page.locator('.official-table thead tr').nth(1).getByRole('columnheader').allInnerTexts()
  const at = names.findIndex((name) => name.replace(/\s/g, '').startsWith(column))
  expect(at, column).toBeGreaterThanOrEqual(0)
  return page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: row, exact: true }) })
    .getByRole('cell')
    .nth(at)
}
const numberOf = (text: string): number => (text === '—' ? 0 : Number(text.replaceAll(',', '')))
const valueOf = async (cell: Locator): Promise<number> => numberOf(await cell.innerText())

test('调解案件统计表：合计相符（M-24），每个数和它的名单一样多，按上报表式导出、打印', async ({ readingRoom, units }) => {
  const { page } = readingRoom
  const cases = await casesOf(await units('demo'))
  const year = today.slice(0, 4)
  const accepted = cases.filter(({ values }) => String(values['acceptedOn']).startsWith(year) && values['status'] !== 'voided')
  await goTo(page, '/today')
  const [succeeded, ended] = (await page.getByText(/本年调解成功率/).innerText()).match(/\d+/g) ?? []
  await goTo(page, casesTab)
  await expect(page.getByRole('table', { name: title })).toBeVisible()
  await expect(page.getByText(`${String(succeeded)} ÷ ${String(ended)}`), '工作台上的成功率就是统计的').toBeVisible()
  await expect(page.getByText(/合计不符/)).toHaveCount(0)
  await expect(button(page, '冻结上报')).toBeEnabled()
  await picture(page, '92-official')
  await expectAccessible(page)
  expect(await valueOf(await figure(page, '合计', '案件总数'))).toBe(accepted.length)

  const { name, path } = await downloaded(page, () => button(page, '导出 Excel').click())
  expect(name).toContain(title)
  const { sheet } = await openSheet(path)
  expect(textsOf(sheet, 1)[0]).toBe(title)
  expect(textsOf(sheet, 2)[0]).toContain('填报单位：石榴镇综治中心')
  expect(sheet.getCell('A1').isMerged, '表名合并').toBe(true)
  expect(sheet.getCell('A3').master.address).toBe('A3')
  expect(sheet.getCell('A4').master.address, '“调委会类型”占两行').toBe('A3')
  const groups = textsOf(sheet, 3)
  const wide = groups.findIndex((one, at) => at > 1 && one === groups[at - 1])
  expect(sheet.getRow(3).getCell(wide + 1).master.address, '组名跨列合并').toBe(sheet.getRow(3).getCell(wide).master.address)
  const lines = Array.from({ length: sheet.rowCount }, (_, at) => textsOf(sheet, at + 1))
  const sums = lines.find(([first]) => first === '合计') ?? []
  const shown = await page.locator('.official-table .figure-foot').getByRole('cell').allInnerTexts()
  expect(sums.slice(1).map((one) => Number(Number(one).toFixed(2)))).toEqual(shown.map(numberOf))
  const rows = lines.slice(4, lines.indexOf(sums))
  for (const column of [1, 2, 3])
    expect(
      rows.reduce((sum, row) => sum + Number(row[column]), 0),
      `第 ${String(column)} 列各行相加`,
    ).toBe(Number(sums[column]))

  await keepPaper(page)
  await button(page, '打印').click()
  const paper = await keptPaperText(page)
  for (const words of [title, '填报单位：石榴镇综治中心', '填表人：王秋石', `统计期间：${year}年`]) expect(paper).toContain(words)

  for (const [row, column] of [
    ['合计', '案件总数'],
    ['合计', '邻里'],
    ['乡镇调委会', '书面协议'],
  ] as const) {
    const cell = await figure(page, row, column)
    const count = await valueOf(cell)
    expect(count, `${row} ${column}`).toBeGreaterThan(0)
    await cell.getByRole('link').click()
    await expectHits(page, count, '件')
    await page.goBack()
    await expect(page.getByRole('table', { name: title })).toBeVisible()
  }
})

test('冻结上报以后又受理一件：底本不变，差异逐格列出', async ({ openOffice, units }) => {
  const cases = await casesOf(await units('demo'))
  const { page } = await openOffice('demo')
  await goTo(page, casesTab)
  const total = await valueOf(await figure(page, '合计', '案件总数'))
  await button(page, '冻结上报').click()
  const asking = page.getByRole('dialog', { name: '冻结上报' })
  await button(asking, '冻结上报').click()
  await expect(page.getByText(/^已冻结 .*的报表/)).toBeVisible()
  const open = async (): Promise<Locator> => {
    await button(page, '已上报').click()
    await button(page.getByRole('dialog', { name: '已上报的报表' }), '看变动').click()
    return page.getByRole('dialog', { name: /上报以后的变动/ })
  }
  const before = await open()
  await expect(before.getByText('现在统计的数字与上报时完全一致。')).toBeVisible()
  await button(before, '关闭').click()

  await goTo(page, `/mediation/${caseWith(cases, { status: 'registered', category: '02' }).id}`)
  await acceptCase(page)
  await goTo(page, casesTab)
  await expect.poll(async () => valueOf(await figure(page, '合计', '案件总数'))).toBe(total + 1)
  const after = await open()
  const line = after.getByRole('row').filter({ hasText: '合计' }).filter({ hasText: '案件总数' })
  await expect(line.getByRole('cell').nth(2)).toHaveText(String(total))
  await expect(line.getByRole('cell').nth(3)).toHaveText(String(total + 1))
  await expect(after.getByRole('row').filter({ hasText: '合计' }).filter({ hasText: '邻里' })).toHaveCount(1)
  await picture(page, '93-frozen-differences')
  await expectAccessible(page)
})

test('以案定补：本月办结并履行的案件和金额，打印发放表、导出', async ({ readingRoom, units }) => {
  const { page } = readingRoom
  const unit = await units('demo')
  const month = today.slice(0, 7)
  const succeeded = (await casesOf(unit)).filter(
    ({ values: { outcome, performance } }) => (outcome === 'written' || outcome === 'oral') && performance === 'performed',
  )
  // paid in the month in which the case was both closed and performed
  const { result: paid } = await preparedData(unit, async (api) => {
    const found: typeof succeeded = []
    for (const one of succeeded) {
      const { items } = await api.mediation.view({ id: one.id })
      const days = [one.values.closedOn, ...items.map(({ values }) => values.doneOn)].filter((day) => typeof day === 'string')
      if (days.toSorted().at(-1)?.startsWith(month)) found.push(one)
    }
    return found
  })
  await goTo(page, '/statistics?tab=subsidy')
  const list = page.getByRole('table', { name: /以案定补/ })
  await expect(list).toBeVisible()
  await expect(page.getByText(new RegExp(`^${String(paid.length)} 件，合计`))).toBeVisible()
  for (const { title: name } of paid) await expect(list.getByRole('row').filter({ hasText: name })).toHaveCount(1)
  await picture(page, '94-subsidy')
  const { path } = await downloaded(page, () => button(page, '导出 Excel').click())
  const { sheet } = await openSheet(path)
  expect(textsOf(sheet, 1)[0]).toContain('以案定补')
  const lines = Array.from({ length: sheet.rowCount }, (_, at) => textsOf(sheet, at + 1))
  expect(lines.find(([first]) => first === '合计')?.[6]).toBe(`${String(paid.length)} 件`)
  await keepPaper(page)
  await button(page, '打印发放表').click()
  expect(await keptPaperText(page)).toContain('领款签名')
})
