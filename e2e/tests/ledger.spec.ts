import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { changeHands, logIn } from '../pages/entry.ts'
import { box, button, choose, form, write } from '../pages/form.ts'
import {
  cellsOf,
  chips,
  countText,
  expectHits,
  filterLine,
  freshLedger,
  headingsOf,
  openFilters,
  openView,
  tickBlank,
  tickOptions,
} from '../pages/ledger.ts'
import { keepPaper, keptPaperText } from '../pages/paper.ts'
import { peopleOf } from '../pages/people.ts'
import type { Person } from '../pages/people.ts'
import { goTo, searchLedger } from '../pages/shell.ts'
import { picture } from '../pictures.ts'

const initials = ({ pinyin }: Person): string =>
  pinyin
    .split(' ')
    .map((one) => one[0] ?? '')
    .join('')
const sound = ({ pinyin }: Person, from = 0): string => pinyin.split(' ').slice(from).join('')

test('一个搜索框：姓名、名字里的字、全拼、首字母、号码尾数、电话片段、几个词，数目和台账里的一样', async ({
  readingRoom,
  units,
}) => {
  const { page } = readingRoom
  const people = await peopleOf(await units('demo'))
  const [person] = people.filter(({ name, phone }) => [...name].length === 3 && phone !== '').slice(40)
  if (person === undefined) throw new Error('nobody')
  const [placed] = people.filter(({ village, group }) => village === '石榴村' && group === '3组')
  const surname = placed?.name.slice(0, 1) ?? ''
  const tail = person.idNumber.slice(-6)
  const middle = person.phone.slice(3, 9)
  const given = person.name.slice(1)
  const searches: [string, (one: Person) => boolean][] = [
    [person.name, ({ name }) => name === person.name],
    [given, ({ name }) => name.includes(given)],
    [sound(person), (one) => sound(one).startsWith(sound(person)) || sound(one, 1).startsWith(sound(person))],
    [initials(person), (one) => [0, 1, 2].some((from) => initials(one).slice(from).startsWith(initials(person)))],
    [tail, ({ idNumber, phone }) => idNumber.includes(tail) || phone.includes(tail)],
    [middle, ({ idNumber, phone }) => idNumber.includes(middle) || phone.includes(middle)],
    [
      `石榴 3组 ${surname}`,
      ({ name, village, group, address }) =>
        village.includes('石榴') && /(^|\D)3组/.test(group + address) && name.includes(surname),
    ],
  ]
  await freshLedger(page, '居民')
  await expectHits(page, people.length)
  for (const [words, has] of searches) {
    await test.step(words, async () => {
      const expected = people.filter(has).map(({ name }) => name)
      await searchLedger(page, words)
      await expectHits(page, expected.length)
      expect(expected).toContain(words.startsWith('石榴') ? placed?.name : person.name)
      const others = async () => (await cellsOf(page, 'name')).filter((name) => !expected.includes(name))
      await expect.poll(others, '没有别的人').toEqual([])
    })
  }
  await picture(page, '81-ledger-words')
  await searchLedger(page, '查无此人')
  await expect(page.getByText('没有符合的记录。可以少输几个字，或去掉筛选。')).toBeVisible()
  await expectHits(page, 0)
})

test('输入法拼到一半不查，选定了词才查', async ({ readingRoom, units }) => {
  const { page } = readingRoom
  const people = await peopleOf(await units('demo'))
  await freshLedger(page, '居民')
  await expectHits(page, people.length)
  const browser = await page.context().newCDPSession(page)
  await browser.send('Network.enable')
  let sent: string[] = []
  browser.on('Network.webSocketFrameSent', ({ response }) => {
    sent.push(response.payloadData)
  })
  await page.getByRole('searchbox').focus()
  for (const text of ['b', 'ba', 'bai'])
    await browser.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await expect(page.getByRole('searchbox')).toHaveValue('bai')
  // an answer to something else shows that the page had time for a search of its own
  await page.evaluate('new Promise((done) => setTimeout(done, 200))')
  expect(sent, '拼音还没有选定').toEqual([])
  await expectHits(page, people.length)
  sent = []
  await browser.send('Input.insertText', { text: '白' })
  await expectHits(page, people.filter(({ name }) => name.includes('白')).length)
  expect(sent.length, '选定了词，查了').toBeGreaterThan(0)
  await browser.detach()
})

