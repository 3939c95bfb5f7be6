import { expect, test as shared } from './support/fixtures.ts'
import { list250, numbered } from './support/many.ts'
import { test } from './support/own-patchbay.ts'

test('250 connections are searched, filtered and sorted, and the address keeps it', async ({
  console: page,
  api,
}) => {
  test.slow()
  await list250(api)
  await page.goto('/connections')
  const total = page.getByRole('main').getByRole('status')
  const rows = page.locator('tbody').getByRole('row')
  await expect(total).toHaveText('250 of 250')
  await expect(rows.first()).toContainText(numbered(1))

  await page.getByLabel('Search').fill('branch 24')
  await expect(total).toHaveText('13 of 250')
  await expect(rows).toHaveCount(13)
  await expect(page).toHaveURL(/[?&]q=branch\+24/)

  await page.getByLabel('Application').selectOption({ label: 'Acumatica' })
  await expect(total).toHaveText('5 of 250')
  await expect(rows.filter({ hasText: 'lexbizz' })).toHaveCount(0)
  await page.getByLabel('Status').selectOption({ label: 'Online' })
  await expect(page.getByText('No connection matches')).toBeVisible()
  await page.getByLabel('Status').selectOption({ label: 'Draft' })
  await expect(total).toHaveText('5 of 250')

  const name = page.getByRole('columnheader', { name: 'Name' })
  await expect(name).toHaveAttribute('aria-sort', 'ascending')
  await name.getByRole('button').click()
  await expect(name).toHaveAttribute('aria-sort', 'descending')
  await expect(rows.first()).toContainText(numbered(249))
  await page.getByRole('columnheader', { name: 'Last used' }).getByRole('button').click()
  await expect(name).toHaveAttribute('aria-sort', 'none')
  await name.getByRole('button').click()
  await name.getByRole('button').click()
  await expect(rows.first()).toContainText(numbered(249))

  await page.reload()
  await expect(total).toHaveText('5 of 250')
  await expect(page.getByLabel('Search')).toHaveValue('branch 24')
  await expect(page.getByLabel('Application')).toHaveValue('acumatica')
  await expect(page.getByLabel('Status')).toHaveValue('draft')
  await expect(name).toHaveAttribute('aria-sort', 'descending')
  await expect(rows.first()).toContainText(numbered(249))

  await page.getByRole('link', { name: numbered(249) }).click()
  await expect(page.getByRole('heading', { level: 1, name: numbered(249) })).toBeVisible()
  await page.goBack()
  await expect(total).toHaveText('5 of 250')
  await expect(page.getByLabel('Search')).toHaveValue('branch 24')
  await expect(rows.first()).toContainText(numbered(249))

  await page.getByLabel('Search').fill('no such name')
  await expect(page.getByText('Try other words, or another application or status.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear search and filters' }).click()
  await expect(total).toHaveText('250 of 250')
  await expect(page.getByLabel('Search')).toHaveValue('')
  await expect(name).toHaveAttribute('aria-sort', 'descending')
})

test('scrolling leads through 250 connections to the last, with only the rows in view on the page', async ({
  console: page,
  api,
}) => {
  test.slow()
  await list250(api)
  await page.goto('/connections')
  const table = page.getByRole('table')
  await expect(table).toHaveAttribute('aria-rowcount', '251')
  const last = page.getByRole('row', { name: numbered(250) })
  await expect(async () => {
    await page.mouse.wheel(0, 2_000)
    await expect(last).toBeInViewport({ timeout: 200 })
  }).toPass()
  await expect(last).toHaveAttribute('aria-rowindex', '251')
  await expect(page.getByRole('row', { name: numbered(1) })).toHaveCount(0)
  expect(await page.getByRole('row').count()).toBeLessThan(60)

  await last.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1, name: numbered(250) })).toBeVisible()
  await page.goBack()
  await expect(last).toBeInViewport()
})

shared('a list without connections says what one is and how to begin', async ({ console: page }) => {
  await page.route('**/api/connections?*', (route) =>
    route.fulfill({ json: { items: [], nextCursor: null, total: 0 } }),
  )
  await page.reload()
  await expect(page.getByRole('heading', { name: 'No connections yet' })).toBeVisible()
  await expect(page.getByText('Begin with Create connection, above.')).toBeVisible()
  await expect(page.getByRole('main').getByRole('status')).toHaveText('0 of 0')
})

shared('a list that cannot be loaded says so, and Try again brings it back', async ({ console: page }) => {
  await page.route(
    '**/api/connections?*',
    (route) => route.fulfill({ status: 500, contentType: 'text/html', body: '<h1>Internal error</h1>' }),
    // As often as the console asks by itself.
    { times: 3 },
  )
  await page.reload()
  const again = page.getByRole('button', { name: 'Try again' })
  await expect(again).toBeVisible()
  await expect(page.getByText('Internal error')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Create connection' })).toBeVisible()
  await again.click()
  await expect(again).toHaveCount(0)
  await expect(page.getByRole('main').getByRole('status')).toHaveText(/^\d+ of \d+$/)
})
