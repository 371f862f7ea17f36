import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { desk } from '../host.ts'
import { box, button, choose, form, write } from '../pages/form.ts'
import { paperText } from '../paper.ts'
import { picture } from '../pictures.ts'
import { effortOn, printsOf } from '../watch-page.ts'

test('第一次使用：向导、打印恢复密钥、第一份备份可读回、登记第一位居民', async ({ openOffice }) => {
  const { page, house, password } = await openOffice('empty')
  let typed = 0
  const fill = async (label: string, value: string): Promise<void> => {
    typed += value.length
    await page.getByLabel(new RegExp(`^${label}\\*?$`)).fill(value)
  }
  const next = (name = '下一步') => button(page, name).click()

  await expect(page.getByRole('radio', { name: /乡镇（街道）综治中心/ })).toBeChecked()
  await picture(page, '01-first-run-kind')
  await expectAccessible(page)
  await next()

  await next()
  await expect(page.getByRole('alert').filter({ hasText: '区划代码应为 6、9 或 12 位数字' })).toBeVisible()
  await fill('统计用区划代码', '999901101')
  await expect(page.getByText('将使用 999901101000')).toBeVisible()
  await fill('单位名称', '石榴镇综治中心')
  await picture(page, '02-first-run-unit')
  await next()

  await fill('姓名', '陈守一')
  await fill('密码', 'short')
  await fill('再输一次', 'short')
  await next('建立单位和管理员')
  await expect(page.getByRole('alert').filter({ hasText: '密码' })).toBeVisible()
  await fill('密码', password)
  await fill('再输一次', password)
  await picture(page, '03-first-run-admin')
  await next('建立单位和管理员')

  await expect(page.getByRole('list', { name: '恢复密钥' })).toBeVisible()
  const groups = (await page.getByRole('list', { name: '恢复密钥' }).getByRole('listitem').allInnerTexts()).map(
    (text) => /[A-Z0-9]{4}$/.exec(text.trim())?.[0] ?? text,
  )
  expect(groups).toHaveLength(8)
  await expect(button(page, '下一步')).toBeDisabled()
  await picture(page, '04-first-run-recovery-sheet')
  await expectAccessible(page)
  await button(page, /打印保管单/).click()
  expect(await printsOf(page)).toBe(1)
  const paper = await paperText(page)
  for (const group of groups) expect(paper).toContain(group)
  expect(paper).toContain('恢复密钥保管单')
  expect(paper).not.toContain('下一步')
  await page.getByRole('checkbox', { name: '已打印并保管' }).check()
  await next()

  await expect(page.getByRole('region', { name: '可以开始使用了' })).toContainText('已读回核对')
  await picture(page, '05-first-run-backup')
  const [backup = ''] = readdirSync(join(house.dataDir, 'backups'))
  await desk(house, password, 'backup', 'verify', join(house.dataDir, 'backups', backup))
  await next('进入工作台')
  await expect(page.getByRole('heading', { name: /今天没有到期的事/ })).toBeVisible()
  await picture(page, '06-first-run-today')
  await expectAccessible(page)

  await page.keyboard.press('Control+n')
  await page.getByRole('menuitem', { name: '登记居民' }).click()
  const resident = form(page, '居民登记')
  await write(resident, { 姓名: '欧阳守拙' })
  await choose(resident, '性别', '男')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: '欧阳守拙' })).toBeVisible()
  await expect(box(page, '姓名')).toHaveCount(0)

  const { clicks, keys } = await effortOn(page)
  const seconds = clicks * 3 + (keys + typed) * 1.5
  expect(seconds, `${String(clicks)} 次点击、${String(keys + typed)} 次按键，两指打字`).toBeLessThan(10 * 60)
})
