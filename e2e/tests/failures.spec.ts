import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readKeyring, unwrapKey } from '../../db/keys.ts'
import { openConnection } from '../../db/open.ts'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { startHost } from '../host.ts'
import { filesContaining, inventedNames } from '../plaintext.ts'
import { button } from '../pages/form.ts'
import { goTo } from '../pages/shell.ts'
import { picture } from '../pictures.ts'

/** A copy of a package with one byte turned over. */
function damage(file: string, to: string, at: (length: number) => number): void {
  const bytes = readFileSync(file)
  const place = at(bytes.length)
  bytes[place] = (bytes[place] ?? 0) ^ 0x01
  writeFileSync(to, bytes)
}

test('同一个数据文件夹不能开第二个平安台', async ({ openOffice }) => {
  const { house, page } = await openOffice('township')
  await expect(startHost(house)).rejects.toThrow(/数据文件夹正被另一个平安台使用.*请先关闭它/)
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible()
})

test('数据包坏了一个字节：在U盘上看出来，或合并时拒收，什么也不写入', async ({ openOffice, handedUp }, { outputDir }) => {
  const stick = join(outputDir, 'stick')
  mkdirSync(stick, { recursive: true })
  const original = join(handedUp.stick, handedUp.fileName)
  damage(original, join(stick, 'header.zzb'), () => 40)
  damage(original, join(stick, 'middle.zzb'), (length) => Math.floor(length / 2))
  writeFileSync(join(stick, 'short.zzb'), readFileSync(original).subarray(0, 5_000))
  const { page } = await openOffice('county', { stick, dataDir: handedUp.county })
  await goTo(page, '/exchange/receive')
  await button(page, '查看数据包').click()
  const table = page.getByRole('table', { name: 'U盘上的数据包' })
  const line = (name: string) => table.getByRole('row').filter({ hasText: name })
  await expect(line('header.zzb').getByText('损坏', { exact: true })).toBeVisible()
  await expect(line('short.zzb').getByText('损坏', { exact: true })).toBeVisible()
  await expect(line('header.zzb').getByRole('checkbox')).toBeDisabled()
  await button(page, '验签：middle.zzb').click()
  await expect(page.getByText(/验签没有通过/)).toBeVisible()
  await expect(line('middle.zzb').getByText('损坏', { exact: true })).toBeVisible()
  await expect(line('middle.zzb').getByRole('checkbox')).not.toBeChecked()
  await expect(line('middle.zzb').getByRole('checkbox')).toBeDisabled()
  await picture(page, '70-package-damaged')
  await expectAccessible(page)
  // whoever does not verify first is stopped by the merge itself
  await button(page, '上一步').click()
  await button(page, '查看数据包').click()
  await button(page, '合并 1 个包').click()
  await expect(page.getByRole('region', { name: /有 1 个没有接收/ })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('没有接收', { exact: true })).toBeVisible()
  await picture(page, '71-package-refused')
  await goTo(page, '/resident')
  await expect(page.getByText('还没有居民')).toBeVisible()
  expect(readdirSync(stick).sort()).toEqual(['header.zzb', 'middle.zzb', 'short.zzb'])
})

test('发给别的县的数据包：说明不是发给本单位的，不能合并', async ({ openOffice, handedUp }, { outputDir }) => {
  const stick = join(outputDir, 'stick')
  mkdirSync(stick, { recursive: true })
  copyFileSync(join(handedUp.stick, handedUp.fileName), join(stick, handedUp.fileName))
  const { page } = await openOffice('otherCounty', { stick })
  await goTo(page, '/exchange/receive')
  await button(page, '查看数据包').click()
  await expect(page.getByText('这个U盘上没有给本单位的数据包；有 1 个是发给别的单位的。')).toBeVisible()
  await expect(button(page, '合并')).toBeDisabled()
  await picture(page, '72-package-foreign')
})

