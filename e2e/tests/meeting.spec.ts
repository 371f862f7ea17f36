import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { button, choose, form, write } from '../pages/form.ts'
import { drawnPreview } from '../pages/paper-preview.ts'
import { walkTo } from '../pages/shell.ts'
import { paperText } from '../paper.ts'
import { picture } from '../pictures.ts'

test('开一次会：参会人员、议题、议定事项（T-01）、工作台提醒、纪要按公文格式打印', async ({ openOffice }) => {
  const { page } = await openOffice('demo')
  await walkTo(page, '会议')
  await button(page, '登记会议').click()
  const meeting = form(page, '登记会议')
  await choose(meeting, '会议类型', '工作例会')
  await write(meeting, { 会议日期: '今天', 地点: '镇政府三楼会议室', 主持人: '王秋石' })
  await write(meeting.getByRole('group', { name: '参会人员 1', exact: true }), { 姓名: '令狐无双', 单位: '派出所', 职务: '所长' })
  await write(meeting.getByRole('group', { name: '参会人员 2', exact: true }), { 姓名: '慕容听雨', 单位: '司法所', 职务: '所长' })
  await write(meeting.getByRole('group', { name: '议题 1', exact: true }), { 议题: '研究石榴村水渠修复', 汇报人: '慕容听雨' })
  await picture(page, '40-meeting-form')
  await expectAccessible(page)
  await button(meeting, '登记').click()
  await expect(page.getByRole('heading', { name: '工作例会' })).toBeVisible()
  await expect(page.getByRole('tabpanel').getByText('研究石榴村水渠修复')).toBeVisible()

  await button(page, '加议定事项').click()
  const decision = form(page, '议定事项')
  await write(decision, { 决定事项: '石榴村三组水渠由水管站修复通水' })
  await button(decision, '记下决定').click()
  for (const field of ['责任人', '完成时限', '验收标准'])
    await expect(decision.getByRole('alert').filter({ hasText: field }), `T-01 ${field}`).toBeVisible()
  await picture(page, '41-meeting-T-01')
  await expectAccessible(page)
  await write(decision, { 责任人: '令狐无双', 完成时限: '+3', 验收标准: '水渠通水，三组组长签认' })
  await button(decision, '记下决定').click()
  await expect(page.getByText('决定已记下，到期前工作台会提醒。')).toBeVisible()
  await picture(page, '42-meeting-record')

  await button(page, '起草纪要').click()
  const minutes = form(page, '起草纪要')
  await write(minutes, { 会议听取和研究: '会议听取了石榴村水渠损毁情况汇报。' })
  await button(minutes, '保存纪要').click()
  await expect(page.getByText('纪要已保存。')).toBeVisible()
  await button(page, '打印纪要').click()
  const preview = await drawnPreview(page, '会议纪要')
  await picture(page, '43-meeting-preview')
  const paper = await paperText(page)
  for (const words of ['会议纪要', '石榴村三组水渠由水管站修复通水', '令狐无双', '会议听取了石榴村水渠损毁情况汇报'])
    expect(paper).toContain(words)
  await button(preview, '关闭').click()

  await walkTo(page, '工作台')
  await expect(page.getByRole('main').getByText('石榴村三组水渠由水管站修复通水').first()).toBeVisible()
  await expect(page.getByText(/会议决定 · 令狐无双/)).toBeVisible()
  await picture(page, '44-today-decision')

  const due = page.getByRole('listitem').filter({ hasText: '会议决定 · 令狐无双' })
  await button(due, /登记办结/).click()
  const done = form(page, '决定办结')
  await expect(done.getByText('验收标准：水渠通水，三组组长签认')).toBeVisible()
  await write(done, { 办理情况: '今日通水，组长已签认。' })
  await picture(page, '45-decision-done')
  await expectAccessible(page)
  await button(done, '办结').click()
  await expect(page.getByText('决定已办结。')).toBeVisible()
  await walkTo(page, '工作台')
  await expect(page.getByText(/会议决定 · 令狐无双/)).toHaveCount(0)
})
