import { type Page, expect } from '@playwright/test'

interface Shift {
  readonly value: number
  /** How the texts of what moved begin. */
  readonly moved: readonly string[]
}

/** Takes down from now on what moves on a page that nobody touches (Layout Instability API of the W3C). */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface LayoutShift extends PerformanceEntry {
      readonly value: number
      readonly sources: readonly { readonly node: Node | null }[]
    }
    const shifts: Shift[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as LayoutShift[])
        shifts.push({ value, moved: sources.map(({ node }) => (node?.textContent ?? '').slice(0, 60)) })
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** Nothing has moved since the page was asked for, and all of it is there. */
export async function expectNoShift(page: Page, what: string): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => document.fonts.ready)
  const shifts = await page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts)
  expect(shifts, what).toEqual([])
}
