import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { goldenSet, plainText, printedValues, readText } from '../core/documents/golden/testing.ts'
import { readPreviewLibrary } from '../core/documents/preview-library.ts'
import { buildPrintPage } from '../core/documents/print-page.ts'
import { renderDocx } from '../core/documents/render.ts'
import { loadTemplate } from '../core/documents/template.ts'
import { templatesDir } from '../core/documents/testing.ts'
import { findChromium, printHtmlToPdf } from './chromium-pdf.ts'

const run = promisify(execFile)
const browser = (() => {
  try {
    return findChromium()
  } catch {
    return undefined
  }
})()
const missing = browser === undefined || !existsSync('/usr/bin/pdftotext')
const catalogue = {
  name: 'catalogue-of-sixty',
  template: 'mediation-index',
  data: {
    编号: '（2026）石榴镇人调字第18号',
    目录: Array.from({ length: 60 }, (_, index) => ({ 序号: index + 1, 文书名称: `证据材料之${String(index + 1)}`, 页号: '1' })),
  },
  pages: 4,
}
const golden = [...(await goldenSet()), catalogue]

/** All on one print page, in one start of the browser. */
describe.skipIf(missing)(`the golden set printed${missing ? ' (skipped: Chromium or pdftotext is missing)' : ''}`, () => {
  let folder = ''
  const pagesOf = new Map<string, string[]>()

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golden-print-'))
    const files = await Promise.all(
      golden.map(async ({ template, data }) => renderDocx(await loadTemplate(templatesDir, template), data)),
    )
    const page = buildPrintPage(files, { library: { inline: await readPreviewLibrary() } })
    const printed = await printHtmlToPdf(page)
    const path = join(folder, 'all.pdf')
    await writeFile(path, printed.bytes)
    const { stdout } = await run('/usr/bin/pdftotext', ['-raw', path, '-'])
    const texts = stdout.split('\f').slice(0, -1)
    for (const [index, { name }] of golden.entries()) pagesOf.set(name, texts.splice(0, printed.pages[index]))
    expect(texts).toEqual([])
  }, 120_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test.each(golden)('$name: nothing lost, as many sheets as expected, signatures with their text', (paper) => {
    const pages = pagesOf.get(paper.name) ?? []
    const text = readText(pages)
    expect(printedValues(paper.data).filter((value) => !text.includes(plainText(value)))).toEqual([])
    expect(pages.length).toBeLessThanOrEqual(paper.pages)
    if (paper.pages > 1) expect(pages.length).toBeGreaterThan(1)
    const last = readText(pages.slice(-1))
    const places = ('together' in paper ? (paper.together ?? []) : []).map((words) => last.lastIndexOf(plainText(words)))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('the head of a catalogue stands on every page of it', () => {
    const pages = pagesOf.get(catalogue.name) ?? []
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) expect(readText([page]).split('文书名称')).toHaveLength(2)
  })
})
