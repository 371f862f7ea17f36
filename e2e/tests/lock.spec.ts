import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { lockScreen, unlock } from '../pages/entry.ts'
import { box, button, form, write } from '../pages/form.ts'
import { goTo } from '../pages/shell.ts'
import { picture } from '../pictures.ts'

test('Ctrl+L 锁屏，密码不对有提示，解锁后回到原来的格子，没填完的内容都在', async ({ openOffice }) => {
  const { page, password } = await openOffice('township')
  await goTo(page, '/resident/new')
  const resident = form(page, '居民登记')
  await write(resident, { 姓名: '司马怀谨' })
  const occupation = box(resident, '职业')
  await occupation.fill('木匠，做')
  await page.keyboard.press('Control+l')
  await expect(lockScreen(page)).toBeVisible()
  await expect(page.getByRole('form', { name: '居民登记' })).toBeHidden()
  await expect(occupation).toBeHidden()
  await expectAccessible(page)
  await unlock(page, 'Bushi-Zhege-1')
  await expect(lockScreen(page)).toContainText('账号或密码不对，再错 4 次将锁定 30 分钟')
  await picture(page, '07-lock-wrong-password')
  await page.keyboard.press('Escape')
  await expect(lockScreen(page)).toBeVisible()
  await unlock(page, password)
  await expect(lockScreen(page)).toBeHidden()
  await expect(occupation).toBeFocused()
  await page.keyboard.type('家具')
  await expect(occupation).toHaveValue('木匠，做家具')
  await expect(box(resident, '姓名')).toHaveValue('司马怀谨')
})

test('没填完的内容是加密草稿：强行断电后重新打开还在', async ({ openOffice }) => {
  const office = await openOffice('township')
  await goTo(office.page, '/resident/new')
  await write(form(office.page, '居民登记'), { 姓名: '司马怀谨', 职业: '木匠' })
  await expect(office.page.getByText(/草稿已保存/)).toBeVisible()
  await office.page.context().close()
  await office.host().kill()
  await office.reopen()
  await office.page.getByLabel('密码', { exact: true }).fill(office.password)
  await button(office.page, '登录').click()
  await expect(office.page.getByRole('navigation', { name: '主导航' })).toBeVisible()
  await goTo(office.page, '/resident/new')
  await expect(box(form(office.page, '居民登记'), '姓名')).toHaveValue('司马怀谨')
  await expect(office.page.getByText('接着上次没有填完的内容')).toBeVisible()
})

test('连续输错 5 次即锁定，重新启动也不能绕过；恢复密钥设新密码后可登录', async ({ openOffice, units }) => {
  const office = await openOffice('township')
  const { recoverySecret } = await units('township')
  await office.reopen()
  const enter = async (password: string): Promise<void> => {
    await office.page.getByLabel('密码', { exact: true }).fill(password)
    await button(office.page, '登录').click()
  }
  for (const left of [4, 3, 2, 1]) {
    await enter('Bushi-Zhege-1')
    await expect(office.page.getByText(`再错 ${String(left)} 次将锁定 30 分钟`)).toBeVisible()
  }
  await enter('Bushi-Zhege-1')
  await expect(office.page.getByText('密码连续输错 5 次，账号锁定 30 分钟')).toBeVisible()
  await picture(office.page, '08-locked-out')
  await office.reopen()
  await enter(office.password)
  await expect(office.page.getByText(/账号已锁定，约 30 分钟后再试/)).toBeVisible()

  await button(office.page, '忘记密码').click()
  const recovery = form(office.page, '忘记密码')
  const fill = (label: string, value: string) => recovery.getByLabel(new RegExp(`^${label}\\*?$`)).fill(value)
  await fill('恢复密钥', 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA')
  await fill('新密码', 'Xin-Mima-2027')
  await fill('再输一次', 'Xin-Mima-2027')
  await button(recovery, '设新密码并登录').click()
  await expect(recovery.getByText('恢复密钥不对')).toBeVisible()
  await picture(office.page, '09-recover')
  await expectAccessible(office.page)
  await fill('恢复密钥', recoverySecret.toLowerCase().replaceAll('-', ' '))
  await button(recovery, '设新密码并登录').click()
  await expect(office.page.getByRole('navigation', { name: '主导航' })).toBeVisible()
  await office.page.keyboard.press('Control+l')
  await unlock(office.page, 'Xin-Mima-2027')
  await expect(lockScreen(office.page)).toBeHidden()
})
