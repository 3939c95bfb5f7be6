import type { IClient } from '@patchbay/contracts/iclients'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectFits } from './support/layout.ts'
import { choose, openForm } from './support/pane.ts'
import { pick } from './support/pick.ts'
import { draftAtSandbox, newIClient } from './support/records.ts'
import { registerClient } from './support/register-client.ts'
import { draft, signInFor } from './support/states.ts'

test('an iClient is created, renamed without its secret, and deleted', async ({ console: page, api }) => {
  const name = uniqueName('Warehouse client')
  await page.getByRole('link', { name: 'iClients' }).click()
  await page.getByRole('button', { name: 'Register OAuth 2.0 client' }).click()
  const dialog = page.getByRole('dialog')
  await pick(dialog.getByRole('combobox', { name: 'Application' }), 'lexbizz')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Client ID').fill('warehouse@Company')
  await dialog.getByLabel('Client secret', { exact: true }).fill('a very secret secret')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  const row = page.getByRole('row', { name })
  await expect(row).toContainText('lexbizz')
  await expect(row).toContainText('warehouse@Company')

  const patched = page.waitForRequest((request) => request.method() === 'PATCH')
  await row.getByRole('link', { name }).click()
  const edit = page.getByRole('dialog', { name: 'Edit iClient' })
  await expect(edit.getByLabel('Client secret', { exact: true })).toHaveValue('')
  await expect(edit.getByText(/stored/i)).toBeVisible()
  await edit.getByLabel('Name').fill(`${name} renamed`)
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(edit).toHaveCount(0)
  expect((await patched).postDataJSON()).not.toHaveProperty('clientSecret')
  await expect(page.getByRole('row', { name: `${name} renamed` })).toBeVisible()
  const { items } = await api.call<{ items: { name: string }[] }>('GET', `/api/iclients?q=${name}`)
  expect(JSON.stringify(items)).not.toContain('a very secret secret')

  await page.getByRole('button', { name: `Delete ${name} renamed` }).click()
  const question = page.getByRole('alertdialog', { name: `Delete ${name} renamed?` })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('row', { name })).toBeVisible()
  await page.getByRole('button', { name: `Delete ${name} renamed` }).click()
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(question).toHaveCount(0)
  await expect(page.getByRole('row', { name })).toHaveCount(0)
})

test('a renamed iClient still signs in: its secret was kept', async ({ console: page, api }) => {
  const connection = await draft(api, uniqueName('Keeps its secret'))
  const iClient = await api.call<{ name: string }>('GET', `/api/iclients/${connection.iClientId ?? ''}`)
  const renamed = uniqueName('Renamed')
  await page.goto(`/iclients/${connection.iClientId ?? ''}/edit`)
  const edit = page.getByRole('dialog', { name: 'Edit iClient' })
  await edit.getByLabel('Name').fill(renamed)
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(edit).toHaveCount(0)
  await expect(page.getByRole('row', { name: renamed })).toBeVisible()
  expect(await signInFor(api, connection.id)).toContain('is online')

  await page.getByRole('link', { name: renamed }).click()
  await edit.getByLabel('Name').fill(iClient.name)
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row', { name: iClient.name })).toBeVisible()
})

test('an iClient that a connection uses is not deleted, and the connection is named', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('Used client')
  const connection = uniqueName('Uses it')
  const { id } = await newIClient(api, {
    name,
    application: 'lexbizz',
    clientId: 'used',
    clientSecret: 'a secret',
  })
  await api.call('POST', '/api/connections', {
    name: connection,
    application: 'lexbizz',
    authType: 'oauth2',
    settings: { instanceUri: 'https://erp.example.com' },
    scopes: ['api'],
    iClientId: id,
  })
  await page.goto('/iclients')
  await page.getByRole('button', { name: `Delete ${name}` }).click()
  const question = page.getByRole('alertdialog')
  await question.getByRole('button', { name: 'Delete' }).click()
  await expect(question.getByRole('alert')).toContainText(connection)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('row', { name })).toBeVisible()
})

