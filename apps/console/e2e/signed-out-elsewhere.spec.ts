import { expect, test, uniqueName } from './support/fixtures.ts'
import { adminPassword } from './support/patchbay.ts'
import { draft } from './support/states.ts'

test('who signs out in one tab is asked to sign in by the other at its next call, and gets back to where it was', async ({
  console: page,
  context,
  api,
}) => {
  const name = uniqueName('Two tabs')
  await draft(api, name)
  const other = await context.newPage()
  await other.goto(`/connections?q=${name}&sort=-name`)
  await expect(other.getByRole('link', { name })).toBeVisible()

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByText('Your session has ended')).toHaveCount(0)

  await other.getByRole('columnheader', { name: 'Status' }).getByRole('button').click()
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(other.getByText('Your session has ended')).toBeVisible()
  await other.getByLabel('Password', { exact: true }).fill(adminPassword)
  await other.getByRole('button', { name: 'Sign in' }).click()
  await expect(other.getByRole('link', { name })).toBeVisible()
  await expect(other).toHaveURL(/sort=status/)
  await expect(other.getByLabel('Search')).toHaveValue(name)

  await page.reload()
  await page.goto('/iclients')
  await expect(page.getByRole('heading', { level: 1, name: 'iClients' })).toBeVisible()
})
