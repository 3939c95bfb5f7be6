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

  await choice('Dark').check({ force: true })
  await expect(html).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(choice('Dark')).toBeChecked()
  await expect(html).toHaveAttribute('data-theme', 'dark')
  expect(await background(page)).toBe(dark)

  await choice('Light').check({ force: true })
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(html).toHaveAttribute('data-theme', 'light')
  await choice('System').check({ force: true })
  await expect(html).toHaveAttribute('data-theme', 'dark')
})

test('a choice made in one tab holds in the other', async ({ console: page, context }) => {
  const other = await context.newPage()
  await other.goto('/iclients')
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true })
  await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(other.getByRole('radio', { name: 'Dark' })).toBeChecked()
})

test('nothing is painted in the wrong theme first', async ({ console: page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true })
  // The theme that the root has when the first of the page's content is painted.
  await page.addInitScript(() => {
    new PerformanceObserver((entries) => {
      for (const { name } of entries.getEntries()) {
        document.documentElement.setAttribute(
          `data-at-${name}`,
          document.documentElement.dataset['theme'] ?? 'none',
        )
      }
    }).observe({ type: 'paint', buffered: true })
    new MutationObserver((_, observer) => {
      const root = document.getElementById('root')
      if (root?.firstElementChild === null || root === null) return
      document.documentElement.setAttribute(
        'data-at-content',
        document.documentElement.dataset['theme'] ?? 'none',
      )
      observer.disconnect()
    }).observe(document, { childList: true, subtree: true })
  })
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-at-content', 'dark')
  await expect(page.locator('html')).toHaveAttribute('data-at-first-contentful-paint', 'dark')
})

test('who asked for less motion gets none', async ({ console: page }) => {
  const longest = () =>
    page.evaluate(() => {
      const times = document
        .getAnimations()
        .map((each) => Number(each.effect?.getComputedTiming().activeDuration ?? 0))
      return Math.max(0, ...times)
    })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.reload()
  await page.addInitScript(() => undefined)
  await page.evaluate(() => {
    const started: number[] = []
    Object.assign(window, { started })
    for (const kind of ['transitionrun', 'animationstart']) {
      document.addEventListener(kind, () => {
        for (const each of document.getAnimations())
          started.push(Number(each.effect?.getComputedTiming().activeDuration ?? 0))
      })
    }
  })
  const pane = await openForm(page, 'lexbizz')
  await pane.getByRole('button', { name: 'Advanced' }).click()
  await expect(pane.getByLabel('Concurrency level')).toBeVisible()
  await pane.getByRole('button', { name: 'Cancel' }).click()
  await expect(pane).toHaveCount(0)
  expect(await longest()).toBeLessThanOrEqual(1)
  const all = await page.evaluate(() => (window as unknown as { started: number[] }).started)
  expect(Math.max(0, ...all)).toBeLessThanOrEqual(1)
})
