import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { button, write } from '../pages/form.ts'
import { chooseWorkbook, countsOf } from '../pages/import.ts'
import { goTo, openRow } from '../pages/shell.ts'

/**
 * The pictures of docs/guide/居民与网格.md, of the demonstration data. Written into the repository only when asked for:
 * `PICTURE=1 npm run e2e -- guide`.
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

const listOf = (conditions: readonly object[]) => `/resident?where=${encodeURIComponent(JSON.stringify(conditions))}`

test.beforeAll(() => {
  mkdirSync(folder, { recursive: true })
})

test('用户手册的画面：台账、登记、筛选、户、网格', async ({ readingRoom: { page } }) => {
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

test('用户手册的画面：导入', async ({ readingRoom: { page } }) => {
  await goTo(page, '/resident/import')
  await chooseWorkbook(page, sample)
  await pictureFor(page, '导入核对表头', page.getByText('不读入：平安台不收集这类信息'))
  await button(page, '下一步').click()
  await button(page, '试导入').click()
  await countsOf(page)
  await pictureFor(page, '试导入', page.getByText('把原表标注后取回'))
})

test('用户手册的画面：统计', async ({ readingRoom: { page } }) => {
  await goTo(page, '/statistics')
  await pictureFor(page, '人口统计', page.getByRole('rowheader', { name: '合计' }))
  await goTo(page, '/statistics?tab=movement')
  await pictureFor(page, '人口变动', page.getByRole('img', { name: '各村（社区）增减' }))
})
