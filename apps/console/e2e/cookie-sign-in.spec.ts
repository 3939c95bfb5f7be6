import { expect, test, uniqueName } from './support/fixtures.ts'
import { authorizeAtOnce, choose, expectTested, fillInSandbox, paneOf } from './support/pane.ts'

test('an Acumatica connection signs in with name and password, is tested, and keeps its password when edited', async ({
  console: page,
}) => {
  const name = uniqueName('Acumatica by cookie')
  const pane = await fillInSandbox(page, 'Acumatica', name)
  await choose(page, 'Authentication type', 'Cookie')
  for (const label of ['Callback URL', 'iClient']) await expect(pane.getByLabel(label)).toHaveCount(0)
  await expect(pane.getByRole('button', { name: 'Configure scopes' })).toHaveCount(0)

  await pane.getByRole('button', { name: 'Save & authorize' }).click()
  await expect(pane.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(
    'Write the Password.',
  )
  await pane.getByLabel('User name').fill('admin')
  await pane.getByLabel('Password', { exact: true }).fill('wrong-password')
  await pane.getByRole('button', { name: 'Save & authorize' }).click()
  await expect(pane.getByRole('button', { name: 'Try again' })).toBeFocused()
  await pane.getByLabel('Password', { exact: true }).fill('sandbox')
  await authorizeAtOnce(page)
  await expectTested(page, name)
  await expect(page.getByRole('region', { name: 'Token' })).toContainText('There is no token')

  await page.getByRole('link', { name: 'Edit' }).click()
  const edit = paneOf(page)
  await expect(edit.getByLabel('Password', { exact: true })).toHaveValue('')
  await expect(edit.getByText('One is stored and never shown.')).toBeVisible()
  const patched = page.waitForRequest((request) => request.method() === 'PATCH')
  await edit.getByLabel('Name', { exact: true }).fill(`${name} renamed`)
  await edit.getByRole('button', { name: 'Save & close' }).click()
  expect((await patched).postDataJSON()).toMatchObject({ secrets: {} })
  await expect(edit).toHaveCount(0)
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'The test call' })).toContainText('succeeded')

  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(
    page.getByRole('region', { name: 'Status' }).getByText('Offline', { exact: true }),
  ).toBeVisible()
})

test('a password is not kept over a reload', async ({ console: page }) => {
  const pane = await fillInSandbox(page, 'lexbizz', uniqueName('lexbizz by cookie'))
  await choose(page, 'Authentication type', 'Cookie')
  await pane.getByLabel('User name').fill('admin')
  await pane.getByLabel('Password', { exact: true }).fill('a-very-secret-thing')
  const kept = await page.evaluate(() => JSON.stringify([Object.entries(sessionStorage), location.href]))
  expect(kept).not.toContain('a-very-secret-thing')
  await page.reload()
  await expect(pane.getByLabel('User name')).toHaveValue('admin')
  await expect(pane.getByLabel('Password', { exact: true })).toHaveValue('')
})