test('筛选：两种类型、村、日期起止、包含的字、没填的，每一步数目和条件标签都对，去掉一个就多回来', async ({
  readingRoom,
  units,
}) => {
  const { page } = readingRoom
  const people = await peopleOf(await units('demo'))
  await freshLedger(page, '居民')
  const panel = await openFilters(page)
  let left = people
  const expectLeft = async (has: (one: Person) => boolean) => {
    left = left.filter(has)
    await expectHits(page, left.length)
  }
  await tickOptions(await filterLine(panel, '人员类型'), '人员类型', '流动', '留守')
  await expectLeft(({ type }) => type === '流动' || type === '留守')
  await tickOptions(await filterLine(panel, '人员类型'), '人员类型', '户籍')
  left = people
  await expectLeft(({ type }) => ['流动', '留守', '户籍'].includes(type))
  await tickOptions(await filterLine(panel, '村（社区）'), '村（社区）', '石榴村')
  await expectLeft(({ village }) => village === '石榴村')
  const born = await filterLine(panel, '出生日期')
  await box(born, '出生日期从').fill('19600101')
  await box(born, '出生日期从').blur()
  await box(born, '出生日期到').fill('1999-12-31')
  await box(born, '出生日期到').blur()
  await expectLeft(({ birthOn }) => birthOn >= '1960-01-01' && birthOn <= '1999-12-31')
  await box(await filterLine(panel, '住址'), '住址包含').fill('1')
  await expectLeft(({ address }) => address.includes('1'))
  await tickBlank(await filterLine(panel, '电话'), '电话', '为空')
  await expectLeft(({ phone }) => phone === '')
  expect(left.length, '这些条件还剩下人').toBeGreaterThan(0)
  await picture(page, '82-ledger-filters')
  await expectAccessible(page)
  await button(page, /^筛选/).click()
  await expect(panel).toBeHidden()
  expect((await chips(page)).sort()).toEqual(
    ['类型：流动、留守、户籍', '村（社区）：石榴村', '出生日期：1960-01-01 至 1999-12-31', '住址含“1”', '电话为空'].sort(),
  )
  await button(page, '去掉筛选：电话为空').click()
  await expectHits(
    page,
    people.filter(
      ({ type, village, birthOn, address }) =>
        ['流动', '留守', '户籍'].includes(type) &&
        village === '石榴村' &&
        birthOn >= '1960-01-01' &&
        birthOn <= '1999-12-31' &&
        address.includes('1'),
    ).length,
  )
  await button(page, '全部清除').first().click()
  await expectHits(page, people.length)
})

test('按两列排序：村从前到后，同村的出生日期从晚到早', async ({ readingRoom, units }) => {
  const { page } = readingRoom
  const people = await peopleOf(await units('demo'))
  await freshLedger(page, '居民')
  const heading = (name: string) => page.getByRole('columnheader', { name, exact: true })
  await heading('村（社区）').click()
  await heading('出生日期').click({ modifiers: ['Shift'] })
  await heading('出生日期').click({ modifiers: ['Shift'] })
  await expect(page.getByText('排序：村（社区）↑ 出生日期↓')).toBeVisible()
  await expect.poll(async () => (await cellsOf(page, 'villageId')).join()).toMatch(/^([^,]+)(,\1)*$/)
  const [village] = await cellsOf(page, 'villageId')
  const born = people.filter((one) => one.village === village).map(({ birthOn }) => birthOn)
  const shown = await cellsOf(page, 'birthOn')
  expect(shown.length).toBeGreaterThan(10)
  expect(shown).toEqual(born.sort().reverse().slice(0, shown.length))
})

