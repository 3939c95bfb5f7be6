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

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: unknown; readonly failureSummary?: string }[]
}

/** All that axe would tell of what is well costs a tenth of the time. */
const resultTypes = ['violations'] as const

async function violationsOf(page: Page): Promise<readonly Violation[]> {
  // Without frames, legacy mode finds the same, and needs no second page to put its findings together.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: [...resultTypes] })
  return (await axe.withTags(tags).analyze()).violations
}

/** By the axe that is in the page from before. */
async function violationsOfColours(page: Page): Promise<readonly Violation[]> {
  const options = { runOnly: { type: 'rule', values: ofColours }, resultTypes }
  const found = await page.evaluate(
    (given) => (window as unknown as { axe: { run(options: unknown): Promise<unknown> } }).axe.run(given),
    options,
  )
  return (found as { violations: Violation[] }).violations
}

function told(violations: readonly Violation[]): string[] {
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${String(target)}: ${failureSummary}`),
  )
}

/** What is on the page now has nothing that axe finds fault with, in either theme. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const [colorScheme, violations] of [
    ['light', violationsOf],
    ['dark', violationsOfColours],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // A page that changes while axe looks at it is looked at again.
    await expect
      .poll(() => isStill(page).then(async () => told(await violations(page))), {
        message: `${what}, ${colorScheme}`,
      })
      .toEqual([])
  }
}
