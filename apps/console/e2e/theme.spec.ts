import type { Page } from '@playwright/test'
import { expect, test } from './support/fixtures.ts'
import { openForm } from './support/pane.ts'

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor)

test('the theme follows the system until one is chosen, and the choice outlives a reload', async ({
  console: page,
}) => {
  const html = page.locator('html')
  const choice = (name: string) => page.getByRole('radio', { name })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(choice('System')).toBeChecked()
  await expect(html).toHaveAttribute('data-theme', 'dark')
  const dark = await background(page)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(html).toHaveAttribute('data-theme', 'light')
  expect(await background(page)).not.toBe(dark)

  await choice('Dark').check()
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(choice('Dark')).toBeChecked()
  await expect(html).toHaveAttribute('data-theme', 'dark')
  expect(await background(page)).toBe(dark)

  await choice('Light').check()
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(html).toHaveAttribute('data-theme', 'light')
  await choice('System').check()
  await expect(html).toHaveAttribute('data-theme', 'dark')
})

test('a choice made in one tab holds in the other', async ({ console: page, context }) => {
  const other = await context.newPage()
  await other.goto('/iclients')
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(other.getByRole('radio', { name: 'Dark' })).toBeChecked()
})

test('nothing is painted before the chosen theme is set', async ({ console: page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('radio', { name: 'Dark' }).check()
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.documentElement.dataset['theme'] === undefined) return
      Object.assign(window, { themedAt: performance.now() })
      observer.disconnect()
    }).observe(document, { attributes: true, subtree: true })
  })
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked()
  const paintedAt = () => page.evaluate(() => performance.getEntriesByName('first-paint')[0]?.startTime ?? 0)
  await expect.poll(paintedAt).toBeGreaterThan(0)
  const themedAt = await page.evaluate(() => (window as unknown as { themedAt: number }).themedAt)
  expect(await paintedAt()).toBeGreaterThanOrEqual(themedAt)
})

test('who asked for less motion gets none', async ({ console: page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.reload()
  await page.evaluate(() => {
    const durations: number[] = []
    Object.assign(window, { durations })
    for (const kind of ['transitionrun', 'animationstart']) {
      document.addEventListener(kind, () => {
        for (const each of document.getAnimations())
          durations.push(Number(each.effect?.getComputedTiming().activeDuration ?? 0))
      })
    }
  })
  const pane = await openForm(page, 'lexbizz')
  await pane.getByRole('button', { name: 'Advanced' }).click()
  await expect(pane.getByLabel('Concurrency level')).toBeVisible()
  await pane.getByRole('button', { name: 'Configure scopes' }).click()
  await page.getByRole('dialog', { name: 'Configure scopes' }).getByRole('button', { name: 'Save' }).click()
  await pane.getByRole('button', { name: 'Cancel' }).click()
  await expect(pane).toHaveCount(0)
  const longest = await page.evaluate(() =>
    Math.max(0, ...(window as unknown as { durations: number[] }).durations),
  )
  expect(longest, 'milliseconds').toBeLessThanOrEqual(1)
})
