import { expect } from '@playwright/test'
import type { Locator, Page } from '@playwright/test'
import { box, button, choose, form, pick, section, write } from './form.ts'
import { drawnPreview } from './paper-preview.ts'
import { tab } from './record.ts'
import { goTo } from './shell.ts'

/** A party of a new dispute: found in the residents' ledger by what is typed, or written down by hand. */
export type NewParty = { resident: string } | { stranger: string; fields?: Readonly<Record<string, string>> }

export interface NewDispute {
  applicant: NewParty
  respondent: NewParty
  /** words of the list, as in {@link choose} */
  category?: string
  source?: string
  village?: string
  /** text fields by their labels */
  fields?: Readonly<Record<string, string>>
}

/** A person who is in no ledger: the name as it is typed, and what else is known. */
export async function writeStranger(party: Locator, name: string, fields: Readonly<Record<string, string>> = {}): Promise<void> {
  const list = party.getByRole('combobox', { name: '姓名', exact: true })
  await list.click()
  await list.fill(name)
  await party.page().locator('.ant-select-item-option:visible').filter({ hasText: '手工填写' }).click()
  await write(party, fields)
}

/** @returns the party's name */
export async function fillParty(party: Locator, one: NewParty): Promise<string> {
  if ('resident' in one) return pick(party, '姓名', one.resident)
  await writeStranger(party, one.stranger, one.fields)
  return one.stranger
}

/** 登记纠纷, filled in and not yet saved; both parties agree to be mediated. @returns the form */
export async function fillDispute(page: Page, dispute: NewDispute): Promise<Locator> {
  await goTo(page, '/mediation/new')
  const sheet = form(page, '登记纠纷')
  for (const [title, one] of [
    ['申请人', dispute.applicant],
    ['被申请人', dispute.respondent],
  ] as const) {
    const party = section(sheet, title)
    await fillParty(party, one)
    await choose(party, '调解意愿', '同意')
  }
  await choose(sheet, '纠纷类别', dispute.category ?? '邻里')
  await choose(sheet, '案件来源', dispute.source ?? '当事人申请')
  await choose(sheet, '发生地村（社区）', dispute.village ?? '东关')
  await write(sheet, { 纠纷简要情况: '两家为排水沟的走向争执，雨水流入邻院。', ...dispute.fields })
  return sheet
}

/** 登记纠纷 whole. The page then shows the case, whose name is `title`. */
export async function registerDispute(page: Page, dispute: NewDispute): Promise<string> {
  await button(await fillDispute(page, dispute), '登记').click()
  await expect(page.getByText('尚未编号')).toBeVisible()
  return page.getByRole('heading', { level: 1 }).innerText()
}

/** A step among the buttons of the case's header. */
export const step = (page: Page, name: string | RegExp): Locator => button(page.locator('.record-head'), name)

/** A step taken seldom, in the menu 更多. */
export async function takeRareStep(page: Page, name: string): Promise<void> {
  await step(page, /^更多/).click()
  await page.getByRole('menuitem', { name }).click()
}

/** Takes a step of the header, which opens the dialog of that name. @returns its form */
export async function openStep(page: Page, name: string | RegExp, title: string): Promise<Locator> {
  await step(page, name).click()
  const opened = form(page, title)
  await expect(opened).toBeVisible()
  return opened
}

/** What the page says at the top after a step, or because of a rule. */
export const said = (page: Page, words: string | RegExp): Locator => page.locator('.case-said').getByText(words)

/** The number of the case as its header shows it. */
export async function fileNoOf(page: Page): Promise<string> {
  const number = page.locator('.record-meta').getByText(/^（\d{4}）.+调字第\d+号$/)
  return number.innerText()
}

/** 受理 with the first mediator offered, or the one named. @returns the number */
export async function acceptCase(page: Page, mediator: string | RegExp = ''): Promise<string> {
  const acceptance = await openStep(page, '受理', '受理')
  await acceptance.getByRole('checkbox', { name: mediator }).first().check()
  await button(acceptance, '受理并编号').click()
  await expect(said(page, /^已受理，卷号/)).toBeVisible()
  return fileNoOf(page)
}

