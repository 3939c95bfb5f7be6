import { expect, test, uniqueName } from './support/fixtures.ts'
import { openPopup, signInAtSandbox } from './support/popup.ts'

test('a lexbizz connection is created by ticking scopes, authorized in the popup, and online', async ({
  console: page,
}) => {
  const name = uniqueName('lexbizz production')
  await page.getByRole('button', { name: 'Create connection' }).click()
  await page.getByRole('dialog').getByText('lexbizz').first().click()
  await page.getByRole('button', { name: 'Use the sandbox' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)

  await page.getByRole('button', { name: 'Configure scopes' }).click()
  const scopes = page.getByRole('dialog', { name: 'Configure scopes' })
  await scopes.getByRole('button', { name: 'Remove all scopes' }).click()
  for (const scope of ['api', 'offline_access', 'email'])
    await scopes.getByRole('checkbox', { name: scope, exact: true }).check()
  await scopes.getByRole('button', { name: 'Add selected scopes' }).click()
  await scopes.getByRole('button', { name: 'Save' }).click()

  const popup = await openPopup(page)
  await signInAtSandbox(popup)
  const pane = page.getByRole('dialog')
  await expect(pane.getByText('Connected')).toBeVisible()
  await expect.poll(() => popup.isClosed()).toBe(true)
  await pane.getByRole('button', { name: 'Done' }).click()

  const row = page.getByRole('row', { name })
  await expect(row.getByText('Online', { exact: true })).toBeVisible()
  await expect(row.getByText('Sandbox')).toBeVisible()
})
