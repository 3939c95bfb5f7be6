import { expect, test, uniqueName } from './support/fixtures.ts'
import { newIClient } from './support/records.ts'
import { draft, signInFor } from './support/states.ts'

test('an iClient is created, renamed without its secret, and deleted', async ({ console: page, api }) => {
  const name = uniqueName('Warehouse client')
  await page.getByRole('link', { name: 'iClients' }).click()
  await page.getByRole('button', { name: 'Create iClient' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Application' }).click()
  await page.getByRole('option', { name: 'lexbizz' }).click()
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

  await dialog.getByRole('combobox', { name: 'Application' }).click()
  await page.getByRole('option', { name: 'lexbizz' }).click()
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
  await dialog.getByRole('combobox', { name: 'Application type' }).click()
  await page.getByRole('option', { name: 'Exact Online' }).click()
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
