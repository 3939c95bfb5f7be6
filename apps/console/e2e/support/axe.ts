import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** What moves, now and a frame later: a page learns of another colour scheme with its next frame. */
async function movements(): Promise<number> {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page, where nothing else of this file is
  const running = () => document.getAnimations().filter((each) => each.playState === 'running').length
  await new Promise(requestAnimationFrame)
  const first = running()
  await new Promise(requestAnimationFrame)
  return first + running()
}

/** Once whatever moves has come to rest: a text that fades in has too little contrast until it is there. */
async function isStill(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(movements)).toBe(0)
}

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
}

/** What is on the page now has nothing that axe finds fault with, in either theme. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await isStill(page)
    expect(await faults(page), `${what}, ${colorScheme}`).toEqual([])
  }
}
