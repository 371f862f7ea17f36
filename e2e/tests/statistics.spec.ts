import type { Locator, Page } from '@playwright/test'
import { addDays, ageOn, localDay } from '../../core/domain/day.ts'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { box, button, choose } from '../pages/form.ts'
import { chips, countText, expectHits } from '../pages/ledger.ts'
import { keepPaper, keptPaperText } from '../pages/paper.ts'
import { peopleOf } from '../pages/people.ts'
import type { Person } from '../pages/people.ts'
import { goTo, openRow, rows, searchLedger, walkTo } from '../pages/shell.ts'
import { downloaded, openSheet, textsOf } from '../pages/workbook.ts'
import { picture } from '../pictures.ts'

const bands = [
  ['0–5 岁', 0, 5],
  ['6–13 岁', 6, 13],
  ['14–17 岁', 14, 17],
  ['18–34 岁', 18, 34],
  ['35–59 岁', 35, 59],
  ['60–79 岁', 60, 79],
  ['80 岁以上', 80, 200],
] as const
const today = localDay(new Date())
const inBand = ({ birthOn }: Person, from: number, to: number) => ageOn(birthOn, today) >= from && ageOn(birthOn, today) <= to

/** The figures of one row. */
const cellsIn = (page: Page, name: string): Locator =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
    .getByRole('cell')
const figuresOf = (page: Page, name: string): Promise<string[]> => cellsIn(page, name).allInnerTexts()

test('分村、分年龄：每个数都和台账一样，点数字打开的名单就是这么多人；导出、打印的也是这张表', async ({ readingRoom, units }) => {
  const { page } = readingRoom
  const people = await peopleOf(await units('demo'))
  await walkTo(page, '统计')
  await expect(page.getByRole('table', { name: '人口统计表（分村、分年龄）' })).toBeVisible()
  const expected = (those: readonly Person[]) => [
    ...bands.map(([, from, to]) => countText(those.filter((one) => inBand(one, from, to)).length)),
    countText(those.length),
  ]
  const villages = Map.groupBy(people, ({ village }) => village)
  for (const [village, those] of villages) expect(await figuresOf(page, village), village).toEqual(expected(those))
  expect(await figuresOf(page, '合计')).toEqual(expected(people))
  await picture(page, '87-statistics')
  await expectAccessible(page)

  const { name, path } = await downloaded(page, () => button(page, '导出 Excel').click())
  expect(name).toContain('人口统计表')
  const { sheet } = await openSheet(path)
  expect(textsOf(sheet, 1)[0]).toBe('人口统计表（分村、分年龄）')
  expect(textsOf(sheet, 2)[0]).toContain('填报单位：石榴镇综治中心')
  expect(textsOf(sheet, 3).slice(1)).toEqual([...bands.map(([label]) => label), '合计'])
  const lines = Array.from({ length: sheet.rowCount }, (_, at) => textsOf(sheet, at + 1))
  const plain = (texts: readonly string[]) => texts.map((text) => text.replaceAll(',', ''))
  expect(lines.find(([first]) => first === '石榴村')?.slice(1)).toEqual(plain(expected(villages.get('石榴村') ?? [])))
  expect(lines.find(([first]) => first === '合计')?.slice(1)).toEqual(plain(expected(people)))

  await keepPaper(page)
  await button(page, '打印').click()
  const paper = await keptPaperText(page)
  for (const part of ['填报单位：石榴镇综治中心', '制表人：王秋石', ...villages.keys()]) expect(paper).toContain(part)
  expect(paper).toContain(`合计${expected(people).join('')}`)

  const grown = (villages.get('石榴村') ?? []).filter((one) => inBand(one, 35, 59)).length
  await cellsIn(page, '石榴村').nth(4).getByRole('link').click()
  await expectHits(page, grown)
  expect((await chips(page)).join('；')).toContain('村（社区）：石榴村')
  await page.goBack()
  await choose(page.getByRole('main'), '行', '性别')
  await choose(page.getByRole('main'), '只看村（社区）', '石榴村')
  const those = villages.get('石榴村') ?? []
  await expect.poll(() => figuresOf(page, '女')).toEqual(expected(those.filter(({ sex }) => sex === '女')))
  await expect(page.getByText(/只看村（社区）“石榴村”/)).toBeVisible()
})

