import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { button } from './form.ts'

type Upload = string | { name: string; mimeType: string; buffer: Buffer }

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
