import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

/** The preview of a document; it is drawn when its pages are counted. */
export async function drawnPreview(page: Page, title: string): Promise<Locator> {
  const preview = page.getByRole('dialog', { name: `预览：${title}` })
  await expect(preview.getByText(/A4 · \d+ 页/)).toBeVisible({ timeout: 30_000 })
  return preview
}
