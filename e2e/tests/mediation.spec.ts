import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { lockScreen, logIn, unlock } from '../pages/entry.ts'
import {
  acceptCase,
  concludeAgreement,
  openStep,
  previewWords,
  recordSession,
  registerDispute,
  said,
  step,
  takeRareStep,
} from '../pages/case.ts'
import { box, button, form, write } from '../pages/form.ts'
import { chooseWorkbook, importForGood, tryImport } from '../pages/import.ts'
import { drawnPreview } from '../pages/paper-preview.ts'
import { goTo, walkTo } from '../pages/shell.ts'
import { picture } from '../pictures.ts'
import { effortOn, effortSince, printsOf } from '../watch-page.ts'

const neighbours = { applicant: { resident: '白刚远' }, respondent: { resident: 'bgg' } } as const
const others = { applicant: { stranger: '慕容听雨' }, respondent: { stranger: '令狐无双' } } as const

test('口头协议一屏办完：不滚动，正文以外三十键以内，即时结案，打印登记表；以后可转为书面调解', async ({ openOffice }) => {
  const { page } = await openOffice('demo')
  await goTo(page, '/mediation/oral')
  const oral = form(page, '口头协议')
  await expect(oral.getByRole('combobox', { name: '姓名' }).first()).toBeFocused()
  const before = await effortOn(page)
  const lit = page.locator('.ant-select-item-option-active:visible')
  const take = async (keys: string, found: string, then: string): Promise<void> => {
    await page.keyboard.type(keys)
    await expect(lit).toContainText(found)
    await page.keyboard.press('Enter')
    await expect(oral.getByRole('combobox', { name: then, exact: true }).last()).toBeFocused()
  }
  await take('bgy', '白刚远', '姓名')
  await take('bgg', '白桂桂', '纠纷类别')
  await take('02', '邻里', '综治中心类别')
  await page.keyboard.press('Enter') // the same kind in the centre's own list
  await page.keyboard.press('Enter') // where the applicant lives
  await expect(box(oral, '为什么事')).toBeFocused()
  await page.keyboard.insertText('白桂桂家的鸡吃了白刚远家门前晒的玉米，双方争吵。')
  await page.keyboard.press('Tab')
  await page.keyboard.insertText('白桂桂当场赔白刚远玉米钱三百元。\n今后各家鸡圈养。')
  await page.keyboard.press('Tab')
  await page.keyboard.type('300')
  expect(
    await page.evaluate<boolean>(
      `(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight + 1)(document.querySelector('.form-body'))`,
    ),
    '一屏放得下',
  ).toBe(true)
  await picture(page, '30-oral')
  await expectAccessible(page)
  await page.keyboard.press('Control+Enter')
  const preview = await drawnPreview(page, '人民调解口头协议登记表')
  await page.keyboard.press('Enter')
  expect(await printsOf(page)).toBe(1)
  const effort = effortSince(await effortOn(page), before)
  expect(effort.clicks).toBe(1) // Enter on a button is a click as well
  expect(effort.keys, '正文以外的按键').toBeLessThanOrEqual(30)
  test.info().annotations.push({ type: '口头协议正文以外的按键', description: String(effort.keys) })
  const words = await previewWords(preview)
  for (const part of ['口头协议', '白刚远', '白桂桂', '玉米钱三百元', '今后各家鸡圈养']) expect(words).toContain(part)
  await picture(page, '31-oral-paper')
  await button(preview, '关闭').click()
  await expect(page.getByRole('heading', { name: '白刚远与白桂桂邻里纠纷' })).toBeVisible()
  await expect(page.locator('.record-name').getByText('已结案')).toBeVisible()
  await expect(page.locator('.record-meta').getByText(/^（2026）石榴人调字第\d+号$/)).toBeVisible()

  await takeRareStep(page, '转为书面调解')
  const promotion = form(page, '转为书面调解')
  await write(promotion, { 原因: '白刚远要求写成书面协议。' })
  await button(promotion, '转为书面调解').click()
  await expect(said(page, '已转为书面调解，请再记录调解或达成书面协议。')).toBeVisible()
  await recordSession(page, '双方同意照口头说好的写成协议。')
  await concludeAgreement(page, { terms: ['白桂桂赔白刚远玉米钱三百元，今后各家鸡圈养。'], amount: '300' })
  await expect(step(page, '登记签章')).toBeVisible()
})

