import { expectAccessible, expectChinese, expectNoSidewaysScrolling } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import type { Office } from '../fixtures.ts'
import { openRow, goTo } from '../pages/shell.ts'
import { picture } from '../pictures.ts'

/** Every address of the desk, and words that stand there when it is ready. */
const pages = [
  ['today', '/today', '会议决定未办结'],
  ['resident', '/resident', '命中'],
  ['resident-new', '/resident/new', '保存并登记下一位'],
  ['resident-import', '/resident/import', '选择文件…'],
  ['household', '/household', '命中'],
  ['village', '/village', '命中'],
  ['grid', '/grid', '命中'],
  ['division', '/division', '命中'],
  ['life-event', '/life-event', '命中'],
  ['mediation', '/mediation', '命中'],
  ['mediation-new', '/mediation/new', '纠纷简要情况'],
  ['mediation-oral', '/mediation/oral', '说好了什么'],
  ['mediation-import', '/mediation/import?register=mediation', '选择文件…'],
  ['mediation-expired', '/mediation/expired', '保管期满'],
  ['committee', '/committee', '命中'],
  ['mediator', '/mediator', '命中'],
  ['mediation-funding', '/mediation-funding', '命中'],
  ['phrase', '/phrase', '命中'],
  ['template', '/template', '换上改好的模板'],
  ['resettlement', '/resettlement', '命中'],
  ['resettlement-new', '/resettlement/new', '建立档案'],
  ['meeting', '/meeting', '命中'],
  ['meeting-new', '/meeting/new', '加一项议题'],
  ['exchange', '/exchange', '本单位名片'],
  ['exchange-hand-up', '/exchange/hand-up', '还不能上报'],
  ['exchange-receive', '/exchange/receive', '插入对方送来的U盘'],
] as const

/** Records, opened from their ledger, with their tabs. */
const records = [
  ['resident-record', '/resident', '户主', ['基本信息', '家庭成员', '人员变动', '修改记录']],
  [
    'mediation-record',
    '/mediation',
    '协议已生效',
    ['案情', '当事人', '调查与证据', '调解记录', '协议与履行', '文书与卷宗', '类似案件'],
  ],
  ['committee-record', '/committee', '石榴镇', ['调解员', '基本信息', '修改记录']],
  ['mediator-record', '/mediator', '周启明', ['培训', '基本信息', '修改记录']],
  ['resettlement-record', '/resettlement', '在帮', ['走访记录', '档案', '文书']],
  ['meeting-record', '/meeting', '纪要起草', ['议题', '议定事项', '参会人员', '纪要']],
] as const

/** Pages of tabs, and words that stand in each. */
const tabbed = [
  [
    'system',
    '/system',
    [
      ['备份', '立即备份'],
      ['账号', '修改自己的密码'],
      ['使用记录', '登录'],
      ['操作记录', '议定事项'],
      ['规则', '30'],
      ['类别对照', '邻里'],
      ['节假日', '国庆节'],
      ['关于', '版本'],
    ],
  ],
  [
    'statistics',
    '/statistics',
    [
      ['人口', '点数字看名单'],
      ['人口变动', '迁入'],
      ['调解案件统计表', '合计'],
      ['组织队伍经费', '调委会'],
      ['以案定补', '合计'],
    ],
  ],
] as const

async function look({ page, watch }: Office, name: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 720 })
  await expectNoSidewaysScrolling(page)
  await page.setViewportSize({ width: 1920, height: 1080 })
  await picture(page, `${name}-1920`)
  await page.setViewportSize({ width: 1366, height: 768 })
  await picture(page, name)
  await expectAccessible(page)
  await expectChinese(page)
  expect(watch.problems.splice(0), '页面控制台和内容安全策略没有报错').toEqual([])
}

for (const [name, path, sign] of pages) {
  test(`页面 ${path}：无障碍、不横向滚动、留影`, async ({ readingRoom }) => {
    const { page } = readingRoom
    await goTo(page, path)
    await expect(page.getByText(sign).first()).toBeVisible()
    await expect(page.getByText('正在读取…')).toHaveCount(0)
    await look(readingRoom, `page-${name}`)
  })
}

for (const [name, path, tabs] of tabbed) {
  test(`页面 ${path}：每个标签页都无障碍、不横向滚动、留影`, async ({ readingRoom }) => {
    const { page } = readingRoom
    await goTo(page, path)
    for (const [index, [tab, sign]] of tabs.entries()) {
      await page.getByRole('tab', { name: tab, exact: true }).click()
      await expect(page.getByRole('tabpanel').getByText(sign).first()).toBeVisible()
      await expect(page.getByText('正在读取…')).toHaveCount(0)
      await look(readingRoom, `page-${name}-${String(index + 1)}`)
    }
  })
}

for (const [name, path, row, tabs] of records) {
  test(`档案页 ${path}/:id：每个标签页都无障碍、不横向滚动、留影`, async ({ readingRoom }) => {
    const { page } = readingRoom
    await goTo(page, path)
    await openRow(page, row)
    for (const [index, tab] of tabs.entries()) {
      await page.getByRole('tab', { name: tab }).click()
      await expect(page.getByRole('tabpanel', { name: tab })).toBeVisible()
      await look(readingRoom, `page-${name}-${String(index + 1)}`)
    }
  })
}
