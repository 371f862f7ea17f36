import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { paperText } from '../paper.ts'

/** Pages that stand only while the printer's dialog opens: what they were is kept. */
export async function keepPaper(page: Page): Promise<void> {
  await page.evaluate(`window.print = () => {
    const paper = document.querySelector('article.print-only')
    window.keptPaper = { parent: paper.parentElement, html: paper.outerHTML }
  }`)
}

/** What was printed last, as text without spaces. */
export async function keptPaperText(page: Page): Promise<string> {
  // not waitForFunction: it evaluates in the page, which the policy forbids
  await expect.poll(() => page.evaluate<boolean>('window.keptPaper !== undefined')).toBe(true)
  await page.evaluate(`{
    const { parent, html } = window.keptPaper
    const holder = document.createElement('template')
    holder.innerHTML = html
    window.shownPaper = holder.content.firstElementChild
    parent.append(window.shownPaper)
  }`)
  const text = await paperText(page)
  await page.evaluate('window.shownPaper.remove(), delete window.keptPaper, undefined')
  return text
}
