import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { button } from './form.ts'
import { find } from './shell.ts'

/** From anywhere to a resident's record: Ctrl+K, the words, the first resident found. */
export async function openResident(page: Page, name: string): Promise<void> {
  const palette = await find(page, name)
  await palette.getByRole('group', { name: '居民' }).getByRole('option').filter({ hasText: name }).first().click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
}

/** The value that stands beside a label on a record. */
export const fact = (where: Page | Locator, label: string): Locator =>
  where
    .locator('.facts')
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${label}$`) })
    .locator('xpath=following-sibling::dd[1]')

export const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name })
export const table = (where: Page | Locator, name: string): Locator => where.getByRole('table', { name, exact: true })

/** Rows of a table that show the words. */
export const lines = (where: Page | Locator, name: string, words: string | RegExp = ''): Locator =>
  table(where, name).locator('tbody tr').filter({ hasText: words })

/** Every row of a table as it reads, without the last column, where things are done. */
export async function readTable(where: Page | Locator, name: string): Promise<string[]> {
  await expect(lines(where, name).first()).toBeVisible()
  const rows = await lines(where, name).all()
  return Promise.all(
    rows.map(async (row) => (await row.getByRole('cell').allInnerTexts()).slice(0, -1).join(' | ').replace(/\s+/g, ' ')),
  )
}

/** 撤销 in the notice over the page, and once more in its dialog. */
export async function takeBack(page: Page): Promise<void> {
  await button(page.getByRole('status'), '撤销')
    .or(page.locator('.notice').getByRole('button', { name: '撤销' }))
    .first()
    .click()
  const dialog = page.getByRole('dialog', { name: '撤销这次操作' })
  await button(dialog, '撤销').click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(/已撤销 \d+ 条/)).toBeVisible()
}

/** 新建, then what is to be made, by keyboard alone. */
export async function beginByKeyboard(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+n')
  const item = page.getByRole('menuitem', { name: words })
  await expect(item).toBeVisible()
  const lit = item.and(page.locator('[class*="item-active"]'))
  const reached = () =>
    lit.waitFor({ timeout: 500 }).then(
      () => true,
      () => false,
    )
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('ArrowDown')
    if (await reached()) break
  }
  await page.keyboard.press('Enter')
}
