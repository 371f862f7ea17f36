import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'

/** 登录 */
export async function logIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible()
}

/** The cover over a locked desk. */
export const lockScreen = (page: Page): Locator => page.getByRole('dialog', { name: '已锁屏' })

export async function unlock(page: Page, password: string): Promise<void> {
  await lockScreen(page).getByLabel('密码', { exact: true }).fill(password)
  await lockScreen(page).getByRole('button', { name: '解锁' }).click()
}

/** 换人登录: the desk is locked, another person takes it. */
export async function changeHands(page: Page, name: string, password: string): Promise<void> {
  await page.keyboard.press('Control+l')
  await lockScreen(page).getByRole('button', { name: '换人登录' }).click()
  await page.getByRole('radio', { name }).check()
  await logIn(page, password)
}
