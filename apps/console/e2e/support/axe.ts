import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** The other theme changes nothing but colours. */
const ofColours = ['color-contrast', 'link-in-text-block']

/** Once whatever moves has come to rest: a text that fades in has too little contrast until it is there. */
async function isStill(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page, where nothing else of this file is
    const moves = () => document.getAnimations().some((each) => each.playState === 'running')
    // A page learns of another colour scheme with its next frame.
    await new Promise(requestAnimationFrame)
    const didMove = moves()
    await new Promise(requestAnimationFrame)
    return !didMove && !moves()
  })
}

async function faults(page: Page, of: { readonly tags: string[] } | { readonly rules: string[] }) {
  // Without frames, legacy mode finds the same, and needs no second page to put its findings together.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await ('tags' in of ? axe.withTags(of.tags) : axe.withRules(of.rules)).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
}

/** What is on the page now has nothing that axe finds fault with, in either theme. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const [colorScheme, of] of [
    ['light', { tags }],
    ['dark', { rules: ofColours }],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // A page that changes while axe looks at it is looked at again.
    await expect
      .poll(() => isStill(page).then(() => faults(page, of)), { message: `${what}, ${colorScheme}` })
      .toEqual([])
  }
}