test('a taken name is said on its field, and so is what is missing', async ({ console: page, api }) => {
  const name = uniqueName('Taken client')
  await newIClient(api, { name, application: 'acumatica', clientId: 'first', clientSecret: 'a secret' })
  await page.goto('/iclients/new')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('combobox', { name: 'Application' })).toHaveAccessibleDescription(
    'Choose the application.',
  )
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription('Write a name.')
  await expect(dialog.getByLabel('Client ID')).toHaveAccessibleDescription('Write the client ID.')

  await pick(dialog.getByRole('combobox', { name: 'Application' }), 'lexbizz')
  await dialog.getByLabel('Name').fill(name.toUpperCase())
  await dialog.getByLabel('Client ID').fill('second')
  await dialog.getByLabel('Client secret', { exact: true }).fill('another secret')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription(/taken|already/i)
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await expect(dialog.getByLabel('Client secret', { exact: true })).toHaveValue('another secret')
})

test('a registered OAuth 2.0 client has the lifetimes of its application, or those that are typed', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('Exact client')
  await page.goto('/iclients/new')
  const dialog = page.getByRole('dialog', { name: 'Register OAuth 2.0 client' })
  await pick(dialog.getByRole('combobox', { name: 'Application type' }), 'Exact Online')
  await expect(dialog.getByLabel('Access Token Expires In (ms)')).toHaveValue('600000')
  await expect(dialog.getByLabel('Refresh Token Expires In (ms)')).toHaveValue('2592000000')
  await dialog.getByLabel('Refresh Token Expires In (ms)').fill('7775999999')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Client ID').fill('exact')
  await dialog.getByLabel('Client secret', { exact: true }).fill('a secret')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('row', { name })).toContainText('Exact Online')
  const { items } = await api.call<{ items: unknown[] }>('GET', `/api/iclients?q=${name}`)
  expect(items).toMatchObject([{ accessTokenTtlMs: 600_000, refreshTokenTtlMs: 7_775_999_999 }])
})

test('a client of Exact Online in Belgium is registered with the addresses of the country', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('Belgian client')
  await page.goto('/iclients')
  await page.getByRole('button', { name: 'Register OAuth 2.0 client' }).click()
  const dialog = page.getByRole('dialog', { name: 'Register OAuth 2.0 client' })
  await pick(dialog.getByRole('combobox', { name: 'Application type' }), 'Exact Online')
  const country = dialog.getByRole('combobox', { name: 'Country' })
  await expect(country).toHaveText('Netherlands')
  const [authorizationUrl, tokenUrl] = [
    dialog.getByLabel('Authorization URL'),
    dialog.getByLabel('Token URL'),
  ]
  await expect(tokenUrl).toHaveValue('https://start.exactonline.nl/api/oauth2/token')
  await pick(country, 'Belgium')
  await expect(authorizationUrl).toHaveValue('https://start.exactonline.be/api/oauth2/auth')
  await expect(tokenUrl).toHaveValue('https://start.exactonline.be/api/oauth2/token')

  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Client ID').fill('exact')
  await dialog.getByLabel('Client secret', { exact: true }).fill('a secret')
  await tokenUrl.fill('http://start.exactonline.be/api/oauth2/token')
  await expect(country).toHaveText('Other addresses')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(tokenUrl).toHaveAccessibleDescription(/must begin with https:\/\/.*Write https:\/\/start/)
  await pick(country, 'Belgium')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('row', { name })).toContainText('Not used')

  const { items } = await api.call<{ items: IClient[] }>('GET', `/api/iclients?q=${name}`)
  expect(items).toMatchObject([{ tokenUrl: 'https://start.exactonline.be/api/oauth2/token' }])
  const dutch = { application: 'exact-online', authType: 'oauth2', settings: { country: 'nl' } }
  const refused = api.call('POST', '/api/connections', { ...dutch, name, iClientId: items[0]?.id })
  await expect(refused).rejects.toThrow(/422.*Exact Online Belgium, but the connection leads to Netherlands/s)
})

