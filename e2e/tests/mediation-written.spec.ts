import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import {
  acceptCase,
  closeCase,
  fillAgreement,
  openStep,
  openTab,
  paperRow,
  previewBy,
  previewWords,
  recordPerformance,
  registerDispute,
  said,
  scansOf,
  signAgreement,
  step,
} from '../pages/case.ts'
import { box, button, choose, write } from '../pages/form.ts'
import { lines } from '../pages/record.ts'
import { downloaded } from '../pages/workbook.ts'
import { paperText, pdfPages } from '../paper.ts'
import { picture } from '../pictures.ts'
import { effortOn, effortSince, printsOf } from '../watch-page.ts'

const facts = '慕容听雨拉沙车压坏白刚远家门前水泥路面十二米，双方就修复费用争执。'

test('书面调解从登记到归还卷宗：一次录入，文书、履行、卷宗都用得上', async ({ openOffice }) => {
  test.slow()
  const { page } = await openOffice('demo')
  const title = await registerDispute(page, {
    applicant: { resident: '白刚远' },
    respondent: { stranger: '慕容听雨', fields: { 联系方式: '13900001234', 住址: '邻县南关街 8 号' } },
    fields: { 纠纷简要情况: facts },
  })
  expect(title).toBe('白刚远与慕容听雨邻里纠纷')
  const fileNo = await acceptCase(page)
  expect(fileNo).toMatch(/^（2026）石榴人调字第\d+号$/)

  await test.step('申请书、告知书', async () => {
    const notice = await previewBy(page, button(page, '打印权利义务告知书'), '权利义务告知书')
    const words = await previewWords(notice)
    for (const part of [fileNo, '白刚远', '慕容听雨', '不收取任何费用']) expect(words).toContain(part)
    await button(notice, '打印').click()
    expect(await printsOf(page)).toBe(1)
    await button(notice, '关闭').click()
    await openTab(page, '文书与卷宗')
    const application = await previewBy(page, button(page, '预览打印：人民调解申请书'), '人民调解申请书')
    const applied = await previewWords(application)
    for (const part of ['人民调解申请书', '白刚远', '邻县南关街8号', facts]) expect(applied).toContain(part)
    await picture(page, '20-case-application')
    await button(application, '关闭').click()
  })

  await test.step('笔录：问答、要点、常用语', async () => {
    const session = await openStep(page, '记录第 1 次调解', '第 1 次调解记录')
    await write(session, { 地点: '镇综治中心调解室', 开始时间: '930', 结束时间: '1115' })
    await choose(session, '调解结果', '达成')
    const record = box(session, '调解经过')
    await button(session, '问（调解员）').click()
    await page.keyboard.type('路面是怎么压坏的？')
    await page.keyboard.press('Enter')
    await page.keyboard.type('我修房子，路面坏了双方各担一半。')
    await expect(record).toHaveValue('问：路面是怎么压坏的？\n答（白刚远）：我修房子，路面坏了双方各担一半。')
    await page.keyboard.press('Alt+3')
    await page.keyboard.type('车是我雇的，我认。')
    await expect(record).toHaveValue(/\n答（慕容听雨）：车是我雇的，我认。$/)
    await button(session, '存为常用语').click()
    const name = session.getByRole('textbox', { name: '常用语名称' })
    await name.fill('认可雇车')
    await name.press('Enter')
    await expect(record).toBeFocused()
    await page.keyboard.press('Enter')
    await button(session, '认可雇车').click()
    await expect(record).toHaveValue(/\n问：车是我雇的，我认。$/)
    await session.getByRole('checkbox', { name: '告知权利义务', exact: true }).check()
    await expect(record).toHaveValue(/自主表达意愿/)
    await picture(page, '21-case-session')
    await expectAccessible(page)
    await record.press('Control+Enter')
    await expect(said(page, '调解记录已保存。')).toBeVisible()
  })

  await test.step('协议：分两期，大写，三份', async () => {
    const agreement = await fillAgreement(page, {
      terms: ['慕容听雨赔偿白刚远路面修复费，分两期付清。', '双方今后互不追究。'],
      amount: '12006.5',
      due: '+10',
      instalments: 2,
    })
    await expect(agreement.getByText('大写：壹万贰仟零陆元伍角')).toBeVisible()
    await expect(agreement.getByText(/合计 12,006\.50 元，与协议金额一致/)).toBeVisible()
    await picture(page, '22-case-agreement')
    await expectAccessible(page)
    await button(agreement, '保存协议').click()
    await expect(said(page, '协议已保存，可以打印了。')).toBeVisible()
    const before = await effortOn(page)
    const preview = await previewBy(page, step(page, '打印协议书'), '人民调解协议书')
    await expect(preview.getByText(/打印 3 份：当事人各一份，调委会留存一份/)).toBeVisible()
    await button(preview, '打印').click()
    expect(await printsOf(page)).toBe(2)
    const { clicks } = effortSince(await effortOn(page), before)
    expect(clicks, '从案件页到打印').toBeLessThanOrEqual(3)
    test.info().annotations.push({ type: '打印协议书的点击', description: String(clicks) })
    const paper = await paperText(page)
    for (const part of ['人民调解协议书', fileNo, '白刚远', '慕容听雨', '壹万贰仟零陆元伍角', '一式三份'])
      expect(paper).toContain(part)
    expect(paper).not.toContain('矛盾调解台账')
    await picture(page, '23-case-agreement-paper')
    await button(preview, '关闭').click()
  })

  await test.step('签章、生效、司法确认期限', async () => {
    await signAgreement(page)
    await expect(page.getByText(/^司法确认还剩 \d+ 天$/)).toBeVisible()
    await expect(page.getByText(/双方共同申请，截止 \d{4}-\d\d-\d\d/)).toBeVisible()
    await picture(page, '24-case-effective')
  })

  await test.step('两期履行、回访、结案', async () => {
    await recordPerformance(page)
    await expect(lines(page, '履行事项', '履行').first()).toContainText('11-22')
    const followUp = await openStep(page, '登记回访', '登记回访')
    await choose(followUp, '履行情况', '部分')
    await write(followUp, { 回访情况: '第一期款已付清，路面开工修复，双方见面说话。' })
    await picture(page, '25-case-follow-up')
    await expectAccessible(page)
    await button(followUp, '登记回访').click()
    await expect(said(page, '回访已登记。')).toBeVisible()
    await recordPerformance(page)
    await expect(said(page, '履行情况已登记，协议已全部履行，可以结案。')).toBeVisible()
    await closeCase(page)
    await picture(page, '26-case-closed')
  })

  await test.step('扫描件', async () => {
    await openTab(page, '文书与卷宗')
    const chooser = page.waitForEvent('filechooser')
    await button(page, '添加文件：人民调解协议书').click()
    await (await chooser).setFiles({ name: '签好的协议.pdf', mimeType: 'application/pdf', buffer: await signedPaper(page) })
    await expect(scansOf(page, '人民调解协议书')).toHaveCount(1)
    await drop(
      page,
      '身份证明',
      '身份证.jpg',
      await page.screenshot({ type: 'jpeg', clip: { x: 0, y: 0, width: 640, height: 400 } }),
    )
    await expect(scansOf(page, '身份证明')).toHaveCount(1)
    await expect(paperRow(page, '身份证明').getByText('已放入 1 件：身份证.jpg')).toBeVisible()
    await picture(page, '27-case-scans')
    await expectAccessible(page)
  })

  await test.step('立卷、成卷、归档、借还', async () => {
    const filing = await openStep(page, '立卷', '立卷')
    await expect(filing.getByText(/必备材料齐全，卷内共 \d+ 件/)).toBeVisible()
    await picture(page, '28-case-filing')
    await button(filing, '立卷').click()
    await expect(said(page, '已立卷。')).toBeVisible()
    await button(page, '成卷').click()
    const done = page.getByText(/^成卷完成：/)
    await expect(done).toBeVisible({ timeout: 60_000 })
    const bound = await downloaded(page, () => button(page.getByRole('main'), '另存').click())
    const pages = (await pdfPages(readFileSync(bound.path))).map((words) => words.replace(/[^\S\n]+/g, ' '))
    await expect(done).toContainText(`${String(pages.length)} 页`)
    expectBound(pages, fileNo)
    await picture(page, '29-case-bound')
    const archiving = await openStep(page, '归档', '归档')
    await write(archiving, { 存放位置: '2 号柜 3 层 14' })
    await button(archiving, '归档').click()
    await expect(said(page, '已归档。')).toBeVisible()
    const lending = await openStep(page, '借出', '借出卷宗')
    await write(lending, { 借阅人: '周启明', 用途: '司法所案卷评查', 批准人: '王秋石' })
    await button(lending, '登记借出').click()
    await expect(said(page, '借出已登记。')).toBeVisible()
    await expect(page.getByText('已借出').first()).toBeVisible()
    await button(await openStep(page, '归还', '归还卷宗'), '登记归还').click()
    await expect(said(page, '归还已登记。')).toBeVisible()
    await expect(page.getByText('借阅记录 1 次')).toBeVisible()
  })
})

