import type { ApiKey } from '@patchbay/contracts/api-keys'
import type { Page } from '@playwright/test'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { newApiKey } from './support/records.ts'
import { draft, online } from './support/states.ts'

const apiKeyLists = /\/api\/api-keys(\?|$)/
const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Create API key' })

test('a program gets tokens with a key for one connection, and none once it is revoked', async ({
  console: page,
  context,
  api,
  playwright,
  patchbay,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const name = uniqueName('Nightly export')
  const connection = await online(api, uniqueName('Exported'))
  const other = await draft(api, uniqueName('Not exported'))
  await page.getByRole('link', { name: 'API keys' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'API keys' })).toBeFocused()
  await expect(page).toHaveTitle('API keys · Patchbay')
  await page.getByRole('button', { name: 'Create API key' }).click()
  await expect(page).toHaveURL('/api-keys/new')
  const dialog = dialogOf(page)
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('checkbox', { name: 'Token' }).click()
  await dialog.getByRole('radio', { name: 'Chosen connections' }).click()
  await dialog.getByLabel('Search connections').fill(connection.name)
  await dialog.getByRole('checkbox', { name: connection.name }).click()
  await dialog.getByRole('button', { name: 'Create key' }).click()

  const shown = page.getByRole('dialog', { name: `${name} is created` })
  await expect(shown.getByText('it is not shown again')).toBeVisible()
  await expect(shown.getByLabel('API key')).toBeFocused()
  await shown.getByRole('button', { name: 'Copy API key' }).click()
  const key = await page.evaluate(() => navigator.clipboard.readText())
  expect(key).toMatch(/^pb_[\w-]{43}$/)
  await expect(shown.getByLabel('API key')).toHaveValue(key)
  await shown.getByRole('button', { name: 'Copy Example call' }).click()
  const tokenUrl = `${patchbay.url}/api/connections/${connection.id}/token`
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `curl -H "Authorization: Bearer ${key}" ${tokenUrl}`,
  )

  const program = await playwright.request.newContext({
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  })
  const answer = await program.get(tokenUrl)
  expect(answer.status()).toBe(200)
  expect(await answer.json()).toMatchObject({ accessToken: expect.any(String), tokenType: 'Bearer' })
  expect((await program.get(`${patchbay.url}/api/connections/${other.id}/token`)).status()).toBe(404)
  await shown.getByRole('button', { name: 'Done' }).click()
  await expect(page).toHaveURL('/api-keys')

  await page.reload()
  const row = page.getByRole('row', { name })
  await expect(row.locator('[data-label="Permissions"]')).toHaveText('Token')
  await expect(row.locator('[data-label="Connections"]')).toHaveText('1')
  await expect(row.locator('[data-label="Expires"]')).toHaveText('Never')
  await expect(row.locator('[data-label="Last used"]')).toHaveText(/just now|ago/)
  const revoke = page.getByRole('button', { name: `Revoke ${name}` })
  const question = page.getByRole('alertdialog', { name: `Revoke ${name}?` })
  await revoke.click()
  await expect(question).toContainText('Programs that use it are refused at once.')
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect((await program.get(tokenUrl)).status()).toBe(200)
  await revoke.click()
  await question.getByRole('button', { name: 'Revoke' }).click()
  // The dialog hides the row, too.
  await expect(question).toBeHidden()
  await expect(row).toHaveCount(0)
  expect((await program.get(tokenUrl)).status()).toBe(401)
  await program.dispose()
})

test('the second half of a double click on Create key does not close the only sight of the key', async ({
  console: page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const name = uniqueName('Double click')
  await page.goto('/api-keys/new')
  await dialogOf(page).getByLabel('Name').fill(name)
  await dialogOf(page).getByRole('checkbox', { name: 'Read' }).click()
  await dialogOf(page).getByRole('button', { name: 'Create key' }).click()
  const done = page.getByRole('dialog', { name: `${name} is created` }).getByRole('button', { name: 'Done' })
  await done.hover()
  await page.mouse.down({ clickCount: 2 })
  await page.mouse.up({ clickCount: 2 })
  await expect(page).toHaveURL('/api-keys/new')
  await expect(done).toBeVisible()
  await done.click()
  await expect(page).toHaveURL('/api-keys')
})

test('the key is shown once: neither a reload nor Back brings it again, and nothing stores it', async ({
  console: page,
}) => {
  const name = uniqueName('Shown once')
  await page.goto('/api-keys/new')
  await dialogOf(page).getByLabel('Name').fill(name)
  await dialogOf(page).getByRole('checkbox', { name: 'Read' }).click()
  await dialogOf(page).getByRole('button', { name: 'Create key' }).dblclick()
  const shown = page.getByRole('dialog', { name: `${name} is created` })
  const key = await shown.getByLabel('API key').inputValue()
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, history.state]))
  expect(kept + page.url()).not.toContain(key)
  await page.reload()
  await expect(dialogOf(page).getByLabel('Name')).toHaveValue('')
  await dialogOf(page).getByRole('button', { name: 'Cancel' }).click()
  await expect(page).toHaveURL('/api-keys')
  await expect(page.getByRole('row', { name })).toHaveCount(1)
  expect(await page.content()).not.toContain(key)
})