test('an iClient added in the pane begins with the addresses that the pane leads to', async ({
  console: page,
}) => {
  const pane = await openForm(page, 'Exact Online')
  await choose(page, 'Country', 'Germany')
  await pane.getByRole('button', { name: 'Add iClient' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add iClient' })
  await expect(dialog.getByRole('combobox', { name: 'Country' })).toHaveText('Germany')
  await expect(dialog.getByLabel('Token URL')).toHaveValue('https://start.exactonline.de/api/oauth2/token')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toHaveCount(0)

  await pane.getByRole('button', { name: 'Use the sandbox' }).click()
  await pane.getByRole('button', { name: 'Add iClient' }).click()
  await expect(dialog.getByRole('combobox', { name: 'Country' })).toHaveText('Taken from the connection')
  await expect(dialog.getByLabel('Token URL')).toHaveValue('')
  await expect(dialog.getByLabel('Token URL')).toHaveAccessibleDescription(
    /taken from the connection’s address/,
  )
})

test('what uses an iClient is one click away, and so are all other connections', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('Shared client')
  const { id } = await newIClient(api, { name, application: 'lexbizz', clientId: 'c', clientSecret: 's' })
  const users = [uniqueName('First user'), uniqueName('Second user')]
  for (const user of users) await draftAtSandbox(api, 'lexbizz', { name: user, iClientId: id })
  const other = uniqueName('Uses another')
  await draft(api, other)

  await page.goto('/iclients')
  await page.getByRole('row', { name }).getByRole('link', { name: '2: show what uses' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
  await expect(page).toHaveURL(`/connections?iclient=${id}`)
  await expect(page.getByText(`iClient ${name}`)).toBeVisible()
  await expect(page.getByRole('main').getByRole('status')).toHaveText(/^2 of \d+$/)
  for (const user of users) await expect(page.getByRole('link', { name: user })).toBeVisible()
  await expect(page.getByRole('link', { name: other })).toHaveCount(0)

  await page.reload()
  await expect(page.getByText(`iClient ${name}`)).toBeVisible()
  await page.getByRole('button', { name: 'Remove the iClient filter' }).click()
  await expect(page.getByRole('link', { name: other })).toBeVisible()
  await expect(page.getByText(`iClient ${name}`)).toHaveCount(0)
  await expect(page).toHaveURL('/connections')
})

test('a secret is rotated from the list, and the next sign-in uses it', async ({
  console: page,
  context,
  api,
}) => {
  const name = uniqueName('Rotating client')
  const callbackUrl = new URL('/connection/oauth2callback', page.url()).href
  const { clientId, clientSecret } = await registerClient(context, {
    instance: `${api.sandboxOrigin}/lexbizz`,
    callbackUrl,
  })
  const client = { name, application: 'lexbizz', clientId, clientSecret: 'no longer the secret' }
  const { id, version } = await newIClient(api, client)
  const iClientId = id
  const connection = await draftAtSandbox(api, 'lexbizz', { name: uniqueName('Rotates'), iClientId })
  expect(await signInFor(api, connection.id)).not.toContain('is online')

  await page.goto('/iclients')
  await page.getByRole('button', { name: `Rotate the secret of ${name}` }).click()
  const dialog = page.getByRole('dialog', { name: `Rotate the secret of ${name}` })
  await expect(dialog).toContainText('replaces the stored one here at once, and 1 connection uses it')
  const field = dialog.getByLabel('New client secret')
  await expect(field).toBeFocused()
  await dialog.getByRole('button', { name: 'Rotate secret' }).click()
  await expect(field).toHaveAccessibleDescription('Write the client secret.')

  await api.call('PATCH', `/api/iclients/${id}`, { version, accessTokenTtlMs: 600_000 })
  await field.fill(clientSecret)
  await dialog.getByRole('button', { name: 'Rotate secret' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Someone else changed this iClient meanwhile')
  await dialog.getByRole('button', { name: 'Rotate secret' }).click()
  await expect(dialog).toHaveCount(0)
  expect(await signInFor(api, connection.id)).toContain('is online')
})

test('on a phone the iClients are cards, with nothing cut off', async ({ console: page, api }) => {
  const name = uniqueName('Client on a phone')
  const clientId = '3EE2B1D7-93CA-42DB-87D1-B30B8D2E5D68@Company'
  const { id } = await newIClient(api, { name, application: 'lexbizz', clientId, clientSecret: 's' })
  await draftAtSandbox(api, 'lexbizz', { name: uniqueName('Phone user'), iClientId: id })
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/iclients')
  await expect(page.getByRole('row', { name }).getByRole('link', { name: '1: show what uses' })).toHaveText(
    '1',
  )
  await expectFits(page, 'iClients')
  await page.getByRole('button', { name: `Rotate the secret of ${name}` }).click()
  await expect(page.getByLabel('New client secret')).toBeVisible()
  await expectFits(page, 'rotate')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('row', { name }).getByRole('link', { name: '1: show what uses' }).click()
  await expect(page.getByText(`iClient ${name}`)).toBeVisible()
  await expectFits(page, 'connections of an iClient')
})
