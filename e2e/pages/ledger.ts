import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { button } from './form.ts'
import { goTo, walkTo } from './shell.ts'

/** 12,345 as the pages write it. */
export const countText = (count: number): string => count.toLocaleString('en')

/** A ledger as nobody has touched it, through the rail, also on a page that was somewhere in it before. */
export async function freshLedger(page: Page, name: string): Promise<void> {
  await goTo(page, '/today')
  await expect(page.getByRole('searchbox')).toBeHidden()
  await walkTo(page, name)
  await expect(page.getByText(/命中 [\d,]+ /)).toBeVisible()
}

/** The foot says so many, and all of them are counted. */
export async function expectHits(page: Page, count: number, counter = '人'): Promise<void> {
  await expect(page.locator('.ledger-foot')).toContainText(`命中 ${countText(count)} ${counter}`)
  await expect(page.locator('.ledger-foot')).not.toContainText('正在计数')
}

/** What stands in a column of the rows that are drawn, from the top. */
export const cellsOf = (page: Page, field: string): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('.grid-table .ag-row')]
    .sort((a, b) => Number(a.getAttribute('row-index')) - Number(b.getAttribute('row-index')))
    .map((row) => row.querySelector('[col-id="${field}"]')?.textContent ?? '')`)

/** The headings in their order. */
export const headingsOf = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('.grid-table .ag-header-cell')]
    .sort((a, b) => Number(a.getAttribute('aria-colindex')) - Number(b.getAttribute('aria-colindex')))
    .map((cell) => cell.querySelector('.ag-header-cell-text')?.textContent ?? '')
    .filter((text) => text !== '' && text !== '勾选')`)

/** The panel that 筛选 opens. */
export async function openFilters(page: Page): Promise<Locator> {
  await button(page, /^筛选/).click()
  const panel = page.getByRole('group', { name: '筛选', exact: true })
  await expect(panel).toBeVisible()
  return panel
}

/** The line of one field; asked for where it does not stand there by itself. */
export async function filterLine(panel: Locator, field: string): Promise<Locator> {
  const line = panel.getByRole('group', { name: field, exact: true })
  if ((await line.count()) === 0) {
    const more = panel.getByRole('combobox', { name: '添加条件' })
    await more.click()
    await more.fill(field)
    await panel.page().locator('.ant-select-item-option:visible').getByText(field, { exact: true }).first().click()
  }
  await expect(line).toBeVisible()
  return line
}

/** Chooses from a list that takes several. */
export async function tickOptions(line: Locator, field: string, ...options: string[]): Promise<void> {
  const list = line.getByRole('combobox', { name: field, exact: true })
  await list.click()
  for (const option of options) {
    await list.fill(option)
    await line.page().locator('.ant-select-item-option:visible').filter({ hasText: option }).first().click()
  }
  await list.blur()
}

/** 填没填: whether there is anything in the field. */
export async function tickBlank(line: Locator, field: string, option: '为空' | '不为空'): Promise<void> {
  await line.getByRole('combobox', { name: `${field}：填没填` }).click()
  await line.page().locator('.ant-select-item-option:visible').getByText(option, { exact: true }).click()
}

/** The conditions that stand as chips. */
export const chips = (page: Page): Promise<string[]> =>
  page
    .getByRole('group', { name: '筛选条件' })
    .getByRole('button', { name: /^去掉筛选/ })
    .allInnerTexts()

/** Views beyond those that have room beside each other. */
export async function openView(page: Page, name: string): Promise<void> {
  await button(page, '更多视图').click()
  await page.getByRole('menuitem', { name, exact: true }).click()
}
