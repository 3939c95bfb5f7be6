import { expect, test, uniqueName } from './support/fixtures.ts'
import {
  addScopes,
  authorize,
  authorizeAtOnce,
  choose,
  expectTested,
  fillInSandbox,
  openForm,
} from './support/pane.ts'
import { connectionNamed } from './support/records.ts'
import { registerClient } from './support/register-client.ts'

test('a Lightspeed R-Series v3 connection is authorized for the chosen scopes, and tested', async ({
  console: page,
}) => {
  const name = uniqueName('R-Series shop')
  const pane = await fillInSandbox(page, 'Lightspeed', name)
  await expect(pane.getByRole('combobox', { name: 'API type' })).toHaveText('Retail (R-Series) v3')
  await expect(pane.getByRole('combobox', { name: 'Authentication type' })).toHaveCount(0)
  await expect(pane.getByLabel('Subdomain')).toHaveCount(0)
  await expect(pane.getByLabel('API key')).toHaveCount(0)
  await addScopes(page, ['employee:register_read', 'employee:inventory'])
  await authorize(page)
  await expectTested(page, name)
})

test('a Lightspeed X-Series connection takes its shop from the sign-in, and is tested', async ({
  console: page,
}) => {
  const name = uniqueName('X-Series shop')
  const pane = await fillInSandbox(page, 'Lightspeed', name)
  await choose(page, 'API type', 'Retail (X-Series)')
  await pane.getByLabel('Subdomain').fill('my.shop')
  await page.getByRole('button', { name: 'Save & authorize' }).click()
  await expect(pane.getByRole('button', { name: 'Configure scopes' })).toHaveAccessibleDescription(
    /refuses a sign-in that asks for none/,
  )
  await expect(
    pane.getByRole('button', { name: 'Take retailer:read and outlets:read', exact: true }),
  ).toBeVisible()
  await addScopes(page, ['retailer:read', 'outlets:read'])
  await page.getByRole('button', { name: 'Save & authorize' }).click()
  await expect(pane.getByLabel('Subdomain')).toHaveAccessibleDescription(/first part of the shop’s address/)
  await pane.getByLabel('Subdomain').fill('sandbox-shop')
  await authorize(page)
  await expectTested(page, name)
})

test('a Lightspeed C-Series connection needs a key, its secret and no window, and is tested', async ({
  console: page,
  context,
  api,
  patchbay,
}) => {
  const { clientId, clientSecret } = await registerClient(context, {
    instance: `${api.sandboxOrigin}/lightspeed`,
    callbackUrl: `${patchbay.url}/connection/oauth2callback`,
  })
  const name = uniqueName('C-Series shop')
  const pane = await fillInSandbox(page, 'Lightspeed', name)
  await choose(page, 'API type', 'eCom (C-Series)')
  await expect(pane.getByText('eCom has no OAuth')).toBeVisible()
  for (const label of ['Callback URL', 'iClient']) await expect(pane.getByLabel(label)).toHaveCount(0)
  await expect(pane.getByRole('button', { name: 'Configure scopes' })).toHaveCount(0)

  await pane.getByLabel('API key', { exact: true }).fill(clientId)
  await pane.getByLabel('API secret', { exact: true }).fill('wrong')
  await page.getByRole('button', { name: 'Save & authorize' }).click()
  await expect(pane.getByRole('alert')).toContainText('access_denied')
  await expect(pane.getByLabel('API secret', { exact: true })).toHaveValue('')
  await expect(pane.getByText('One is stored and never shown.')).toHaveCount(2)

  await pane.getByLabel('API secret', { exact: true }).fill(clientSecret)
  await authorizeAtOnce(page)
  await expectTested(page, name)
  await expect(page.getByRole('region', { name: 'Token' })).toContainText('There is no token')
  expect(JSON.stringify(await connectionNamed(api, name))).not.toContain(clientSecret)
})

test('a Lightspeed R-Series v2 connection has no client to choose, is authorized at the sandbox, and is tested', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('Legacy shop')
  const pane = await openForm(page, 'Lightspeed')
  await choose(page, 'API type', 'Retail (R-Series) v2 (legacy)')
  await pane.getByLabel('Name', { exact: true }).fill(name)
  await expect(pane.getByRole('combobox', { name: 'iClient' })).toHaveCount(0)
  const missing = /needs a client that the operator of this Patchbay sets: PATCHBAY_LIGHTSPEED_CLIENT_ID and/
  await expect(pane.getByRole('note').filter({ hasText: missing })).toBeVisible()
  await pane.getByRole('button', { name: 'Take employee:all', exact: true }).click()
  await page.getByRole('button', { name: 'Save & authorize' }).click()
  const apiType = pane.getByRole('combobox', { name: 'API type' })
  await expect(apiType).toHaveAccessibleDescription(missing)
  await expect(apiType).toBeFocused()

  await pane.getByRole('button', { name: 'Use the sandbox' }).click()
  await expect(pane.getByText('Signs in with the client that this deployment brings.')).toBeVisible()
  await expect(apiType).not.toHaveAttribute('aria-invalid', 'true')
  await authorize(page)
  await expectTested(page, name)
  expect((await connectionNamed(api, name)).iClientId).toBeNull()
})