test('上报时U盘被拔出：说明原因，不留下半个文件', async ({ openOffice, handedUp }) => {
  const { page, house } = await openOffice('demo', { dataDir: handedUp.township })
  await goTo(page, '/exchange/hand-up')
  await button(page, '下一步').click()
  await button(page, '下一步').click()
  await expect(button(page, '批准并写入')).toBeEnabled()
  renameSync(house.stick, `${house.stick}-gone`)
  await expect(page.getByText('U盘已拔出，请回上一步重新选择')).toBeVisible()
  await expect(button(page, '批准并写入')).toBeDisabled()
  await picture(page, '73-stick-gone')
  renameSync(`${house.stick}-gone`, house.stick)
  expect(readdirSync(house.stick)).toEqual([])
})

test('数据由更新的版本建立：登录时说明要升级，数据不动', async ({ openOffice, units }) => {
  const office = await openOffice('township')
  const { dataDir, password } = await units('township')
  await office.page.context().close()
  await office.host().stop()
  const wrap = readKeyring(join(dataDir, 'keyring.json'))?.accounts[0]?.wrap
  const key = wrap === undefined ? null : await unwrapKey(wrap, password)
  if (key === null) throw new Error('no key')
  const database = openConnection(join(office.house.dataDir, 'desk.db'), key, false)
  database.pragma('user_version=77')
  database.close()
  await office.reopen()
  await office.page.getByLabel('密码', { exact: true }).fill(password)
  await button(office.page, '登录').click()
  await expect(office.page.getByText(/数据由更新的版本建立（数据版本 77，.*请升级平安台后再打开/)).toBeVisible()
  await picture(office.page, '74-newer-data')
  await expectAccessible(office.page)
})

test('数据服务突然停止：页面说明情况，重新启动后资料都在', async ({ openOffice }) => {
  const office = await openOffice('demo')
  office.watch.expect(/WebSocket connection|ERR_CONNECTION_REFUSED/)
  await goTo(office.page, '/resident')
  await expect(office.page.getByText('命中 1,184 人')).toBeVisible()
  await office.host().kill()
  await expect(office.page.getByRole('heading', { name: '平安台没有连上数据服务' })).toBeVisible({ timeout: 30_000 })
  await expect(office.page.getByText('已经保存的资料和草稿都在本机，没有丢失。')).toBeVisible()
  await expect(office.page.getByText('请关闭本页，重新启动平安台。')).toBeVisible()
  await expect(button(office.page, '重新打开'), '重新启动后地址不同，本页不能再连').toHaveCount(0)
  await picture(office.page, '75-backend-gone')
  await expectAccessible(office.page)
  await office.reopen()
  await office.page.getByLabel('密码', { exact: true }).fill(office.password)
  await button(office.page, '登录').click()
  await goTo(office.page, '/resident')
  await expect(office.page.getByText('命中 1,184 人')).toBeVisible()
})

test('一次性地址用过以后不能再打开', async ({ openOffice, browser }) => {
  const office = await openOffice('township')
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(office.host().address)
  await expect(page.getByText(/这个地址已经用过/)).toBeVisible()
  await context.close()
})

test('查明文的办法查得出明文：UTF-8、UTF-16、GB 18030', ({}, { outputDir }) => {
  mkdirSync(outputDir, { recursive: true })
  const name = inventedNames[0]
  const planted = {
    'utf8.bin': Buffer.from(`x${name}x`),
    'utf16.bin': Buffer.from(`x${name}x`, 'utf16le'),
    'gbk.bin': Buffer.from('c5b7d1f4cad8d7be', 'hex'),
    'clean.bin': Buffer.from('别人'),
  }
  for (const [file, content] of Object.entries(planted)) writeFileSync(join(outputDir, file), content)
  const found = filesContaining([outputDir], [name]).map((file) => file.replace(/^.*\//, ''))
  expect(found.sort()).toEqual(['gbk.bin', 'utf16.bin', 'utf8.bin'])
})
