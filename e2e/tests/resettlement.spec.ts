import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { button, choose, form, pick, write } from '../pages/form.ts'
import { drawnPreview } from '../pages/paper-preview.ts'
import { goTo, walkTo } from '../pages/shell.ts'
import { picture } from '../pictures.ts'
import { effortOn, effortSince } from '../watch-page.ts'

test('从居民建立帮教档案：期限按规则表算出，登记一次走访，下次走访日期顺延，登记表可打印', async ({ openOffice }) => {
  const { page } = await openOffice('demo')
  await walkTo(page, '安置帮教')
  await button(page, '建立档案').click()
  const opening = form(page, '建立帮教档案')
  await pick(opening, '人员', '白强生')
  await choose(opening, '对象类别', '刑满释放')
  await write(opening, { 释放日期: '今天' })
  await expect(opening.getByText(/按规则表：帮教期到 \d{4}-\d{2}-\d{2}/)).toBeVisible()
  await choose(opening, '帮教类别', '一般')
  await picture(page, '30-resettlement-form')
  await expectAccessible(page)
  await button(opening, '建立档案').click()
  await expect(page.getByRole('heading', { name: '白*生' })).toBeVisible()
  await expect(page.getByText('上次走访')).toBeVisible()

  await button(page.getByRole('main'), '登记走访').click()
  const visit = form(page, '登记走访：白*生')
  await write(visit, { 地点: '本人家中' })
  await button(visit, '与家人同住，生活安定').click()
  await button(visit, '打零工').click()
  await picture(page, '31-resettlement-visit')
  await expectAccessible(page)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/走访已登记，下次走访不晚于\d{4}年/)).toBeVisible()
  await expect(page.getByRole('tabpanel').getByText('与家人同住，生活安定')).toBeVisible()
  await picture(page, '32-resettlement-record')
  await button(page, '打印登记表').click()
  const preview = await drawnPreview(page, '安置帮教信息登记表')
  await picture(page, '33-resettlement-preview')
  await button(preview, '关闭').click()
})

test('从工作台登记一次走访：二十秒以内', async ({ openOffice }) => {
  const { page } = await openOffice('demo')
  await goTo(page, '/today')
  const before = await effortOn(page)
  await button(page, /登记走访/)
    .first()
    .click()
  const visit = page.getByRole('dialog').getByRole('form')
  await button(visit, '独居').click()
  await button(visit, '在家务农').click()
  await button(visit, '按期走访').click()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText(/走访已登记，下次走访不晚于/)).toBeVisible()
  const { clicks, keys } = effortSince(await effortOn(page), before)
  expect(clicks * 3 + keys * 1.5, `${String(clicks)} 次点击、${String(keys)} 次按键`).toBeLessThanOrEqual(20)
})
