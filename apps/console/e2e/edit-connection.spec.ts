import { expect, test, uniqueName } from './support/fixtures.ts'
import { authorize, expectConnected, paneOf } from './support/pane.ts'
import { openPopup, signInAtSandbox } from './support/popup.ts'
import { online } from './support/states.ts'

test('changed scopes take a connection offline until it is authorized again', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('lexbizz')
  const { id } = await online(api, name)
  await page.goto(`/connections/${id}`)
  await page.getByRole('link', { name: 'Edit', exact: true }).click()

  const pane = paneOf(page)
  const notice = pane.getByRole('status').filter({ hasText: 'must be authorized again' })
  await expect(pane.getByLabel('Name', { exact: true })).toHaveValue(name)
  await expect(notice).toHaveCount(0)
  await pane.getByRole('button', { name: 'Configure scopes' }).click()
  const scopes = page.getByRole('dialog', { name: 'Configure scopes' })
  await scopes.getByRole('checkbox', { name: 'email', exact: true }).check()
  await scopes.getByRole('button', { name: 'Add selected scopes' }).click()
  await scopes.getByRole('button', { name: 'Save' }).click()
  await expect(notice).toContainText('You changed the scopes')
  await pane.getByRole('button', { name: 'Save & close' }).click()
  await expect(pane).toBeHidden()

  await page.getByRole('link', { name: 'Connections' }).click()
  const row = page.getByRole('row', { name })
  await expect(row.getByText('Offline', { exact: true })).toBeVisible()
  await expect(row).toContainText('Scopes were changed. Authorize the connection again.')
  await row.getByRole('link', { name }).click()

  const popup = await openPopup(page, 'Authorize again')
  await expect(popup.getByText('E-mail address of the user')).toBeHidden()
  await signInAtSandbox(popup)
  await expectConnected(page)
  await expect(
    page.getByRole('region', { name: 'Status' }).getByText('Online', { exact: true }),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'Token' }).getByRole('listitem')).toHaveText([
    'api',
    'offline_access',
    'email',
  ])
})

test('an edited connection is authorized again from the pane', async ({ console: page, api }) => {
  const name = uniqueName('lexbizz')
  const { id } = await online(api, name)
  await page.goto(`/connections/${id}/edit`)
  const pane = paneOf(page)
  await pane.getByRole('button', { name: 'Configure scopes' }).click()
  const scopes = page.getByRole('dialog', { name: 'Configure scopes' })
  await scopes.getByRole('checkbox', { name: 'offline_access', exact: true }).check()
  await scopes.getByRole('button', { name: 'Remove selected scopes' }).click()
  await scopes.getByRole('button', { name: 'Save' }).click()
  await authorize(page)
  await pane.getByRole('button', { name: 'Open connection' }).click()
  await expect(
    page.getByRole('region', { name: 'Status' }).getByText('Online', { exact: true }),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'Token' })).toContainText('sign in again when it expires')
})
