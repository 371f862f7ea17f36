import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '../fixtures.ts'
import { goTo } from '../pages/shell.ts'

const file = join(import.meta.dirname, '../../docs/desk.png')

/** Written into the repository only when asked for: `PICTURE=1 npm run e2e -- picture`. */
test('README 的画面：演示数据的工作台', async ({ readingRoom }) => {
  const { page } = readingRoom
  await goTo(page, '/today')
  await page.mouse.move(0, 0)
  await expect(page.getByText('逾期的和七日之内的')).toBeVisible()
  await page.screenshot({ path: file, animations: 'disabled' })
  expect(statSync(file).size).toBeLessThan(300_000)
})
