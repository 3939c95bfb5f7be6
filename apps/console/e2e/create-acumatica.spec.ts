import { expect, test, uniqueName } from './support/fixtures.ts'
import { authorize, chooseIClient, openForm } from './support/pane.ts'

test('an Acumatica connection gets all scopes but the blocked one, from a pasted base URL, and is tested', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('Acumatica production')
  const pane = await openForm(page, 'Acumatica')
  await pane.getByLabel('Name', { exact: true }).fill(name)

  const instance = `${api.sandboxOrigin}/acumatica`
  await pane.getByLabel('Instance URI').fill(`${instance}/entity/eCommerce/24.200.001`)
  await expect(pane.getByLabel('Instance URI')).toHaveValue(instance)
  await expect(pane.getByLabel('Endpoint name')).toHaveValue('eCommerce')
  await expect(pane.getByLabel('Endpoint version')).toHaveValue('24.200.001')
  await expect(pane.getByText(/Taken from the address you pasted; endpoint name and version/)).toBeVisible()

  await pane.getByRole('button', { name: 'Configure scopes' }).click()
  const scopes = page.getByRole('dialog', { name: 'Configure scopes' })
  const available = scopes.getByRole('list', { name: 'Available scopes' })
  const selected = scopes.getByRole('list', { name: 'Selected scopes' })
  const blocked = available.getByRole('listitem').filter({ hasText: 'api:concurrent_access' })
  await expect(blocked).toContainText('Cannot be added: the connection would fail')
  await expect(blocked.getByRole('checkbox')).toBeDisabled()
  await scopes.getByRole('button', { name: 'Add all scopes' }).click()
  await expect(selected.getByRole('checkbox')).toHaveCount(6)
  await expect(available.getByRole('checkbox')).toHaveCount(1)
  await expect(blocked).toBeVisible()
  await scopes.getByRole('button', { name: 'Save' }).click()

  await chooseIClient(page, 'Acumatica')
  await authorize(page)
  await pane.getByRole('button', { name: 'Open connection' }).click()

  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Status' })).toContainText('Online')
  const token = page.getByRole('region', { name: 'Token' })
  await expect(token).toContainText(/Expires\s*valid (1 h|59 min)/)
  await expect(token.getByRole('listitem')).toHaveText([
    'api',
    'offline_access',
    'openid',
    'profile',
    'email',
    'phone',
  ])
  const lastTest = page.getByRole('region', { name: 'Last test' })
  await expect(lastTest).toContainText('Succeeded')
  await expect(lastTest).toContainText('status 200')
  await expect(page.getByRole('region', { name: 'Settings' })).toContainText(instance)
})
