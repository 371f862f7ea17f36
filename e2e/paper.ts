import { execFile } from 'node:child_process'
import type { Page } from '@playwright/test'

/** What the printer would put on paper now, as text without spaces; by Chromium's own printing. */
export async function paperText(page: Page): Promise<string> {
  const pdf = await page.pdf({ preferCSSPageSize: true })
  return new Promise((resolve, reject) => {
    const child = execFile('pdftotext', ['-layout', '-', '-'], (error, stdout) => {
      if (error === null) resolve(stdout.replace(/\s/g, ''))
      else reject(new Error('pdftotext（poppler-utils）没有读出打印稿', { cause: error }))
    })
    child.stdin?.end(pdf)
  })
}
