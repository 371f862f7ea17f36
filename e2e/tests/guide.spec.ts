import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import {
  acceptCase,
  fillAgreement,
  fillDispute,
  openStep,
  openTab,
  previewBy,
  recordPerformance,
  scansOf,
  signAgreement,
  step,
} from '../pages/case.ts'
import { box, button, choose, form, pick, section, write } from '../pages/form.ts'
import { chooseWorkbook, countsOf } from '../pages/import.ts'
import { goTo, openRow } from '../pages/shell.ts'

/**
 * The pictures of docs/guide, of the demonstration data. Written into the repository only when asked for:
 * `PICTURE=1 npm run e2e -- guide`, those of one chapter with `-g 居民与网格` or `-g 矛盾调解`.
 */
const folder = join(import.meta.dirname, '../../docs/guide/images')
const sample = join(import.meta.dirname, '../data/samples/residents-1.xlsx')

async function pictureFor(page: Page, name: string, ready: Locator): Promise<void> {
  await expect(ready.first()).toBeVisible({ timeout: 30_000 })
  await page.mouse.move(0, 0)
  const file = join(folder, `${name}.png`)
  await page.screenshot({ path: file, animations: 'disabled' })
  expect(statSync(file).size).toBeLessThan(300_000)
}

/** a row of the ledger that has been read */
const aRow = (page: Page) => page.locator('[row-index="1"] [col-id="name"]').filter({ hasText: /./ })

const aCase = (page: Page) => page.locator('[row-index="1"] [col-id="title"]').filter({ hasText: /./ })

const listOf = (conditions: readonly object[]) => `/resident?where=${encodeURIComponent(JSON.stringify(conditions))}`

test.beforeAll(() => {
  mkdirSync(folder, { recursive: true })
})

test('居民与网格手册的画面：台账、登记、筛选、户、网格', async ({ readingRoom: { page } }) => {
  await goTo(page, '/resident')
  await pictureFor(page, '居民台账', aRow(page))

  // somebody who is there already
  const known = page.locator('[row-index="1"]')
  const [name, birthOn] = [
    await known.locator('[col-id="name"]').innerText(),
    await known.locator('[col-id="birthOn"]').innerText(),
  ]
  await goTo(page, '/resident/new')
  await write(page, { 姓名: name, 出生日期: birthOn })
  await pictureFor(page, '登记居民', button(page, `对照 ${name}`))

  const floating = [{ field: 'personType', op: 'is', value: 'floating' }]
  await goTo(page, listOf(floating))
  await pictureFor(page, '筛选和视图', aRow(page))

  await goTo(page, '/household')
  await expect(page.getByText(/命中 [\d,]+ 户/)).toBeVisible()
  await openRow(page, '石榴村')
  await pictureFor(page, '户', button(page, '变更户主'))

  await goTo(page, '/grid')
  await expect(page.getByText(/命中 [\d,]+ 个/)).toBeVisible()
  await openRow(page, '石榴')
  await button(page, '交接清单').click()
  await pictureFor(page, '交接清单', page.getByText('接收人（签名）'))

  await goTo(page, '/system?tab=operation')
  await pictureFor(page, '操作记录', page.getByText('只看能撤销的'))
})

test('居民与网格手册的画面：导入', async ({ readingRoom: { page } }) => {
  await goTo(page, '/resident/import')
  await chooseWorkbook(page, sample)
  await pictureFor(page, '导入核对表头', page.getByText('不读入：平安台不收集这类信息'))
  await button(page, '下一步').click()
  await button(page, '试导入').click()
  await countsOf(page)
  await pictureFor(page, '试导入', page.getByText('把原表标注后取回'))
})

test('居民与网格手册的画面：统计', async ({ readingRoom: { page } }) => {
  await goTo(page, '/statistics')
  await pictureFor(page, '人口统计', page.getByRole('rowheader', { name: '合计' }))
  await goTo(page, '/statistics?tab=movement')
  await pictureFor(page, '人口变动', page.getByRole('img', { name: '各村（社区）增减' }))
})

