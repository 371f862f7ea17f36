import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test } from '@playwright/test'

const root = join(import.meta.dirname, '../..')
const installed = existsSync(join(root, 'node_modules/electron/dist'))

test.skip(!installed, '这台机器上没有 Electron 的程序文件（node_modules/electron/dist），桌面外壳未实测')

test('Electron 打开第一次使用的向导，页面在沙箱里，没有 Node', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'pingan-electron-'))
  const app = await _electron.launch({ cwd: root, args: ['--no-sandbox', '.', '--data', dataDir] })
  const page = await app.firstWindow()
  await expect(page.getByRole('heading', { name: '平安台' })).toBeVisible()
  await expect(page.getByRole('radio', { name: /乡镇（街道）综治中心/ })).toBeChecked()
  expect(await page.evaluate<string>('typeof process + typeof require')).toBe('undefinedundefined')
  await app.close()
  rmSync(dataDir, { recursive: true, force: true })
})