test('规则拦住时说明理由：M-02 没有调解员，M-01 拒绝调解，M-06 签章不齐', async ({ openOffice }) => {
  const { page } = await openOffice('demo')
  await registerDispute(page, neighbours)
  const acceptance = await openStep(page, '受理', '受理')
  await acceptance.getByRole('checkbox', { checked: true }).uncheck() // whoever is at the desk stands there already
  await button(acceptance, '受理并编号').click()
  await expect(acceptance.getByText(/请先指定至少一名调解员/)).toBeVisible()
  await acceptance.getByRole('checkbox').first().check()
  await button(acceptance, '受理并编号').click()

  const consent = async (answer: '同意' | '拒绝'): Promise<void> => {
    const sheet = await openStep(page, '登记意愿', '登记调解意愿')
    await sheet
      .getByRole('radiogroup', { name: /白桂桂/ })
      .getByRole('radio', { name: answer })
      .check()
    await button(sheet, '登记意愿').click()
    await expect(said(page, '意愿已登记。')).toBeVisible()
  }
  await consent('拒绝')
  const refused = step(page, /^记录第 1 次调解/)
  await expect(refused).toHaveAttribute('aria-disabled', 'true')
  await refused.focus()
  await expect(page.getByRole('tooltip').getByText(/白桂桂已明确拒绝调解，不得进入调解/)).toBeVisible()
  await picture(page, '32-refused-M-01')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await consent('同意')

  await recordSession(page, '双方各让一步。')
  await concludeAgreement(page, { terms: ['白桂桂十日内将滴水檐收回三十厘米。'], method: '履行一定行为' })
  const signatures = await openStep(page, '登记签章', '登记签章')
  await write(signatures, { '白刚远（申请人）签名': '今天' })
  await expect(signatures.getByText(/协议还缺：.*（M-06）/)).toBeVisible()
  await button(signatures, '登记，协议生效').click()
  await expect(signatures.getByText('还有 3 处要改')).toBeVisible()
  await picture(page, '33-refused-M-06')
  await expectAccessible(page)
})

test('两个窗口各受理一件：卷号不重不空；别的窗口已受理的，说明白，不再发号', async ({ openOffice }) => {
  const office = await openOffice('demo')
  const { page } = office
  await registerDispute(page, others)
  const one = page.url()
  await registerDispute(page, neighbours)
  const two = page.url()
  await openStep(page, '受理', '受理')

  const opened = page.waitForEvent('popup')
  await page.evaluate(`void window.open(${JSON.stringify(one)})`)
  const other = await opened
  await expect(page.getByRole('heading', { name: '另一个窗口已打开' })).toBeVisible()
  await picture(page, '34-other-window')
  await expectAccessible(page)
  const first = await acceptCase(other)
  await button(page, '重新打开').click()
  await expect(other.getByRole('heading', { name: '另一个窗口已打开' })).toBeVisible()
  const acceptance = form(page, '受理')
  await acceptance.getByRole('checkbox').first().check()
  await button(acceptance, '受理并编号').click()
  await expect(said(page, /^已受理，卷号/)).toBeVisible()
  const numberOf = (fileNo: string) => Number(/第(\d+)号/.exec(fileNo)?.[1])
  const second = await page
    .locator('.record-meta')
    .getByText(/人调字第\d+号/)
    .innerText()
  expect(numberOf(second)).toBe(numberOf(first) + 1)

  await goTo(page, `${new URL(one).hash.slice(1).replace(/\?.*/, '')}?do=acceptCase`)
  await expect(page.locator('.case-said')).toContainText('受理')
  await picture(page, '35-accepted-elsewhere')
  await expect(acceptance).toBeHidden()
  expect(two).not.toBe(one)
  await other.close()
})

test('写笔录时锁屏、刷新、断电：写下的一个字不少', async ({ openOffice }) => {
  const office = await openOffice('demo')
  const { page, password } = office
  await registerDispute(page, others)
  await acceptCase(page)
  const record = (where: Page) => box(form(where, '第 1 次调解记录'), '调解经过')
  await openStep(page, '记录第 1 次调解', '第 1 次调解记录')
  const place = new URL(page.url()).hash.slice(1)
  await record(page).focus()
  await page.keyboard.insertText('问：说说经过。\n答（慕容听雨）：墙是他家先砌的。')
  const written = await record(page).inputValue()
  await page.keyboard.press('Control+l') // what was typed last is saved before the desk locks
  await expect(lockScreen(page)).toBeVisible()
  await expect(record(page)).toBeHidden()
  await unlock(page, password)
  await expect(record(page)).toBeFocused()
  await expect(record(page)).toHaveValue(written)

  await page.reload()
  await expect(record(page)).toHaveValue(written)
  await expect(page.getByText('这是上次没有保存完的草稿。')).toBeVisible()

  await page.context().close()
  await office.host().kill()
  await office.reopen()
  await logIn(office.page, password)
  await goTo(office.page, place)
  await expect(record(office.page)).toHaveValue(written)
  await picture(office.page, '36-session-restored')
})

test('导入排查台账：三百行都有着落，整批撤销', async ({ openOffice }) => {
  const { page } = await openOffice('township')
  await walkTo(page, '矛盾调解')
  await button(page, '导入台账').first().click()
  await chooseWorkbook(page, join(import.meta.dirname, '../data/samples/disputes-1.xlsx'))
  const counts = await tryImport(page)
  const { 读到: read = 0, ...ends } = counts
  expect(read).toBe(300)
  expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(300)
  await expect(page.getByText('其中有提醒').locator('..')).toContainText(/[1-9]/)
  await picture(page, '37-import-disputes')
  await expectAccessible(page)
  expect(await importForGood(page)).toEqual(counts)
  await picture(page, '38-import-disputes-done')
  await button(page, '撤销这次导入').click()
  const undo = page.getByRole('dialog', { name: '撤销这次操作' })
  await expect(undo).toContainText(`调解案件 ${String(ends['新增'])} 件`)
  await button(undo, '撤销').click()
  await expect(page.getByRole('region', { name: '导入已撤销' })).toBeVisible({ timeout: 30_000 })
  await button(page, '查看调解案件台账').click()
  await expect(page.locator('.ledger-foot')).toContainText('0 件')
})