/** A signed agreement of two pages, as a scanner makes it. */
async function signedPaper(page: Page): Promise<Buffer> {
  const other = await page.context().newPage()
  await other.setContent('<p>签好的协议扫描件一</p><p style="break-before: page">签好的协议扫描件二</p>')
  const pdf = await other.pdf({ format: 'A4' })
  await other.close()
  return pdf
}

async function drop(page: Page, paper: string, name: string, picture: Buffer): Promise<void> {
  const dataTransfer = await page.evaluateHandle(`(() => {
    const bytes = Uint8Array.from(atob('${picture.toString('base64')}'), (char) => char.charCodeAt(0))
    const transfer = new DataTransfer()
    transfer.items.add(new File([bytes], '${name}', { type: 'image/jpeg' }))
    return transfer
  })()`)
  await paperRow(page, paper).dispatchEvent('drop', { dataTransfer })
}

/** Cover, catalogue, papers at the pages the catalogue names, back cover. */
function expectBound(pages: readonly string[], fileNo: string): void {
  const solid = pages.map((words) => words.replace(/\s/g, ''))
  expect(solid[0]).toContain('人民调解卷宗')
  expect(solid[0]).toContain(fileNo)
  expect(solid[1]).toContain('卷内目录')
  expect(solid.at(-1)).toContain(`本卷连面带底共${String(pages.length)}页`)
  const entries = [...(pages[1] ?? '').matchAll(/^ *(\d+) (\S+) (\d+)(?:[^\d\n](\d+))?/gm)].map(([, , title = '', from, to]) => ({
    title,
    from: Number(from),
    to: Number(to ?? from),
  }))
  expect(entries.map(({ title }) => title)).toEqual(expect.arrayContaining(['人民调解申请书', '身份证明', '人民调解协议书']))
  entries.forEach(({ title, from }, index) => {
    expect(from, `${title}紧接上一件`).toBe((entries[index - 1]?.to ?? 0) + 1)
    const words = title === '人民调解协议书' ? '签好的协议扫描件一' : title
    if (title !== '身份证明') expect(solid[from + 1], `${title}在第 ${String(from)} 页`).toContain(words)
  })
  expect(entries.at(-1)?.to).toBe(pages.length - 3)
}