async function openResident(page: Page, person: string): Promise<void> {
  await goTo(page, '/resident')
  await searchLedger(page, person)
  await openRow(page, person)
}

/** 登记变动, on the record that is open. */
async function happened(page: Page, person: string, kind: string, day: string): Promise<void> {
  await button(page, '登记变动').click()
  const dialog = page.getByRole('dialog', { name: `登记变动：${person}` })
  await dialog.getByText(kind, { exact: true }).click()
  await box(dialog, '日期').fill(day)
  await box(dialog, '日期').blur()
  await button(dialog, '登记变动').click()
  await expect(dialog).toBeHidden()
}

test('两个日期之间谁来谁走：迁出一位、去世一位、返回一位，人数和名单都对，日期以外的不算', async ({ openOffice, units }) => {
  const { page } = await openOffice('demo')
  const people = await peopleOf(await units('demo'))
  const alone = people.filter(
    ({ name, village, birthOn }) =>
      village === '石榴村' && birthOn < '1980' && people.filter((one) => one.name === name).length === 1,
  )
  const [leaver, late] = alone.map(({ name }) => name)
  if (leaver === undefined || late === undefined) throw new Error('nobody')
  const [from, to] = [addDays(today, -20), addDays(today, -5)]
  const columns = ['出生', '迁入', '返回', '迁出', '去世', '净增减', '合计']
  /** of 石榴村 between two days, typed into the page */
  const movement = async (first: string, last: string): Promise<number[]> => {
    for (const [label, day] of [
      ['从', first],
      ['到', last],
    ] as const) {
      await box(page.getByRole('main'), label).fill(day)
      await page.keyboard.press('Enter')
    }
    await expect(page.getByRole('table', { name: `人口变动统计表（${first} 至 ${last}）` })).toBeVisible()
    expect((await page.getByRole('columnheader').allInnerTexts()).slice(1)).toEqual(columns)
    return (await figuresOf(page, '石榴村')).map((text) => Number(text.replace('−', '-')))
  }
  const plus = (before: readonly number[], more: readonly number[]) => before.map((one, at) => one + (more[at] ?? 0))
  const tables = '/statistics?tab=movement&period=free'
  await goTo(page, tables)
  const before = { whole: await movement(addDays(today, -40), today), part: await movement(from, to) }

  await openResident(page, leaver)
  await happened(page, leaver, '迁出', from)
  await happened(page, leaver, '返回', addDays(today, -2))
  await openResident(page, late)
  await happened(page, late, '去世', to)

  await goTo(page, tables)
  expect(await movement(addDays(today, -40), today)).toEqual(plus(before.whole, [0, 0, 1, 1, 1, -1, 3]))
  const part = plus(before.part, [0, 0, 0, 1, 1, -2, 2])
  expect(await movement(from, to)).toEqual(part)
  await picture(page, '88-movement')
  await expectAccessible(page)

  const { path } = await downloaded(page, () => button(page, '导出 Excel').click())
  const { sheet } = await openSheet(path)
  const lines = Array.from({ length: sheet.rowCount }, (_, at) => textsOf(sheet, at + 1))
  expect(lines[0]?.[0]).toBe(`人口变动统计表（${from} 至 ${to}）`)
  expect(lines.find(([first]) => first === '石榴村')?.slice(1)).toEqual(part.map(String))

  await cellsIn(page, '石榴村').nth(3).getByRole('link').click()
  await expectHits(page, part[3] ?? 0, '次')
  await expect(rows(page, leaver)).toContainText('迁出')
  await goTo(page, '/resident')
  await expectHits(page, people.length - 1)
})
