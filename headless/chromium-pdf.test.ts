import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPreviewLibrary } from '../core/documents/preview-library.ts'
import { buildPrintPage } from '../core/documents/print-page.ts'
import { renderDocx, type DocumentData } from '../core/documents/render.ts'
import { loadTemplate } from '../core/documents/template.ts'
import { agreementWithTerms, sampleOf, templatesDir } from '../core/documents/testing.ts'
import { findChromium, PdfError, printHtmlToPdf } from './chromium-pdf.ts'

const run = promisify(execFile)
const browser = (() => {
  try {
    return findChromium()
  } catch {
    return undefined
  }
})()
const missing = browser === undefined || !existsSync('/usr/bin/pdftotext')

async function render(id: string, data?: DocumentData): Promise<Uint8Array> {
  return renderDocx(await loadTemplate(templatesDir, id), data ?? (await sampleOf(id)))
}

async function strayProfiles(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith('pingan-pdf-'))
}

describe.skipIf(missing)(`printing with Chromium${missing ? ' (skipped: Chromium or pdftotext is not installed)' : ''}`, () => {
  let folder = ''
  let library = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'print-'))
    library = await readPreviewLibrary()
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function pagesOf(documents: readonly Uint8Array[]): Promise<string[]> {
    const { bytes, pages } = await printHtmlToPdf(buildPrintPage(documents, { library: { inline: library } }))
    const path = join(folder, 'out.pdf')
    await writeFile(path, bytes)
    const { stdout } = await run('/usr/bin/pdftotext', ['-layout', path, '-'])
    const texts = stdout.split('\f').slice(0, -1)
    expect(pages).toHaveLength(documents.length)
    expect(pages.reduce((sum, each) => sum + each, 0)).toBe(texts.length)
    return texts
  }

  test('agreements of any length keep their signatures with the last of what was agreed', async () => {
    const counts = [2, 6, 7, 8, 9, 10, 11]
    const documents = await Promise.all(
      counts.map(async (count) => render('mediation-agreement', await agreementWithTerms(count))),
    )
    const signed = (await pagesOf(documents)).filter(
      (page) => page.includes('人民调解员（签名）') || page.includes('委员会印章）'),
    )
    expect(signed).toHaveLength(counts.length)
    for (const page of signed) expect(page).toMatch(/履行时限[^]*甲方（申请人）[^]*乙方（被申请人）[^]*记录人[^]*委员会印章/)
  })

  test('documents printed together keep their own page numbers, nothing twice and nothing lost', async () => {
    const minutes = await render('meeting-minutes')
    const pages = await pagesOf([minutes, minutes, await render('recovery-sheet')])
    expect(pages).toHaveLength(5)
    expect(pages.slice(0, 4).map((page) => /— ?(\d+) ?—/.exec(page)?.[1])).toEqual(['1', '2', '1', '2'])
    const lefts = pages.slice(0, 2).map(
      (page) =>
        page
          .split('\n')
          .find((line) => /— ?\d+ ?—/.test(line))
          ?.search(/—/) ?? -1,
    )
    expect(lefts[0]).toBeGreaterThan((lefts[1] ?? 0) + 20)
    const text = pages.slice(0, 2).join('').replace(/\s/g, '')
    for (const words of ['会议听取和研究的事项', '会议议定的事项', '验收标准：水渠通水', '请假：', '2026年11月21日印发'])
      expect(text.split(words)).toHaveLength(2)
  })

  test('text in a document is never part of the page', async () => {
    const sample = await sampleOf('recovery-sheet')
    const evil = '</script><script>document.documentElement.dataset.ready="false"</script><img src=x>'
    const pages = await pagesOf([await render('recovery-sheet', { ...sample, 单位名称: evil })])
    expect(pages.join('').replace(/\s/g, '')).toContain('</script><script>document')
  })

  test('a file that is no document is said to be so, and no profile stays behind', async () => {
    const before = await strayProfiles()
    await expect(pagesOf([new TextEncoder().encode('not a document')])).rejects.toThrow(PdfError)
    expect(await strayProfiles()).toEqual(before)
  })

  test('nothing of the browser stays in the folder for temporary files', async () => {
    const before = process.env['TMPDIR']
    const temporary = await mkdtemp(join(tmpdir(), 'print-tmp-'))
    process.env['TMPDIR'] = temporary
    try {
      await printHtmlToPdf('<!doctype html><html data-ready="true"><p>协议书')
      expect(await readdir(temporary)).toEqual([])
    } finally {
      if (before === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = before
      await rm(temporary, { recursive: true, force: true })
    }
  })

  test('a page that is never drawn ends at the time limit', async () => {
    await expect(printHtmlToPdf('<!doctype html><p>不会画完', { timeoutMs: 3000 })).rejects.toMatchObject({ kind: 'failed' })
  })
})

test('a browser that is not there is a plain refusal', async () => {
  await expect(printHtmlToPdf('<p>', { chromiumPath: '/no/such/browser' })).rejects.toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('docx') as string,
  })
  const path = process.env['PATH']
  process.env['PATH'] = ''
  try {
    if (!['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].some(existsSync))
      expect(() => findChromium()).toThrow(/浏览器/)
  } finally {
    process.env['PATH'] = path
  }
})