test('分组计数：每个村的人数都对，点一组就只看这一组，合计不变', async ({ readingRoom, units }) => {
  const { page } = readingRoom
  const people = await peopleOf(await units('demo'))
  await freshLedger(page, '居民')
  await button(page, '分组').click()
  const groups = page.getByRole('region', { name: '分组计数' })
  await expect(groups).toContainText(`合计 ${countText(people.length)}`)
  const villages = Map.groupBy(people, ({ village }) => village)
  for (const [village, those] of villages)
    await expect(button(groups, new RegExp(`^${village}\\s*${countText(those.length)}$`)), village).toBeVisible()
  await button(groups, /^石榴村/).click()
  await expectHits(page, villages.get('石榴村')?.length ?? 0)
  expect(await chips(page)).toEqual(['村（社区）：石榴村'])
  await expect(groups, '别的组还在').toContainText(`合计 ${countText(people.length)}`)
  await choose(groups, '再按什么分组', '性别')
  const women = people.filter(({ village, sex }) => village === '柳河社区' && sex === '女').length
  await picture(page, '83-ledger-groups')
  await button(groups, /^柳河社区/)
    .locator('xpath=..')
    .getByRole('button', { name: /^女/ })
    .click()
  await expectHits(page, women)
  expect((await chips(page)).sort()).toEqual(['性别：女', '村（社区）：柳河社区'].sort())
  await button(groups, '收起').click()
})

test('只用键盘：/ 找人，方向键走，空格速览，Enter 打开，返回还是原来的列表', async ({ readingRoom, units }) => {
  const { page } = readingRoom
  const people = await peopleOf(await units('demo'))
  const hits = people.filter(({ name }) => name.includes('白')).length
  await freshLedger(page, '居民')
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('白')
  await expectHits(page, hits)
  const names = await cellsOf(page, 'name')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press(' ')
  const quick = page.getByRole('complementary', { name: '速览' })
  await expect(quick.getByRole('heading', { name: names[1] ?? '', exact: true })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(quick.getByRole('heading', { name: names[2] ?? '', exact: true })).toBeVisible()
  await picture(page, '84-ledger-quick')
  await page.keyboard.press('Escape')
  await expect(quick).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: names[2] ?? '' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('searchbox')).toHaveValue('白')
  await expectHits(page, hits)
  await expect.poll(() => cellsOf(page, 'name')).toEqual(names)
})

test('全选命中再去掉两个：数目对，合计对；复制出来的是遮盖的，不会变成公式', async ({ openOffice, units }) => {
  const { page } = await openOffice('demo')
  const people = await peopleOf(await units('demo'))
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await goTo(page, '/resident/new')
  const resident = form(page, '居民登记')
  await write(resident, { 姓名: '欧阳守拙', 住址: '=1+1' })
  await choose(resident, '性别', '男')
  await button(resident, '保存').click()
  await expect(page.getByRole('heading', { name: '欧阳守拙' })).toBeVisible()

  await freshLedger(page, '居民')
  await expectHits(page, people.length + 1)
  await page.getByRole('gridcell').nth(1).click()
  await page.keyboard.press('Control+a')
  const selected = page.getByRole('group', { name: '选中的记录' })
  await expect(selected).toContainText(`已选 ${countText(people.length + 1)} 人`)
  await page.keyboard.press('x')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  await expect(selected).toContainText(`已选 ${countText(people.length - 1)} 人（全部命中，除去 2 人）`)
  const left = await cellsOf(page, 'name')
  await button(selected, '复制所选').click()
  await expect(page.getByText(`已复制 ${countText(people.length - 1)} 行`)).toBeVisible()
  const copied = (await page.evaluate<string>('navigator.clipboard.readText()')).split('\n').map((line) => line.split('\t'))
  expect(copied).toHaveLength(people.length)
  expect(copied[0]).toEqual(['姓名', '性别', '出生日期', '身份证号', '村（社区）', '组', '住址', '类型', '电话', '与户主关系'])
  expect(copied[1]?.[0], '去掉的两个不在里面').toBe(left[2])
  const text = copied.flat().join('\n')
  expect(text, '没有完整的证号和电话').not.toMatch(/\d{11}/)
  expect(text).toMatch(/999\*{3} \*{8} \d{3}[\dX]/)
  const odd = copied.find(([name]) => name === '欧阳守拙')
  expect(odd?.[6], '以等号开头的原样是文字').toBe("'=1+1")
  expect(copied.flat().filter((cell) => /^[=+\-@]/.test(cell))).toEqual([])
  await button(selected, '取消选择').click()
  await expect(selected).toBeHidden()
})

