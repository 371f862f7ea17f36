import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { renderDocx } from '../render.ts'
import { loadTemplate } from '../template.ts'
import { templatesDir } from '../testing.ts'
import { goldenSet, plainText, printedValues, readText } from './testing.ts'

const run = promisify(execFile)
const judge = ['/usr/bin/soffice', '/usr/local/bin/soffice'].find(existsSync)
const missing = judge === undefined || !existsSync('/usr/bin/pdftotext')
const golden = await goldenSet()

test('the golden set holds every paper of a case and the hard ones', () => {
  expect(golden.length).toBeGreaterThanOrEqual(30)
  expect(new Set(golden.map(({ name }) => name)).size).toBe(golden.length)
})

/** All in one start of LibreOffice: what it shows is what a county's office program is likely to show. */
describe.skipIf(missing)(
  `the golden set in an office program${missing ? ' (skipped: soffice or pdftotext is missing)' : ''}`,
  () => {
    let folder = ''
    const pagesOf = async (name: string): Promise<string[]> => {
      const { stdout } = await run('/usr/bin/pdftotext', ['-raw', join(folder, `${name}.pdf`), '-'])
      return stdout.split('\f').slice(0, -1)
    }

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'golden-'))
      for (const { name, template, data } of golden)
        await writeFile(join(folder, `${name}.docx`), await renderDocx(await loadTemplate(templatesDir, template), data))
      const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`
      const files = golden.map(({ name }) => join(folder, `${name}.docx`))
      await run(judge ?? '', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...files])
    }, 120_000)
    afterAll(() => rm(folder, { recursive: true, force: true }))

    test.each(golden)('$name: nothing lost, page by page as expected, signatures with their text', async (paper) => {
      const pages = await pagesOf(paper.name)
      const text = readText(pages)
      expect(printedValues(paper.data).filter((value) => !text.includes(plainText(value)))).toEqual([])
      expect(text).not.toMatch(/[{}]|undefined|null/)
      expect(pages.length).toBeLessThanOrEqual(paper.pages)
      if (paper.pages > 1) expect(pages.length).toBeGreaterThan(1)
      const last = readText(pages.slice(-1))
      const places = (paper.together ?? []).map((words) => last.lastIndexOf(plainText(words)))
      expect(places).not.toContain(-1)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
    })
  },
)
