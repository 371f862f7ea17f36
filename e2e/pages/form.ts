import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

/** A form or dialog by the name over it. */
export const form = (page: Page, name: string): Locator => page.getByRole('form', { name, exact: true })
export const section = (where: Locator, name: string): Locator => where.getByRole('region', { name, exact: true })
export const button = (where: Page | Locator, name: string | RegExp): Locator =>
  where.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) })
export const box = (where: Page | Locator, label: string): Locator => where.getByRole('textbox', { name: label, exact: true })

/** Writes into fields by their labels. */
export async function write(where: Page | Locator, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    await box(where, label).fill(value)
    await box(where, label).blur()
  }
}

const offered = (where: Locator): Locator => where.page().locator('.ant-select-item-option:visible')

/** Chooses from a list: types the words, presses Enter on what is lit up. */
export async function choose(where: Locator, label: string, words: string): Promise<void> {
  const list = where.getByRole('combobox', { name: label, exact: true })
  await list.click()
  await list.fill(words)
  await offered(where).filter({ hasText: words }).first().click()
}

/** Picks a record by what is typed. @returns its title */
export async function pick(where: Locator, label: string, typed: string): Promise<string> {
  const list = where.getByRole('combobox', { name: label, exact: true })
  await list.click()
  await list.fill(typed)
  const first = offered(where).filter({ hasNotText: '手工填写' }).first()
  const title = (await first.getAttribute('title')) ?? ''
  await first.click()
  await expect(where.getByText(title, { exact: true }).first()).toBeVisible()
  return title
}

/** What stands in red under the fields. */
export const complaints = (where: Locator): Locator => where.getByRole('alert')
