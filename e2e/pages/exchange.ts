import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { button } from './form.ts'

/** 保存名片 onto the only stick there is. @returns the name of the file */
export async function saveCard(page: Page): Promise<string> {
  await button(page, '保存名片…').click()
  const dialog = page.getByRole('dialog', { name: '保存名片' })
  await button(dialog, '保存').click()
  const said = await dialog.getByText(/已保存为/).innerText()
  await button(dialog, '关闭').click()
  return /“(.+)”/.exec(said)?.[1] ?? said
}

/** The eight groups of one's own fingerprint, as they are read out over the telephone. */
export async function ownFingerprint(page: Page): Promise<string[]> {
  const groups = page.getByRole('list', { name: '指纹，八组', exact: true }).getByRole('listitem')
  await expect(groups).toHaveCount(8)
  return groups.allInnerTexts()
}

/** 读入名片: the file, then the digits that the other side reads out. */
export async function acceptCard(page: Page, file: string, name: string, groups: readonly string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await button(page, '读入名片…').click()
  await (await chooser).setFiles(file)
  const dialog = page.getByRole('dialog', { name: `认证“${name}”` })
  const wrong = groups[0] === '00000' ? '11111' : '00000'
  await dialog.getByRole('textbox', { name: '第 1 组' }).fill(wrong)
  await expect(dialog.getByText('不一致')).toBeVisible()
  await expect(button(dialog, '认证这个单位')).toBeDisabled()
  for (const [index, group] of groups.entries())
    await dialog.getByRole('textbox', { name: `第 ${String(index + 1)} 组` }).fill(group)
  await expect(dialog.getByText('40 位全部一致，可以认证。')).toBeVisible()
}
