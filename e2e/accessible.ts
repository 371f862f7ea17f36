import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'

/** No violation that keeps anybody out: serious and critical ones, each with the place where it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(' ')} (${failureSummary ?? ''})`).join(' | ')}`,
    )
  expect(grave, `无障碍检查：${page.url().replace(/^.*#/, '')}`).toEqual([])
}

/**
 * Parts wider than what they show, as text for the page: tables of a ledger, of a workbook's first rows and the official ones, which
 * the keyboard reaches, scroll by themselves.
 */
const tooWide = `[...document.querySelectorAll('*')]
  .filter((part) => part.closest('.ag-root, .preview, [role=region][tabindex]') === null)
  .filter((part) => part === document.documentElement || ['auto', 'scroll'].includes(getComputedStyle(part).overflowX))
  .filter((part) => part.scrollWidth > part.clientWidth + 1)
  .map((part) => part.tagName + '.' + part.className)`

/** Nothing lies beyond the right edge, neither of the window nor of a part that scrolls. */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  expect(await page.evaluate<string[]>(tooWide), '没有横向滚动').toEqual([])
}

/** Words that people at the desk know as they are: keys, programs, algorithms, names of files, a name's pinyin. */
const known =
  /姓名拼音\s+[a-z ]+|Ctrl|Enter|Esc|Alt|Shift|Excel|Word|WPS|SM[234]|Windows|Linux|Chromium|Electron|Node|SQLite|Apache|License|\.?\b(xlsx|xls|csv|zzb|zzk|docx|json)\b|<[^>]*>|(?:npm run -s )?\bdesk\b(?: --)?(?: backup \w+)?|\S*[-_/\\.:@]\S*|\b[0-9a-fA-F]+\b/g

/** All interface text is Chinese: no name of a field, a code or a key shows through. */
export async function expectChinese(page: Page): Promise<void> {
  const text = await page.getByRole('main').innerText()
  expect([...new Set(text.replace(known, ' ').match(/[A-Za-z]{3,}/g))], '界面上没有露出英文代号').toEqual([])
}
