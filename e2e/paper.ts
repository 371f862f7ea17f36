import { execFile } from 'node:child_process'
import type { Page } from '@playwright/test'

/** What the printer would put on paper now, as text without spaces; by Chromium's own printing. */
export async function paperText(page: Page): Promise<string> {
  const pages = await pdfPages(await page.pdf({ preferCSSPageSize: true }))
  return pages.join('').replace(/\s/g, '')
}

/** The words of each page of a PDF, as they lie on it. */
export async function pdfPages(pdf: Buffer): Promise<string[]> {
  const text = await new Promise<string>((resolve, reject) => {
    const child = execFile('pdftotext', ['-layout', '-', '-'], { maxBuffer: 16 * 1024 * 1024 }, (error, stdout) => {
      if (error === null) resolve(stdout)
      else reject(new Error('pdftotext（poppler-utils）没有读出打印稿', { cause: error }))
    })
    child.stdin?.end(pdf)
  })
  return text.split('\f').slice(0, -1)
}
