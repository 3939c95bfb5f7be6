import { obtainTokens } from '@patchbay/sandbox/obtain-tokens'
import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { type Api, expect, test, uniqueName } from './support/fixtures.ts'
import { expectFits } from './support/layout.ts'
import { newIClient } from './support/records.ts'
import { registerClient } from './support/register-client.ts'
import { draft, online } from './support/states.ts'

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Import existing tokens' })

/** A draft, with the iClient by which another system had obtained tokens, and those tokens. */
async function movingOver(page: Page, api: Api, name: string) {
  const { id, version, settings, scopes } = await draft(api, name, 'acumatica')
  const instance = String(settings['instanceUri'])
  const redirectUri = `${new URL(page.url()).origin}/connection/oauth2callback`
  const client = await registerClient(page.context(), { instance, callbackUrl: redirectUri })
  const iClient = await newIClient(api, { name, application: 'acumatica', ...client })
  await api.call('PATCH', `/api/connections/${id}`, { version, iClientId: iClient.id })
  const tokens = await obtainTokens({
    ...client,
    redirectUri,
    authorizationUrl: `${instance}/identity/connect/authorize`,
    tokenUrl: `${instance}/identity/connect/token`,
    scope: scopes.join(' '),
  })
  return { id, tokens }
}

async function openDialog(page: Page, id: string) {
  await page.goto(`/connections/${id}`)
  await page.getByRole('button', { name: 'Import existing tokens' }).click()
  return dialogOf(page)
}

test('whoever moves over imports the tokens of before, and they are tested at once', async ({
  console: page,
  api,
}) => {
  const { id, tokens } = await movingOver(page, api, uniqueName('Moved over'))
  const dialog = await openDialog(page, id)
  await expect(dialog.getByLabel('Access token')).toBeFocused()
  await expect(dialog.getByLabel('Access token')).toHaveAttribute('type', 'password')
  await dialog.getByLabel('Access token').fill(tokens.access_token)
  await dialog.getByLabel('Refresh token').fill(tokens.refresh_token)
  await dialog.getByLabel('Expires').fill('2090-01-31T12:00')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog.getByRole('status')).toContainText('The tokens are imported and work')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toHaveCount(0)
  const status = page.getByRole('region', { name: 'Status' })
  await expect(status.getByText('Online', { exact: true })).toBeVisible()
  await expect(page.getByText('Tokens imported')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import existing tokens' })).toHaveCount(0)
  expect(await page.content()).not.toContain(tokens.access_token)
  const { accessToken } = await api.call<{ accessToken: string }>('GET', `/api/connections/${id}/token`)
  expect(accessToken).toBe(tokens.access_token)
})

test('a refresh token alone is enough; one that is refused is named, and nothing is changed', async ({
  console: page,
  api,
}) => {
  const { id, tokens } = await movingOver(page, api, uniqueName('Refresh token alone'))
  const dialog = await openDialog(page, id)
  const submit = dialog.getByRole('button', { name: 'Import', exact: true })
  await submit.click()
  await expect(dialog.getByLabel('Access token')).toHaveAccessibleDescription(
    /Write the access token, the refresh token, or both\./,
  )
  await expect(dialog.getByLabel('Access token')).toBeFocused()
  await dialog.getByLabel('Access token').fill('Bearer of a copied header')
  await submit.click()
  await expect(dialog.getByLabel('Access token')).toHaveAccessibleDescription(/without quotes, spaces/)
  await dialog.getByLabel('Access token').fill('')
  await dialog.getByLabel('Refresh token').fill('not-a-refresh-token')
  await submit.click()
  await expect(dialog.getByLabel('Refresh token')).toHaveAccessibleDescription(/Nothing was changed\./)
  expect(await api.call('GET', `/api/connections/${id}`)).toMatchObject({ status: 'draft', token: null })
  await dialog.getByLabel('Refresh token').fill(tokens.refresh_token)
  await submit.click()
  await expect(dialog.getByRole('status')).toContainText('The tokens are imported and work')
})

test('everybody can use the dialog, in either theme and on a phone, and nothing is kept of it', async ({
  console: page,
  api,
}) => {
  test.slow()
  const { id } = await draft(api, uniqueName('Import by phone'))
  await page.setViewportSize({ width: 390, height: 844 })
  const dialog = await openDialog(page, id)
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(dialog.getByText('Write the access token')).toBeVisible()
  await expectAccessible(page, 'import with a fault')
  await expectFits(page, 'import')
  await dialog.getByLabel('Refresh token').fill('typed and left')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Import existing tokens' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByLabel('Refresh token')).toHaveValue('')
  const { id: signedIn } = await online(api, uniqueName('Needs none'))
  await page.goto(`/connections/${signedIn}`)
  await expect(page.getByRole('button', { name: 'Revoke' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import existing tokens' })).toHaveCount(0)
})
