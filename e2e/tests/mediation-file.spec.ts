import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import PizZip from 'pizzip'
import { expectAccessible } from '../accessible.ts'
import { expect, test } from '../fixtures.ts'
import { acceptCase, openTab, paperRow, previewBy, previewWords, registerDispute, scansOf } from '../pages/case.ts'
import { button } from '../pages/form.ts'
import { lines } from '../pages/record.ts'
import { goTo } from '../pages/shell.ts'
import { picture } from '../pictures.ts'

const others = { applicant: { stranger: '慕容听雨' }, respondent: { stranger: '令狐无双' } } as const

test.use({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...camera] })
    },
    { scope: 'worker' },
  ],
})

test('高拍：连拍两张，裁剪、调换次序，在平安台里看', async ({ openOffice }) => {
  const { page } = await openOffice('demo')
  await registerDispute(page, others)
  await acceptCase(page)
  await openTab(page, '文书与卷宗')
  await button(page, '扫描：证据材料').click()
  const camera = page.getByRole('dialog', { name: '扫描：证据材料' })
  const shoot = button(camera, '拍一张（空格）')
  await expect(shoot).toBeEnabled()
  await expect.poll(() => page.evaluate<number>(`document.querySelector('video')?.videoWidth ?? 0`)).toBeGreaterThan(0)
  await page.keyboard.press('Space')
  await expect(camera.getByRole('list', { name: '已拍 1 张' })).toBeVisible()
  await page.keyboard.press('Space')
  await expect(camera.getByRole('list', { name: '已拍 2 张' })).toBeVisible()
  await picture(page, '40-camera')
  await expectAccessible(page)

  await button(camera, '裁剪、转正第 2 张').click()
  const corner = camera.getByRole('button', { name: '右下角' })
  await corner.focus()
  for (const key of ['Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowUp', 'Shift+ArrowUp']) await page.keyboard.press(key)
  await expect(button(camera, '不裁剪')).toBeEnabled()
  await picture(page, '41-crop')
  await expectAccessible(page)
  await button(camera, '完成').click()
  await page.keyboard.press('Control+Enter')
  await expect(camera).toBeHidden()

  const scans = scansOf(page, '证据材料')
  const names = () => scans.locator('.scan-name').allInnerTexts()
  await expect(scans).toHaveCount(2)
  await expect.poll(names).toEqual(['证据材料 第 1 页.jpg', '证据材料 第 2 页.jpg'])
  await scans
    .nth(1)
    .getByRole('button', { name: /^查看第 2 件/ })
    .press('Alt+ArrowUp')
  await expect.poll(names).toEqual(['证据材料 第 2 页.jpg', '证据材料 第 1 页.jpg'])
  await expect(paperRow(page, '证据材料').getByText('已扫描')).toBeVisible()
  await picture(page, '42-scans')

  await scans
    .first()
    .getByRole('button', { name: /^查看第 1 件/ })
    .click()
  const viewer = page.getByRole('dialog', { name: /证据材料 第 2 页/ })
  await expect(viewer).toBeVisible()
  const image = viewer.getByRole('img').first()
  await expect(image).toBeVisible()
  await picture(page, '43-viewer')
  await expectAccessible(page)
})

test('模板改坏了：说清哪里不对，不让用；改好的从下一份起用，打印过的仍照原样', async ({ openOffice }) => {
  const { page } = await openOffice('demo')
  const caseAt = async (): Promise<string> => {
    await registerDispute(page, others)
    await acceptCase(page)
    return new URL(page.url()).hash.slice(1)
  }
  const notice = async (): Promise<string> => {
    await openTab(page, '文书与卷宗')
    const preview = await previewBy(page, button(page, '预览打印：权利义务告知书'), '权利义务告知书')
    const words = await previewWords(preview)
    await button(preview, '打印').click()
    await button(preview, '关闭').click()
    return words
  }
  const printed = await caseAt()
  expect(await notice()).not.toContain('石榴镇样式')
  await expect(paperRow(page, '权利义务告知书').getByText('已存')).toBeVisible()

  await goTo(page, '/template')
  await page.getByRole('navigation', { name: '文书' }).getByRole('button', { name: '权利义务告知书' }).click()
  await upload(page, '改坏了.docx', changed('{编号}', '{编好}'))
  const dialog = page.getByRole('dialog', { name: /^换上模板：/ })
  await expect(dialog.getByText('现在还不能用：请在 Word 里改好下面几处，存盘后重新选择。')).toBeVisible()
  const problem = lines(dialog, '检查结果', '必须改').first()
  await expect(problem).toContainText('编好')
  await expect(problem).toContainText('段')
  await expect(button(dialog, '换上')).toBeDisabled()
  await picture(page, '44-template-broken')
  await expectAccessible(page)
  await button(dialog, '取消').click()

  await upload(page, '改好了.docx', changed('权利义务告知书', '权利义务告知书（石榴镇样式）'))
  await expect(dialog.getByText(/^检查通过/)).toBeVisible()
  await picture(page, '45-template-good')
  await expectAccessible(page)
  await button(dialog, '换上').click()
  await expect(page.getByText('已换上第 1 版，以后的文书按它打印。')).toBeVisible()
  await picture(page, '46-template-used')

  await goTo(page, printed)
  expect(await notice(), '打印过的仍照原样').not.toContain('石榴镇样式')
  await caseAt()
  expect(await notice(), '新的照新模板').toContain('石榴镇样式')
})

/** The program's own rights notice with other words in it. */
function changed(words: string, others: string): Buffer {
  const file = join(import.meta.dirname, '../../resources/templates/mediation-rights-notice/v1/template.docx')
  const zip = new PizZip(readFileSync(file))
  const text = zip.file('word/document.xml')?.asText() ?? ''
  expect(text).toContain(words)
  zip.file('word/document.xml', text.replace(words, others))
  return Buffer.from(zip.generate({ type: 'uint8array' }))
}

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await button(page, '换上改好的模板').click()
  const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  await (await chooser).setFiles({ name, mimeType, buffer })
}
