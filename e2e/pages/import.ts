import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { button } from './form.ts'

export type Upload = string | { name: string; mimeType: string; buffer: Buffer }

/** 选择文件: what the system's own dialog would give. */
export async function chooseWorkbook(page: Page, file: Upload): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await button(page, '选择文件…').click()
  await (await chooser).setFiles(file)
}

/** The counts as the page shows them: 读到, 新增, 重复… */
export async function countsOf(where: Page | Locator): Promise<Record<string, number>> {
  const line = where.locator('.balance')
  await expect(line).toBeVisible({ timeout: 30_000 })
  const words = (await line.innerText()).matchAll(/(\p{Script=Han}+) ([\d,]+)/gu)
  return Object.fromEntries([...words].map(([, label = '', count = '']) => [label, Number(count.replaceAll(',', ''))]))
}

/** The step between header and trial, then the trial. @returns its counts */
export async function tryImport(page: Page, known?: '以表为准' | '只补空项' | '跳过'): Promise<Record<string, number>> {
  await button(page, '下一步').click()
  if (known !== undefined) await page.getByRole('radio', { name: new RegExp(`^${known}`) }).check()
  await button(page, '试导入').click()
  return countsOf(page)
}

/** 正式导入, after a trial. @returns the counts of what was written */
export async function importForGood(page: Page): Promise<Record<string, number>> {
  await button(page, /^正式导入 [\d,]+ /).click()
  await expect(page.getByRole('region', { name: '导入完成' })).toBeVisible({ timeout: 60_000 })
  return countsOf(page)
}

/** A text file as an office's program saves it. */
export const csvFile = (name: string, lines: readonly string[]): Upload => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`\ufeff${lines.join('\n')}\n`),
})
