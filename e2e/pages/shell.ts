import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

/** Goes to an address of the desk without the mouse. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(`window.location.hash = ${JSON.stringify(path)}`)
}

/** Through the rail, as people go. */
export async function walkTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name }).click()
}

/** Ctrl+K, the words, and what is found. */
export async function find(page: Page, words: string): Promise<Locator> {
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: '查找' })
  await palette.getByRole('combobox').fill(words)
  await expect(palette.getByRole('listbox')).toHaveAttribute('aria-busy', 'false')
  return palette
}

/** Rows of a ledger that show the words. */
export const rows = (page: Page, words: string): Locator =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') })
    .filter({ hasText: words })

export async function openRow(page: Page, words: string): Promise<void> {
  await rows(page, words).first().getByRole('gridcell').nth(1).dblclick()
}

/** The search box of a ledger. */
export async function searchLedger(page: Page, words: string): Promise<void> {
  await page.getByRole('searchbox').fill(words)
}
