import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'
import type axe from 'axe-core'

// A page reads it in half the time that the long form takes.
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

const all: axe.RunOnly = { type: 'tag', values: tags }
/** The other theme changes nothing but colours. */
const ofColours: axe.RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

/**
 * Once whatever moves has come to rest: a text that fades in has too little contrast until it is there. The console follows
 * another colour scheme some frames later.
 */
async function isStill(page: Page): Promise<void> {
  // Not `waitForFunction`, which takes a promise for true.
  await page.evaluate(async () => {
    for (let still = 0; still < 3; still += 1) {
      await new Promise(requestAnimationFrame)
      const moving = document.getAnimations().filter(({ playState }) => playState === 'running')
      // What spins for ever is no reason to wait.
      if (moving.some(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)) still = -1
    }
  })
}

type Violation = Pick<axe.Result, 'id' | 'nodes'>

async function violationsOf(page: Page, runOnly: axe.RunOnly): Promise<readonly Violation[]> {
  // A page that was loaded anew knows axe no more.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  // All that axe would tell of what is well costs a tenth of the time.
  const options: axe.RunOptions = { runOnly, resultTypes: ['violations'] }
  return page.evaluate(async (given) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(given)
    return violations.map(({ id, nodes }) => ({ id, nodes }))
  }, options)
}

function told(violations: readonly Violation[]): string[] {
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${String(target)}: ${failureSummary}`),
  )
}

/** The theme that is on comes first: a change of it draws everything anew. */
async function themesOf(page: Page): Promise<readonly ('dark' | 'light')[]> {
  const isDark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  return isDark ? ['dark', 'light'] : ['light', 'dark']
}

/** What is on the page now has nothing that axe finds fault with, in either theme. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  let rules = all
  for (const colorScheme of await themesOf(page)) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const faults = async () => {
      await isStill(page)
      return told(await violationsOf(page, rules))
    }
    // A page that changes while axe looks at it is looked at again.
    await expect.poll(faults, { message: `${what}, ${colorScheme}` }).toEqual([])
    rules = ofColours
  }
}
