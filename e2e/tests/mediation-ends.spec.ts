import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { casesOf, caseWith } from '../demo-cases.ts'
import { expect, test } from '../fixtures.ts'
import {
  acceptCase,
  fileNoOf,
  openStep,
  openTab,
  paperRow,
  previewBy,
  previewWords,
  recordSession,
  said,
  step,
  takeRareStep,
} from '../pages/case.ts'
import { box, button, choose, complaints, form, write } from '../pages/form.ts'
import { fact } from '../pages/record.ts'
import { goTo } from '../pages/shell.ts'
import { paperText } from '../paper.ts'
import { picture } from '../pictures.ts'
import { printsOf } from '../watch-page.ts'

const refusedStep = async (page: Page, name: string | RegExp, why: RegExp): Promise<void> => {
  const refused = step(page, name)
  await expect(refused).toHaveAttribute('aria-disabled', 'true')
  await refused.focus()
  await expect(page.getByRole('tooltip').getByText(why)).toBeVisible()
}

/** Prints the paper offered after a step. @param heading on the paper itself @returns its words */
async function printOffered(page: Page, title: string, heading = title): Promise<string> {
  const preview = await previewBy(page, button(page.locator('.case-said'), new RegExp(`^打印.*${title.slice(-4)}`)), title)
  const before = await printsOf(page)
  await button(preview, '打印').click()
  expect(await printsOf(page)).toBe(before + 1)
  const words = await previewWords(preview)
  expect(await paperText(page), '纸上和预览一样').toContain(heading)
  await button(preview, '关闭').click()
  return words
}

/** 立卷 with what is not to be had explained (M-19). */
async function fileAway(page: Page, why: string): Promise<Locator> {
  const filing = await openStep(page, '立卷', '立卷')
  await button(filing, '立卷').click()
  await expect(complaints(filing).getByText(/还缺 \d+ 件必备材料.*（M-19）/)).toBeVisible()
  await write(filing, { 缺项说明: why })
  return filing
}

test('一方拒绝调解：M-01 不得记录调解，M-05 终止并告知救济途径，通知书打印入卷，立卷 M-19', async ({ openOffice, units }) => {
  const { id, title } = caseWith(await casesOf(await units('demo')), { status: 'accepted', category: '08' })
  const { page } = await openOffice('demo')
  await goTo(page, `/mediation/${id}`)
  const respondent = title.slice(title.indexOf('与') + 1, title.indexOf('征地'))
  const consent = await openStep(page, '登记意愿', '登记调解意愿')
  const answer = consent.getByRole('radiogroup', { name: new RegExp(respondent) })
  await expect(answer.getByRole('radio', { name: '未表态' })).toBeChecked()
  await answer.getByRole('radio', { name: '拒绝' }).check()
  await expect(consent.getByText(/不得进入调解（M-01）/)).toBeVisible()
  await button(consent, '登记意愿').click()
  await expect(said(page, '意愿已登记。')).toBeVisible()
  await refusedStep(page, /^记录第 1 次调解/, new RegExp(`${respondent}已明确拒绝调解.*人民调解法第十七条.*M-01`))
  await picture(page, '60-end-refused')
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  const ending = await openStep(page, '终止调解', '终止调解')
  await expect(ending.getByTitle('一方拒绝或放弃调解')).toBeVisible()
  await box(ending, '救济途径告知').fill('')
  await button(ending, '终止调解').click()
  await expect(complaints(ending).getByText(/救济途径：仲裁、行政或诉讼（人民调解法第二十六条）/), 'M-05').toBeVisible()
  await picture(page, '61-end-M-05')
  const remedy = '可以申请行政处理，也可以向示例县人民法院起诉。'
  await box(ending, '救济途径告知').fill(`已告知双方：${remedy}`)
  await button(ending, '终止调解').click()
  await expect(said(page, '案件已终止。')).toBeVisible()
  await expect(page.locator('.record-head').getByText('一方拒绝或放弃调解')).toBeVisible()
  const fileNo = await fileNoOf(page)
  const notice = await printOffered(page, '终止调解通知书', '终止人民调解通知书')
  for (const words of [fileNo, respondent, '拒绝', remedy]) expect(notice).toContain(words)
  expect(notice, '给当事人的通知书不说“已告知”').not.toContain('已告知')

  await openTab(page, '文书与卷宗')
  await expect(paperRow(page, '终止调解通知书')).toContainText('已存')
  await expect(paperRow(page, '人民调解协议书')).toHaveCount(0)
  const filing = await fileAway(page, '一方拒绝调解，没有进行调解，没有调解记录。')
  await expect(filing.getByText(/还缺 \d+ 件必备材料/).first()).toBeVisible()
  await expect(filing.getByRole('listitem').filter({ hasText: '人民调解记录' })).toBeVisible()
  await expect(filing.getByRole('listitem').filter({ hasText: '协议书' })).toHaveCount(0)
  await picture(page, '62-end-filing')
  await button(filing, '立卷').click()
  await expect(page.getByText(/立卷人 王秋石/)).toBeVisible()
  await expect(page.getByText('缺项说明：一方拒绝调解，没有进行调解，没有调解记录。')).toBeVisible()
  await picture(page, '63-end-filed')
})