test('what is missing, taken or past is said on its field, and what was typed is not lost by a slip', async ({
  console: page,
  api,
}) => {
  const taken = await newApiKey(api, uniqueName('Taken key'))
  await page.goto('/api-keys')
  await page.getByRole('button', { name: 'Create API key' }).click()
  const dialog = dialogOf(page)
  const create = dialog.getByRole('button', { name: 'Create key' })
  await dialog.getByRole('radio', { name: 'Chosen connections' }).click()
  await dialog.getByRole('radio', { name: 'On a date' }).click()
  await create.click()
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription(/Write a name\./)
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await expect(dialog.getByRole('group', { name: 'Permissions' })).toHaveAccessibleDescription(
    'Choose at least one permission.',
  )
  await expect(dialog.getByRole('radiogroup', { name: 'Connections' })).toHaveAccessibleDescription(
    'Choose at least one connection, or allow all.',
  )
  await expect(dialog.getByLabel('Last day')).toHaveAccessibleDescription(/Choose a date, or Never\./)

  await dialog.getByLabel('Name').fill(taken.name.toUpperCase())
  await create.click()
  await expect(dialog.getByRole('checkbox', { name: 'Token' })).toBeFocused()
  await dialog.getByRole('checkbox', { name: 'Read' }).click()
  await dialog.getByRole('radio', { name: 'All connections' }).click()
  await dialog.getByLabel('Last day').fill('2020-01-31')
  await create.click()
  await expect(dialog.getByLabel('Last day')).toHaveAccessibleDescription(/This time is past\./)
  await dialog.getByLabel('Last day').fill('2090-01-31')
  await create.click()
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription(/taken|already/i)

  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Keep editing' }).click()
  await expect(dialog.getByLabel('Name')).toHaveValue(taken.name.toUpperCase())
  const name = uniqueName('To the end of a day')
  await dialog.getByLabel('Name').fill(name)
  await create.click()
  await expect(page.getByRole('dialog', { name: `${name} is created` })).toBeVisible()
  const { items } = await api.call<{ items: ApiKey[] }>('GET', `/api/api-keys?q=${name}`)
  expect(items).toMatchObject([{ permissions: ['read'], expiresAt: '2090-01-31T23:59:59.999Z' }])
  await page.goto('/api-keys')
  await expect(page.getByRole('row', { name }).locator('[data-label="Expires"]')).toHaveText('31 Jan 2090')
})

test('what was chosen stays in sight, whatever is searched for', async ({ console: page, api }) => {
  const [first, second] = [
    await draft(api, uniqueName('Warehouse')),
    await draft(api, uniqueName('Web shop')),
  ]
  await page.goto('/api-keys/new')
  const dialog = dialogOf(page)
  const box = (name: string) => dialog.getByRole('checkbox', { name })
  await dialog.getByRole('radio', { name: 'Chosen connections' }).click()
  await dialog.getByLabel('Search connections').fill(first.name)
  await box(first.name).click()
  await dialog.getByLabel('Search connections').fill(second.name)
  await dialog.getByLabel('Search connections').press('Enter')
  await expect(box(first.name)).toBeChecked()
  await box(second.name).click()
  await expect(dialog.getByText('2 chosen')).toBeVisible()
  await box(first.name).click()
  await expect(box(first.name)).toBeFocused()
  await dialog.getByLabel('Search connections').fill('nothing of this name')
  await expect(dialog.getByText('No other connection matches.')).toBeVisible()
  await expect(box(second.name)).toBeChecked()
  await expect(box(first.name)).toHaveCount(0)
})

test('the list is searched by name, says when a key has expired, and what a key is for while there is none', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('Found key')
  await newApiKey(api, name)
  await newApiKey(api, uniqueName('Other key'))
  await page.route(apiKeyLists, async (route) => {
    const answer = await route.fetch()
    const body = (await answer.json()) as { items: ApiKey[] }
    const items = body.items.map((each) => ({ ...each, expiresAt: '2020-01-31T23:59:59.999Z' }))
    await route.fulfill({ response: answer, json: { ...body, items } })
  })
  await page.goto('/api-keys')
  await page.getByLabel('Search', { exact: true }).fill(name)
  await expect(page.getByRole('main').getByRole('status')).toHaveText('1')
  await expect(page).toHaveURL(`/api-keys?q=${name.replaceAll(' ', '+')}`)
  await expect(page.getByRole('row', { name }).getByText('Expired')).toBeVisible()
  await page.getByLabel('Search', { exact: true }).fill('nothing of this name')
  await expect(page.getByText('No API key matches')).toBeVisible()
  await page.getByRole('button', { name: 'Clear search' }).click()
  await expect(page.getByRole('row', { name })).toBeVisible()

  await page.unroute(apiKeyLists)
  await page.route(apiKeyLists, (route) => route.fulfill({ json: { items: [], nextCursor: null, total: 0 } }))
  await page.reload()
  await expect(page.getByText('No API keys yet')).toBeVisible()
})
