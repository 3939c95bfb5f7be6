import { expect, test } from './support/fixtures.ts'

test('a page that is slow to come takes the focus when it is there', async ({ console: page }) => {
  let isHeld = true
  await page.route(/\/assets\/settings-page/, async (route) => {
    await expect.poll(() => isHeld).toBe(false)
    await route.continue()
  })
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('main').getByText('Loading')).toBeAttached()
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(0)
  isHeld = false
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeFocused()
})