test('矛盾调解手册的画面：登记、笔录、协议、卷宗', async ({ openOffice }) => {
  test.slow()
  const { page } = await openOffice('demo')
  await goTo(page, '/mediation')
  await pictureFor(page, '调解台账', aCase(page))

  const dispute = await fillDispute(page, {
    applicant: { resident: '白刚远' },
    respondent: { stranger: '慕容听雨', fields: { 联系方式: '13900001234', 住址: '邻县南关街 8 号' } },
    fields: { 纠纷简要情况: '慕容听雨拉沙车压坏白刚远家门前水泥路面十二米，双方就修复费用争执。' },
  })
  await section(dispute, '申请人').scrollIntoViewIfNeeded()
  await pictureFor(page, '登记纠纷', button(page, '登记'))
  await button(dispute, '登记').click()
  await acceptCase(page)

  const session = await openStep(page, '记录第 1 次调解', '第 1 次调解记录')
  await write(session, { 地点: '镇综治中心调解室', 开始时间: '930', 结束时间: '1115' })
  await choose(session, '调解结果', '达成')
  await session.getByRole('checkbox', { name: '告知权利义务', exact: true }).check()
  await box(session, '调解经过').press('Enter')
  await button(session, '问（调解员）').click()
  for (const words of ['路面是怎么压坏的？', '他家拉沙的车压的，十二米都裂了。']) {
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
  }
  await page.keyboard.press('Alt+3')
  await page.keyboard.type('车是我雇的，我认。')
  await pictureFor(page, '调解记录', button(session, '保存记录'))
  await button(session, '保存记录').click()

  const agreement = await fillAgreement(page, {
    terms: ['慕容听雨赔偿白刚远路面修复费，分两期付清。', '双方今后互不追究。'],
    amount: '12006.5',
    due: '+10',
    instalments: 2,
  })
  await agreement.getByRole('group', { name: '各期' }).scrollIntoViewIfNeeded()
  await pictureFor(page, '达成协议', agreement.getByText('大写：壹万贰仟零陆元伍角'))
  await button(agreement, '保存协议').click()
  const preview = await previewBy(page, step(page, '打印协议书'), '人民调解协议书')
  await pictureFor(page, '协议书预览', button(preview, '用 Word 打开'))
  const signed = await page.screenshot({ type: 'jpeg', clip: { x: 340, y: 200, width: 690, height: 560 } })
  await button(preview, '关闭').click()
  await signAgreement(page)
  const applied = await openStep(page, '申请司法确认', '申请司法确认')
  await pictureFor(page, '司法确认', applied.getByText(/还剩 \d+ 天/))
  await page.keyboard.press('Escape')
  await recordPerformance(page)
  await page.getByRole('table', { name: '履行事项' }).scrollIntoViewIfNeeded()
  await page.getByRole('heading', { name: '司法确认' }).scrollIntoViewIfNeeded()
  await pictureFor(page, '协议与履行', page.getByRole('table', { name: '履行事项' }))

  await openTab(page, '文书与卷宗')
  const chooser = page.waitForEvent('filechooser')
  await button(page, '添加文件：人民调解协议书').click()
  const scan = (number: number) => ({ name: `签好的协议 ${String(number)}.jpg`, mimeType: 'image/jpeg', buffer: signed })
  await (await chooser).setFiles([scan(1), scan(2)])
  const scans = scansOf(page, '人民调解协议书')
  await expect(scans.locator('img')).toHaveCount(2)
  await button(page, '知道了').click()
  await scans.first().scrollIntoViewIfNeeded()
  await pictureFor(page, '文书与卷宗', scans)
})

test('矛盾调解手册的画面：口头协议、滚动台账、模板、统计表', async ({ openOffice }) => {
  const { page } = await openOffice('demo')
  await goTo(page, '/mediation/oral')
  const oral = form(page, '口头协议')
  await pick(section(oral, '申请人'), '姓名', '白刚远')
  await pick(section(oral, '被申请人'), '姓名', '白桂桂')
  await choose(oral, '纠纷类别', '邻里')
  await write(oral, {
    为什么事: '两家共用院墙，雨天滴水流入邻院。',
    '说好了什么（一条一行）': '白桂桂当日装好落水管。\n双方今后不再为此争执。',
  })
  await pictureFor(page, '口头协议', button(oral, '保存并打印登记表'))

  await goTo(page, '/mediation/import?register=mediation')
  await chooseWorkbook(page, join(import.meta.dirname, '../data/samples/disputes-1.xlsx'))
  await button(page, '下一步').click()
  await button(page, '试导入').click()
  await countsOf(page)
  await pictureFor(page, '滚动台账试导入', page.locator('.balance'))

  await goTo(page, '/template')
  await page.getByRole('navigation', { name: '文书' }).getByRole('button', { name: '人民调解协议书' }).click()
  await pictureFor(page, '文书模板', page.getByRole('table', { name: '版本' }))

  await goTo(page, '/statistics?tab=cases')
  await pictureFor(page, '调解案件统计表', page.getByText('调解成功率').first())
})