/** 记录第 n 次调解 with a few words. @param result of the list 调解结果 */
export async function recordSession(page: Page, words: string, result = '达成'): Promise<void> {
  await step(page, /^记录第 \d+ 次调解/).click()
  const session = page.getByRole('form', { name: /^第 \d+ 次调解记录$/ })
  await write(session, { 地点: '镇综治中心调解室' })
  await choose(session, '调解结果', result)
  await box(session, '调解经过').fill(words)
  await button(session, '保存记录').click()
  await expect(said(page, '调解记录已保存。')).toBeVisible()
}

export interface NewAgreement {
  terms: readonly string[]
  /** yuan */
  amount?: string
  /** of the list 履行方式 */
  method?: string
  /** a day as it is typed; for instalments the first one */
  due?: string
  /** of two or more */
  instalments?: number
}

/** 达成协议, filled in and not yet saved. @returns the form */
export async function fillAgreement(page: Page, agreement: NewAgreement): Promise<Locator> {
  const sheet = await openStep(page, '达成协议', '达成协议')
  for (const [index, term] of agreement.terms.entries()) {
    if (index > 0) await button(sheet, '加一条').click()
    await write(sheet, { [`第 ${String(index + 1)} 条`]: term })
  }
  if (agreement.amount !== undefined) await write(sheet, { 协议金额: agreement.amount })
  await choose(sheet, '履行方式', agreement.method ?? (agreement.instalments === undefined ? '一次性' : '分期'))
  if (agreement.instalments === undefined) {
    await write(sheet, { 履行期限: agreement.due ?? '+10' })
  } else {
    await write(sheet, { 期数: String(agreement.instalments), 首期到期日: agreement.due ?? '+10' })
    await button(sheet, '平均分').click()
  }
  return sheet
}

export async function concludeAgreement(page: Page, agreement: NewAgreement): Promise<void> {
  await button(await fillAgreement(page, agreement), '保存协议').click()
  await expect(said(page, '协议已保存，可以打印了。')).toBeVisible()
}

/** 登记签章, all on one day. */
export async function signAgreement(page: Page, day = '今天'): Promise<void> {
  const signatures = await openStep(page, '登记签章', '登记签章')
  await write(signatures, { '各方都在这一天签名、盖章': day })
  await button(signatures, '登记，协议生效').click()
  await expect(said(page, /^签章已登记，协议自 .* 起生效。$/)).toBeVisible()
}

/** 登记履行 of the first open item, done in full. */
export async function recordPerformance(page: Page): Promise<void> {
  const performance = await openStep(page, '登记履行', '登记履行')
  await button(performance, '登记履行').click()
  await expect(performance).toBeHidden()
}

/** 结案 without further words. */
export async function closeCase(page: Page): Promise<void> {
  await button(await openStep(page, '结案', '结案'), '结案').click()
  await expect(said(page, '已结案。')).toBeVisible()
}

export type CaseTab = '案情' | '当事人' | '调查与证据' | '调解记录' | '协议与履行' | '文书与卷宗' | '类似案件'

/** @returns the panel of the tab */
export async function openTab(page: Page, name: CaseTab): Promise<Locator> {
  await tab(page, name).click()
  const panel = page.getByRole('tabpanel', { name })
  await expect(panel).toBeVisible()
  return panel
}

/** One paper in the list 文书与卷宗, with its scans below it. */
export const paperRow = (page: Page, title: string): Locator =>
  page
    .getByRole('table', { name: '文书目录' })
    .locator('tbody')
    .filter({ has: page.getByRole('button', { name: `扫描：${title}`, exact: true }) })

/** The scans of one paper, in their order. */
export const scansOf = (page: Page, title: string): Locator =>
  page.getByRole('list', { name: `${title}的扫描件` }).getByRole('listitem')

/** Presses a button that shows a paper. @returns the preview, drawn */
export async function previewBy(page: Page, press: Locator, title: string): Promise<Locator> {
  await press.click()
  return drawnPreview(page, title)
}

/** The words of a paper in its preview, without spaces. */
export async function previewWords(preview: Locator): Promise<string> {
  // every sheet holds the whole flow and shows its own part of it
  return (await preview.locator('.document-desk .flow').first().innerText()).replace(/\s/g, '')
}