test('打印的就是现在看到的：条件、列、每一行，号码遮盖，底下写明谁打印', async ({ readingRoom, units }) => {
  const { page } = readingRoom
  const people = await peopleOf(await units('demo'))
  await freshLedger(page, '居民')
  await keepPaper(page)
  const panel = await openFilters(page)
  await tickOptions(await filterLine(panel, '人员类型'), '人员类型', '流动')
  await tickOptions(await filterLine(panel, '村（社区）'), '村（社区）', '石榴村')
  const shown = people.filter(({ type, village }) => type === '流动' && village === '石榴村')
  await expectHits(page, shown.length)
  await button(page, '复制、打印').click()
  await page.getByRole('menuitem', { name: '打印' }).click()
  const paper = await keptPaperText(page)
  expect(paper).toContain('居民台账')
  expect(paper).toContain('类型：流动；村（社区）：石榴村')
  for (const { name } of shown) expect(paper).toContain(name)
  expect(paper.match(/石榴村/g)).toHaveLength(shown.length + 1)
  expect(paper).toMatch(new RegExp(`王秋石打印·.*共${String(shown.length)}行`))
  expect(paper, '号码遮盖').not.toMatch(/999\d{11}/)
  expect(paper).not.toContain('导出')
})

const operator = { name: '李敏', password: 'Limin-Mima-2026' }

test('列的选择和次序、自己的视图和本单位的视图：重新打开还在，换一个人只看到本单位的', async ({ openOffice, units }) => {
  const office = await openOffice('demo')
  const people = await peopleOf(await units('demo'))
  const floating = people.filter(({ type }) => type === '流动').length
  const { page } = office
  await goTo(page, '/system?tab=account')
  const account = form(page, '新建账号')
  await box(account, '姓名').fill(operator.name)
  await account.getByLabel('初始密码', { exact: true }).fill(operator.password)
  await button(account, '建立账号').click()
  await expect(page.getByText(`已建立账号“${operator.name}”`)).toBeVisible()

  await goTo(page, '/resident')
  await expectHits(page, people.length)
  expect((await headingsOf(page)).slice(0, 3)).toEqual(['姓名', '性别', '出生日期'])
  await button(page, '列').click()
  const shown = page.getByRole('list', { name: '显示的列，按顺序' })
  await shown.getByRole('checkbox', { name: '性别' }).click()
  await button(page, '上移出生日期').click()
  await page.getByRole('group', { name: '没有显示的列' }).getByRole('checkbox', { name: '职业' }).click()
  await button(page, '列').click()
  const layout = ['出生日期', '姓名', '身份证号', '村（社区）', '组', '住址', '类型', '电话', '与户主关系', '职业']
  await expect.poll(() => headingsOf(page)).toEqual(layout)

  const panel = await openFilters(page)
  await tickOptions(await filterLine(panel, '人员类型'), '人员类型', '流动')
  await expectHits(page, floating)
  await button(page, /^筛选/).click()
  const saveAs = async (name: string, owner: string) => {
    const dialog = page.getByRole('dialog', { name: '保存视图' })
    await box(dialog, '名称').fill(name)
    await dialog.getByRole('radio', { name: owner }).check()
    await button(dialog, '保存').click()
    await expect(button(page, name)).toHaveAttribute('aria-pressed', 'true')
  }
  await button(page, '＋ 保存视图').click()
  await saveAs('我的流动', '只有我')
  await button(page.getByRole('group', { name: '视图', exact: true }), '视图').click()
  await page.getByRole('menuitem', { name: '另存为新视图…' }).click()
  await saveAs('大家的流动', '本单位所有人')
  await picture(page, '85-ledger-views')

  await office.reopen()
  await logIn(office.page, office.password)
  await goTo(office.page, '/resident')
  await expect.poll(() => headingsOf(office.page)).toEqual(layout)
  await expectHits(office.page, people.length)
  await openView(office.page, '我的流动')
  await expectHits(office.page, floating)

  await changeHands(office.page, operator.name, operator.password)
  await goTo(office.page, '/resident')
  await expectHits(office.page, people.length)
  expect((await headingsOf(office.page)).slice(0, 2), '列是各人自己的').toEqual(['姓名', '性别'])
  await expect(button(office.page, '我的流动')).toHaveCount(0)
  await expect(button(office.page, '更多视图')).toHaveCount(0)
  await button(office.page, '大家的流动').click()
  await expectHits(office.page, floating)
  expect(await chips(office.page)).toContain('类型：流动')
})