test('法院已经受理的不能再受理：不予受理写明理由、告知救济途径，告知书打印', async ({ openOffice, units }) => {
  const { id } = caseWith(await casesOf(await units('demo')), { status: 'registered', category: '02' })
  const { page } = await openOffice('demo')
  await goTo(page, `/mediation/${id}`)
  await takeRareStep(page, '修改案情')
  const facts = form(page, '修改案情')
  await choose(facts, '其他机关处理情况', '法院已受理')
  await button(facts, '保存修改').click()
  await expect(said(page, '案情已修改。')).toBeVisible()
  await refusedStep(page, /^受理/, /法院、公安或行政机关已经受理或已解决，不能再受理/)
  await page.keyboard.press('Escape')
  await picture(page, '64-end-court')

  const ending = await openStep(page, '不予受理', '不予受理')
  await expect(ending.getByTitle('法院、公安或行政机关已受理或已解决')).toBeVisible()
  await box(ending, '救济途径告知').fill('')
  await button(ending, '不予受理').click()
  await expect(complaints(ending).getByText(/（M-05）/)).toBeVisible()
  await write(ending, { 说明: '示例县人民法院已立案', 救济途径告知: '可以在诉讼中请求法院调解。' })
  await picture(page, '65-end-rejecting')
  await button(ending, '不予受理').click()
  await expect(said(page, '已登记不予受理。')).toBeVisible()
  await expect(page.getByText('尚未编号')).toBeVisible()
  const notice = await printOffered(page, '不予受理告知书')
  for (const words of ['已受理或已解决', '可以在诉讼中请求法院调解。']) expect(notice).toContain(words)
  await openTab(page, '文书与卷宗')
  await expect(paperRow(page, '不予受理告知书')).toContainText('已存')
  await expect(paperRow(page, '人民调解受理登记表')).toContainText('可打印')
  await expect(paperRow(page, '人民调解记录')).toHaveCount(0)
  await expect(page.getByText('必备材料齐全')).toBeVisible()
  await picture(page, '66-end-rejected')
})

test('调解几次没有达成：调解不成，终止通知书写明告知的救济途径', async ({ openOffice, units }) => {
  const { id } = caseWith(await casesOf(await units('demo')), { status: 'mediating', category: '07', extendedOn: null })
  const { page } = await openOffice('demo')
  await goTo(page, `/mediation/${id}`)
  await recordSession(page, '双方对地界仍有争议，各不相让。', '未达成')
  const ending = await openStep(page, '终止调解', '终止调解')
  await choose(ending, '终止原因', '无法达成协议')
  await button(ending, '终止调解').click()
  await expect(said(page, '调解不成，案件已结束。')).toBeVisible()
  await expect(page.locator('.record-head').getByText('调解不成').first()).toBeVisible()
  const notice = await printOffered(page, '终止调解通知书', '人民调解不成告知书')
  for (const words of [await fileNoOf(page), '无法达成协议', '起诉']) expect(notice).toContain(words)
  await picture(page, '67-end-failed')
  await expectAccessible(page)
})

test('撤回、转出、作废：作废的卷号不再给别的案件，下一件接着编（M-20）', async ({ openOffice, units }) => {
  const cases = await casesOf(await units('demo'))
  const mediating = (category: string) => caseWith(cases, { status: 'mediating', category })
  const registered = (category: string) => caseWith(cases, { status: 'registered', category })
  const { page } = await openOffice('demo')
  const head = page.locator('.record-head')

  await goTo(page, `/mediation/${mediating('17').id}`)
  await takeRareStep(page, '撤回申请')
  const withdrawal = form(page, '撤回申请')
  await expect(box(withdrawal, '撤回人')).not.toHaveValue('')
  await write(withdrawal, { 说明: '双方自行和解' })
  await button(withdrawal, '撤回申请').click()
  await expect(said(page, '已登记撤回申请。')).toBeVisible()
  await expect(head.getByText('撤回').first()).toBeVisible()

  await goTo(page, `/mediation/${mediating('04').id}`)
  await takeRareStep(page, '转出')
  const transfer = form(page, '转出')
  await button(transfer, '转出').click()
  await expect(complaints(transfer).getByText('请填写转往哪个单位')).toBeVisible()
  await write(transfer, { 转往单位: '示例县仲裁委员会' })
  await button(transfer, '转出').click()
  await expect(said(page, '案件已转出。')).toBeVisible()
  await expect(head.getByText('转往示例县仲裁委员会')).toBeVisible()
  await expect(step(page, '立卷')).toHaveCount(0)

  await goTo(page, `/mediation/${registered('02').id}`)
  const given = await acceptCase(page)
  await takeRareStep(page, '作废')
  const voiding = form(page, '作废案件')
  await expect(voiding.getByText(new RegExp(`卷号 ${given} 已经发出，作废后仍占着这个号.*（M-20）`))).toBeVisible()
  await write(voiding, { 原因: '同一纠纷登记了两次' })
  await picture(page, '68-end-voiding')
  await button(voiding, '作废').click()
  await expect(said(page, '案件已作废，卷号保留。')).toBeVisible()
  expect(await fileNoOf(page)).toBe(given)
  await expect(page.getByText('同一纠纷登记了两次').first()).toBeVisible()
  await picture(page, '69-end-voided')

  await goTo(page, `/mediation/${registered('09').id}`)
  const next = await acceptCase(page)
  const serial = (fileNo: string) => Number(/第(\d+)号/.exec(fileNo)?.[1])
  expect(serial(next)).toBe(serial(given) + 1)
  await expect(fact(page, '登记日期')).toBeVisible()
})
