import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectAccessible } from './support/axe.ts'
import { newApiKey, newIClient } from './support/records.ts'
import { callbackFor, draft, offline, online, signInFor } from './support/states.ts'
import { watchPolicy } from './support/watch-policy.ts'

// axe looks at every element of every state, twice.
test.slow()

test('everybody can use the list, with connections of every status and with none that matches', async ({
  console: page,
  api,
}) => {
  const violations = await watchPolicy(page.context())
  const name = uniqueName('Accessible')
  await draft(api, `${name} draft`, 'acumatica')
  await online(api, `${name} online`)
  await offline(api, `${name} offline`)
  await page.goto(`/connections?q=${name}`)
  await expect(page.getByRole('row')).toHaveCount(4)
  await expectAccessible(page, 'list')
  await page.getByLabel('Search').fill('nothing of this name')
  await expect(page.getByText('No connection matches')).toBeVisible()
  await expectAccessible(page, 'no match')
  await page.route('**/api/connections?*', (route) => route.fulfill({ status: 500, body: 'broken' }))
  await page.goto('/connections?q=other')
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible({ timeout: 10_000 })
  await expectAccessible(page, 'list that cannot be loaded')
  expect(violations).toEqual([])
})

test('everybody can use the page of a connection, whatever its status', async ({ console: page, api }) => {
  const violations = await watchPolicy(page.context())
  const name = uniqueName('Accessible page')
  const { id } = await online(api, `${name} online`)
  const others = [await draft(api, `${name} draft`, 'acumatica'), await offline(api, `${name} offline`)]
  await page.goto(`/connections/${id}`)
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByText('Authorized', { exact: true })).toBeVisible()
  await expectAccessible(page, 'online')
  await page.getByRole('button', { name: 'Test' }).click()
  await expect(page.getByText('The test call succeeded')).toBeVisible()
  await expectAccessible(page, 'tested')
  for (const button of ['Revoke', 'Delete']) {
    await page.getByRole('button', { name: button }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await expectAccessible(page, `${button}?`)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toHaveCount(0)
  }
  for (const other of others) {
    await page.goto(`/connections/${other.id}`)
    await expect(page.getByRole('heading', { level: 1, name: other.name })).toBeVisible()
    await expect(page.getByText('Created', { exact: true })).toBeVisible()
    await expectAccessible(page, other.status)
  }
  expect(violations).toEqual([])
})

test('everybody can use the iClients page and its dialogs', async ({ console: page, api }) => {
  const violations = await watchPolicy(page.context())
  const name = uniqueName('Accessible iClient')
  const client = { name, application: 'lexbizz', clientId: 'a-client', clientSecret: 'a-secret' }
  const { id } = await newIClient(api, client)
  await page.goto(`/iclients?q=${name}`)
  await expect(page.getByRole('row', { name })).toBeVisible()
  await expectAccessible(page, 'iClients')
  await page.getByRole('link', { name }).click()
  await expect(page.getByLabel('Client secret')).toBeVisible()
  await expectAccessible(page, 'edit iClient')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Register OAuth 2.0 client' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Write the client ID.')).toBeVisible()
  await expectAccessible(page, 'register a client, with errors')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: `Rotate the secret of ${name}` }).click()
  await page.getByRole('button', { name: 'Rotate secret' }).click()
  await expect(page.getByText('Write the client secret.')).toBeVisible()
  await expectAccessible(page, 'rotate the secret, with an error')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: `Delete ${name}` }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectAccessible(page, 'delete iClient?')
  await page.goto(`/connections?iclient=${id}`)
  await expect(page.getByText(`iClient ${name}`)).toBeVisible()
  await expectAccessible(page, 'connections of an iClient')
  expect(violations).toEqual([])
})

test('everybody can use the API keys page and its dialogs', async ({ console: page, api }) => {
  const violations = await watchPolicy(page.context())
  const name = uniqueName('Accessible key')
  await newApiKey(api, name)
  await draft(api, uniqueName('Accessible choice'))
  await page.goto(`/api-keys?q=${name}`)
  await expect(page.getByRole('row', { name })).toBeVisible()
  await expectAccessible(page, 'API keys')
  await page.getByRole('button', { name: `Revoke ${name}` }).click()
  await expect(page.getByRole('alertdialog')).toBeVisible()
  await expectAccessible(page, 'revoke API key?')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Create API key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: 'Chosen connections' }).click()
  await dialog.getByRole('radio', { name: 'On a date' }).click()
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await expect(dialog.getByText('Choose a date, or Never.')).toBeVisible()
  await expect(dialog.getByRole('checkbox', { name: 'Accessible choice' }).first()).toBeVisible()
  await expectAccessible(page, 'create an API key, with errors')
  await dialog.getByLabel('Name').fill(uniqueName('Accessible new key'))
  await dialog.getByRole('checkbox', { name: 'Token' }).click()
  await dialog.getByRole('radio', { name: 'All connections' }).click()
  await dialog.getByRole('radio', { name: 'Never' }).click()
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await expect(dialog.getByLabel('API key')).toBeVisible()
  await expectAccessible(page, 'the key')
  await page.goto('/api-keys?q=nothing+of+this+name')
  await expect(page.getByText('No API key matches')).toBeVisible()
  await expectAccessible(page, 'no API key')
  expect(violations).toEqual([])
})

test('everybody can use the pages at the end of a wrong address and of a sign-in', async ({
  console: page,
  api,
}) => {
  const violations = await watchPolicy(page.context())
  await page.goto('/nowhere')
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible()
  await expect(page).toHaveTitle('Not found · Patchbay')
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await expectAccessible(page, 'no such page')
  await page.goto('/connections/conn_of_nobody')
  await expect(page.getByRole('heading', { name: 'There is no such connection' })).toBeVisible()
  await expect(page).toHaveTitle('Not found · Patchbay')
  await expectAccessible(page, 'no such connection')

  const { id } = await draft(api, uniqueName('Accessible callback'))
  await page.goto((await callbackFor(api, id, 'deny')).href)
  await expect(page.getByRole('heading', { name: 'Not connected' })).toBeVisible()
  await expectAccessible(page, 'callback page after a denial')
  expect(await signInFor(api, id)).toContain('Connected')
  // It closes itself in a popup; in a tab that was not opened by a page it stays.
  await page.goto((await callbackFor(api, id)).href)
  await expect(page.getByRole('heading', { name: 'Connected' })).toBeVisible()
  await expectAccessible(page, 'callback page after success')
  expect(violations).toEqual([])
})
