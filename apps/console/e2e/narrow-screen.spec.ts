import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectFits } from './support/layout.ts'
import { openForm, paneOf } from './support/pane.ts'
import { newApiKey } from './support/records.ts'
import { callbackFor, draft, offline, online } from './support/states.ts'

const size = { width: 390, height: 844 }

test.use({ viewport: size })

test('on a phone the navigation is a menu, rows are cards, and the pane is the whole screen', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('Phone')
  await online(api, `${name} online`)
  await offline(api, `${name} offline`)
  await page.goto(`/connections?q=${name}`)
  const row = page.getByRole('row', { name: `${name} online` })
  const [first, second] = await Promise.all([0, 1].map((cell) => row.locator('td').nth(cell).boundingBox()))
  expect(second?.y).toBeGreaterThanOrEqual((first?.y ?? 0) + (first?.height ?? 0))
  expect((await row.boundingBox())?.width).toBeGreaterThan(340)
  await expectFits(page, 'list')

  const menu = page.getByRole('button', { name: 'Menu' })
  await expect(page.getByRole('link', { name: 'iClients' })).toBeHidden()
  await menu.click()
  await expect(menu).toHaveAttribute('aria-expanded', 'true')
  await expectFits(page, 'menu')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: 'iClients' })).toBeHidden()
  await menu.click()
  await page.getByRole('link', { name: 'iClients' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'iClients' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Connections', exact: true })).toBeHidden()
  await expectFits(page, 'iClients')

  await page.goBack()
  await page.getByRole('button', { name: 'Create connection' }).click()
  await expect(paneOf(page).getByRole('link', { name: 'lexbizz' })).toBeVisible()
  await expect.poll(() => paneOf(page).boundingBox()).toEqual({ x: 0, y: 0, ...size })
  await expectFits(page, 'applications')
})

test('on a phone no form and no dialog is cut off', async ({ console: page }) => {
  for (const application of ['Acumatica', 'lexbizz'] as const) {
    const pane = await openForm(page, application)
    await expectFits(page, application)
    await pane.getByRole('button', { name: 'Advanced' }).click()
    await expect(pane.getByLabel('Concurrency level')).toBeVisible()
    await pane.getByRole('button', { name: 'Setup help' }).click()
    await pane.getByRole('button', { name: 'Save & authorize' }).click()
    await expect(pane.getByText('Write a name.')).toBeVisible()
    await expectFits(page, `${application} with errors`)
    await pane.getByRole('button', { name: 'Configure scopes' }).click()
    const scopes = page.getByRole('dialog', { name: 'Configure scopes' })
    await expect(scopes.getByRole('checkbox').first()).toBeVisible()
    await expectFits(page, 'scopes')
    await scopes.getByRole('button', { name: 'Save' }).click()
    await pane.getByRole('button', { name: 'Cancel' }).click()
    await expect(pane).toHaveCount(0)
  }
  await page.goto('/iclients/new')
  await expect(page.getByRole('dialog').getByLabel('Client ID')).toBeVisible()
  await expectFits(page, 'iClient')
  await page.goto('/nowhere')
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await expectFits(page, 'no such page')
})

test('on a phone the list of API keys is cards, and neither its dialogs nor the key are cut off', async ({
  console: page,
  api,
}) => {
  const connection = await draft(api, uniqueName('Phone'))
  const limits = { connectionIds: [connection.id], expiresAt: '2090-01-31T23:59:59.999Z' }
  const { name } = await newApiKey(api, uniqueName('Phone key'), limits)
  await page.goto('/api-keys')
  const row = page.getByRole('row', { name })
  expect((await row.boundingBox())?.width).toBeGreaterThan(340)
  await expectFits(page, 'API keys')
  await page.getByRole('button', { name: `Revoke ${name}` }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectFits(page, 'revoke?')
  await page.goto('/api-keys/new')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Chosen connections' }).click()
  await dialog.getByRole('radio', { name: 'On a date' }).click()
  await dialog.getByRole('checkbox', { name: connection.name }).click()
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await expect(dialog.getByText('Write a name.')).toBeVisible()
  await expectFits(page, 'new API key with errors')
  await dialog.getByLabel('Name').fill(uniqueName('Phone new key'))
  await dialog.getByRole('checkbox', { name: 'Token' }).click()
  await dialog.getByLabel('Last day').fill('2090-01-31')
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await expect(dialog.getByLabel('API key')).toBeVisible()
  await expect(dialog.getByText(`/${connection.id}/token`)).toBeVisible()
  await expectFits(page, 'the key')
})

test('on a phone the pages of a connection and of its sign-in are not cut off', async ({
  console: page,
  api,
}) => {
  const connections = [
    await online(api, uniqueName('Phone')),
    await offline(api, uniqueName('Phone')),
    await draft(api, uniqueName('Phone'), 'acumatica'),
  ]
  for (const { id, name, status } of connections) {
    await page.goto(`/connections/${id}`)
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(page.getByText('Created', { exact: true })).toBeVisible()
    await expectFits(page, status)
    await page.getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await expectFits(page, `delete ${status}`)
    await page.goto(`/connections/${id}/edit`)
    await expect(paneOf(page).getByLabel('Name', { exact: true })).toBeVisible()
    await expectFits(page, `edit ${status}`)
  }

  const { id } = await draft(api, uniqueName('Phone'))
  const { authorizationUrl } = await api.call<{ authorizationUrl: string }>(
    'POST',
    `/api/connections/${id}/authorize`,
  )
  await page.goto(authorizationUrl)
  await expectFits(page, 'sign-in of the application')
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password').fill('sandbox')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('button', { name: 'Yes, allow' })).toBeVisible()
  await expectFits(page, 'consent')
  await page.goto((await callbackFor(api, id, 'deny')).href)
  await expect(page.getByRole('heading', { name: 'Not connected' })).toBeVisible()
  await expectFits(page, 'callback page')
  await page.goto(api.sandboxOrigin)
  await expectFits(page, 'sandbox')
  await page.getByRole('link', { name: 'Connected applications' }).first().click()
  await expectFits(page, 'Connected applications')
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible()
  await expectFits(page, 'sign-in')
})
