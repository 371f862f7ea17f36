import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { acceptCard, ownFingerprint, saveCard } from '../pages/exchange.ts'
import { button, choose, form, write } from '../pages/form.ts'
import { drawnPreview } from '../pages/paper-preview.ts'
import { goTo, rows, searchLedger, walkTo } from '../pages/shell.ts'
import { picture } from '../pictures.ts'
import { effortOn, effortSince } from '../watch-page.ts'

test('乡镇上报、县里接收、回执带回：名片互认、一个U盘走完一圈', async ({ openOffice }) => {
  const township = await openOffice('demo')
  const county = await openOffice('county', { stick: township.house.stick })
  const { stick } = township.house

  await test.step('乡镇登记一位居民', async () => {
    await goTo(township.page, '/resident/new')
    const resident = form(township.page, '居民登记')
    await write(resident, { 姓名: '欧阳守拙' })
    await choose(resident, '性别', '男')
    await button(resident, '保存').click()
    await expect(township.page.getByRole('heading', { name: '欧阳守拙' })).toBeVisible()
  })

  await test.step('互认名片', async () => {
    for (const { page } of [township, county]) await walkTo(page, '数据交换')
    await expect(township.page.getByText('还没有对端单位')).toBeVisible()
    await picture(township.page, '50-exchange-card')
    const townshipCard = await saveCard(township.page)
    const countyCard = await saveCard(county.page)
    await acceptCard(county.page, join(stick, townshipCard), '石榴镇综治中心', await ownFingerprint(township.page))
    await picture(county.page, '51-exchange-fingerprint')
    await expectAccessible(county.page)
    await button(county.page, '认证这个单位').click()
    await expect(county.page.getByText('已认证“石榴镇综治中心”')).toBeVisible()
    await acceptCard(township.page, join(stick, countyCard), '示例县综治中心', await ownFingerprint(county.page))
    await button(township.page, '认证这个单位').click()
    await expect(township.page.getByText('已认证“示例县综治中心”')).toBeVisible()
  })

  await test.step('上报到U盘', async () => {
    const { page } = township
    const before = await effortOn(page)
    await button(page, '上报').click()
    await expect(page.getByText('1,201 人')).toBeVisible()
    await picture(page, '52-hand-up-content')
    await expectAccessible(page)
    await button(page, '下一步').click()
    await expect(page.getByRole('radiogroup', { name: '写到哪里' }).getByRole('radio')).toBeChecked()
    await picture(page, '53-hand-up-medium')
    await button(page, '下一步').click()
    await expect(page.getByText(/由 王秋石 以石榴镇综治中心名义批准/)).toBeVisible()
    await picture(page, '54-hand-up-approve')
    await expectAccessible(page)
    await button(page, '批准并写入').click()
    await expect(page.getByRole('region', { name: '上报完成：已写入并读回核对' })).toBeVisible({ timeout: 60_000 })
    expect(effortSince(await effortOn(page), before).clicks, '从数据交换到写在U盘上').toBeLessThanOrEqual(6)
    await picture(page, '55-hand-up-done')
    await expectAccessible(page)
    await button(page, '打印交接单').click()
    const slip = await drawnPreview(page, '数据包交接单')
    await picture(page, '56-handover-slip')
    await button(slip, '关闭').click()
    await button(page, '回到数据交换').click()
    await expect(page.getByText('1 个包等回执')).toBeVisible()
    expect(readdirSync(stick).filter((name) => name.endsWith('.zzb'))).toHaveLength(1)
  })

  await test.step('县里接收，回执写回U盘', async () => {
    const { page } = county
    const before = await effortOn(page)
    await button(page, '接收').click()
    await expect(page.getByRole('radiogroup', { name: '从哪里接收' }).getByRole('radio')).toBeChecked()
    await picture(page, '57-receive-medium')
    await button(page, '查看数据包').click()
    const found = page.getByRole('table', { name: 'U盘上的数据包' })
    await expect(found.getByText('新包')).toBeVisible()
    await picture(page, '58-receive-look')
    await expectAccessible(page)
    await button(page, '合并 1 个包').click()
    await expect(page.getByRole('region', { name: '接收完成', exact: true })).toBeVisible({ timeout: 60_000 })
    expect(effortSince(await effortOn(page), before).clicks, '从接收到回执').toBeLessThanOrEqual(4)
    await expect(page.getByText('全部接收', { exact: true })).toBeVisible()
    await expect(page.getByText(/已写回“.+” 1 份/)).toBeVisible()
    await picture(page, '59-receive-done')
    await expectAccessible(page)
    await walkTo(page, '居民')
    await expect(page.getByText('命中 1,185 人')).toBeVisible()
    await searchLedger(page, '欧阳守拙')
    await expect(rows(page, '欧阳守拙')).toBeVisible()
  })

  await test.step('乡镇收下回执，显示已送达', async () => {
    const { page } = township
    await button(page, '接收').click()
    await button(page, '查看数据包').click()
    await expect(page.getByRole('region', { name: '回执' })).toContainText('示例县综治中心')
    await button(page, '收下 1 个回执').click()
    await expect(page.getByText('对方已全部接收')).toBeVisible()
    await picture(page, '60-receipt-taken')
    await button(page, '回到数据交换').click()
    await expect(page.getByRole('table', { name: '数据包登记簿' }).getByText('已送达')).toBeVisible()
    await picture(page, '61-exchange-delivered')
    await expectAccessible(page)
  })
})
