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

/** Nothing is cut off at the right of the smallest window. */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const [wide, window] = await page.evaluate<[number, number]>('[document.documentElement.scrollWidth, window.innerWidth]')
  expect(wide, '没有横向滚动').toBeLessThanOrEqual(window)
}
