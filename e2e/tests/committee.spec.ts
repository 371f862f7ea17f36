import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { button, choose, form, write } from '../pages/form.ts'
import { lines } from '../pages/record.ts'
import { goTo, openRow } from '../pages/shell.ts'
import { picture } from '../pictures.ts'

/** The only woman among the three members of her committee. */
const woman = '郑玉兰'

test('调委会：委员不足三人 M-21、没有妇女 M-22 写在页上，补登一名女委员就没有了', async ({ openOffice }) => {
  const { page } = await openOffice('demo')
  const notices = page.locator('.committee-notices')
  const head = page.locator('.record-head')
  const openCommittee = async (): Promise<void> => {
    await head.getByRole('link', { name: /人民调解委员会$/ }).click()
    await expect(lines(page, '调解员', '主任')).toHaveCount(1)
  }
  await goTo(page, '/mediator')
  await openRow(page, woman)
  await openCommittee()
  await expect(lines(page, '调解员')).toHaveCount(3)
  await expect(notices).toHaveCount(0)

  await lines(page, '调解员', woman).getByRole('link').click()
  await button(page, '修改').click()
  const dialog = page.getByRole('dialog', { name: woman })
  await write(dialog, { 卸任日期: '今天' })
  await button(dialog, '保存').click()
  await expect(dialog).toBeHidden()
  await expect(head.getByText(/卸任/)).toBeVisible()
  await openCommittee()
  await expect(head.getByText('2 人')).toBeVisible()
  await expect(lines(page, '调解员', woman)).toContainText('卸任')
  await expect(notices.getByText(/调委会应有委员三至九人，现登记 2 人（人民调解法第八条）（M-21）/)).toBeVisible()
  await expect(notices.getByText(/调委会应当有妇女成员（人民调解法第八条）（M-22）/)).toBeVisible()
  await picture(page, '90-committee-M-21')
  await expectAccessible(page)

  await button(page, '登记调解员').click()
  const entry = form(page, '人民调解员登记')
  await write(entry, { 姓名: '上官念慈', 出生日期: '1980-05-06' })
  await choose(entry, '性别', '女')
  await choose(entry, '职务', '委员')
  await button(entry, '保存').click()
  await expect(lines(page, '调解员', '上官念慈')).toContainText('委员')
  await expect(notices).toHaveCount(0)
  await picture(page, '91-committee-whole')
})
