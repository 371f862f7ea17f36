import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agreementWithTerms, sampleOf, templatesDir } from './testing.ts'
import { renderDocx } from './render.ts'
import { loadTemplate } from './template.ts'

const run = promisify(execFile)
const judge = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find(existsSync)
const missing = judge === undefined || !existsSync('/usr/bin/pdftotext')

const termCounts = [2, 5, 7, 8, 9, 10, 11, 14]

/** LibreOffice as a second reader of the same files: what it shows is what a county's office program is likely to show. */
describe.skipIf(missing)(
  `the documents in an office program${missing ? ' (skipped: soffice or pdftotext is not installed)' : ''}`,
  () => {
    let folder = ''
    const pagesOf = async (name: string): Promise<string[]> => {
      const { stdout } = await run('/usr/bin/pdftotext', ['-layout', join(folder, `${name}.pdf`), '-'])
      return stdout.split('\f').slice(0, -1)
    }

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'office-'))
      const agreement = await loadTemplate(templatesDir, 'mediation-agreement')
      for (const count of termCounts) {
        await writeFile(join(folder, `agreement-${count}.docx`), await renderDocx(agreement, await agreementWithTerms(count)))
      }
      for (const id of ['meeting-minutes', 'mediation-acceptance', 'recovery-sheet']) {
        await writeFile(join(folder, `${id}.docx`), await renderDocx(await loadTemplate(templatesDir, id), await sampleOf(id)))
      }
      const names = [
        ...termCounts.map((count) => `agreement-${count}`),
        'meeting-minutes',
        'mediation-acceptance',
        'recovery-sheet',
      ]
      const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
      const files = names.map((name) => join(folder, `${name}.docx`))
      await run(judge ?? '', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files])
    }, 120_000)
    afterAll(() => rm(folder, { recursive: true, force: true }))

    test.each(termCounts)('an agreement of %i terms keeps its signatures with the last of what was agreed', async (count) => {
      const pages = await pagesOf(`agreement-${count}`)
      const signed = pages.filter((page) => page.includes('人民调解员（签名）') || page.includes('委员会印章）'))
      expect(signed).toHaveLength(1)
      expect(signed[0]).toContain('履行时限')
      expect(signed[0]).toMatch(/甲方（申请人）：[^]*乙方（被申请人）：[^]*记录人/)
      expect(pages.at(-1)).toBe(signed[0])
      if (count >= 5) expect(pages.length).toBeGreaterThan(1)
    })

    test('the text of the minutes is all there, rare characters too, page numbers between dashes', async () => {
      const pages = await pagesOf('meeting-minutes')
      const text = pages.join('').replace(/\s/g, '')
      for (const words of [
        '石榴镇综治中心会议纪要',
        '第12期',
        '一、会议听取和研究的事项',
        '（一）各村一周排查情况',
        '二、会议议定的事项',
        '出席：',
        '列席：',
        '请假：',
        '抄送：县综治中心',
        '2026年11月21日印发',
      ]) {
        expect(text).toContain(words)
      }
      expect(pages.map((page) => /[—–] ?(\d+) ?[—–]/.exec(page)?.[1])).toEqual(pages.map((_page, index) => String(index + 1)))
      expect((await pagesOf('agreement-2')).join('')).toContain('赵㼆')
    })

    test('a form stays on one page', async () => {
      expect(await pagesOf('mediation-acceptance')).toHaveLength(1)
      expect(await pagesOf('recovery-sheet')).toHaveLength(1)
      expect((await pagesOf('recovery-sheet')).join('')).toContain('K7QM9 2XHRT VBN4P')
    })
  },
)
