import type { Page } from '@playwright/test'

/** Runs in the page before its own scripts; text, because this folder is checked without the types of a browser. */
const inPage = `
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
  console.error('CSP', violatedDirective, blockedURI, sourceFile)
})
window.print = () => {
  document.documentElement.dataset.prints = String(1 + Number(document.documentElement.dataset.prints ?? 0))
}
const count = (name) => ({ isTrusted }) => {
  if (isTrusted) window[name] = (window[name] ?? 0) + 1
}
window.addEventListener('click', count('deskClicks'), true)
window.addEventListener('keydown', count('deskKeys'), true)
`

export interface PageWatch {
  /** console errors, policy violations and uncaught exceptions since the page was opened */
  problems: string[]
  /** an error this journey provokes on purpose */
  expect(problem: RegExp): void
}

/** Listens to a page from before it is opened. */
export async function watchPage(page: Page): Promise<PageWatch> {
  const problems: string[] = []
  const expected: RegExp[] = []
  const note = (problem: string): void => {
    if (!expected.some((pattern) => pattern.test(problem))) problems.push(problem)
  }
  page.on('console', (message) => {
    if (message.type() === 'error') note(message.text())
  })
  page.on('pageerror', (error) => {
    note(error.stack ?? error.message)
  })
  await page.addInitScript({ content: inPage })
  return { problems, expect: (problem) => expected.push(problem) }
}

export interface Effort {
  clicks: number
  keys: number
}

/** What a person's hand has done on this page so far: real clicks and key strokes. */
export function effortOn(page: Page): Promise<Effort> {
  return page.evaluate<Effort>('({ clicks: window.deskClicks ?? 0, keys: window.deskKeys ?? 0 })')
}

export const effortSince = (now: Effort, before: Effort): Effort => ({
  clicks: now.clicks - before.clicks,
  keys: now.keys - before.keys,
})

/** How often the page opened the printer's dialog. */
export async function printsOf(page: Page): Promise<number> {
  return Number(await page.evaluate<string | null>('document.documentElement.dataset.prints ?? null'))
}
