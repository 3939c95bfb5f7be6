import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectFits } from './support/layout.ts'
import {
  authorize,
  authorizeAtOnce,
  choose,
  expectConnected,
  expectTested,
  fillInSandbox,
  openForm,
  paneOf,
  showView,
} from './support/pane.ts'
import { pick } from './support/pick.ts'
import { signInAtSandbox } from './support/popup.ts'
import { connectionNamed } from './support/records.ts'

const application = 'Other (OAuth 2.0)'

/** What the server told of itself is there. */
async function expectAsked(pane: Locator): Promise<void> {
  await expect(pane.getByRole('status').filter({ hasText: 'The server answered' })).toBeVisible()
}

/** Enters the code as somebody does who has another device at hand. */
async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code that the device shows').fill(code)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Yes, continue' }).click()
  await expect(page.getByRole('button', { name: /^(Sign in|Yes, allow)$/ })).toBeVisible()
  await signInAtSandbox(page)
  await expect(page.getByRole('heading', { name: 'The device is connected' })).toBeVisible()
}

test('from the address of an issuer alone to a passed test call, with a client registered on the way', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('Notes')
  const pane = await openForm(page, application)
  await pane.getByLabel('Name', { exact: true }).fill(name)
  await expect(pane.getByRole('button', { name: 'Register a client here' })).toHaveCount(0)
  await pane.getByLabel('Issuer').fill(`${api.sandboxOrigin}/oauth2/.well-known/openid-configuration`)
  await expectAsked(pane)
  await expect(pane.getByLabel('Issuer')).toHaveValue(`${api.sandboxOrigin}/oauth2`)
  await expect(
    pane.getByRole('checkbox', { name: 'Bind tokens to a key (DPoP)' }),
  ).toHaveAccessibleDescription(/This server supports it/)

  await pane.getByLabel('Scopes').fill('openid')
  await pane.getByRole('button', { name: 'Configure scopes' }).click()
  const dialog = page.getByRole('dialog', { name: 'Configure scopes' })
  await dialog.getByRole('checkbox', { name: 'notes:read', exact: true }).check()
  await dialog.getByRole('button', { name: 'Add selected scopes' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(pane.getByLabel('Scopes')).toHaveValue('openid notes:read')

  await pane.getByRole('button', { name: 'Register a client here' }).click()
  await expect(pane.getByRole('combobox', { name: 'iClient' })).toHaveText(name)
  await authorize(page)
  await expectTested(page, name)
  expect(await connectionNamed(api, name)).toMatchObject({
    settings: { issuer: `${api.sandboxOrigin}/oauth2` },
    scopes: ['openid', 'notes:read'],
  })
})

test('client credentials sign in at once, and the test URL of the HTTP view is read', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('Notes service')
  const pane = await fillInSandbox(page, application, name)
  await choose(page, 'Authentication type', 'Client credentials')
  await expect(pane.getByLabel('Callback URL')).toHaveCount(0)
  await pane.getByLabel('Scopes').fill('notes:read, notes:write')
  await showView(page, 'HTTP')
  await pane.getByLabel('Test URL').fill(`${api.sandboxOrigin}/oauth2/api/notes`)
  await authorizeAtOnce(page)
  await expectTested(page, name)
})

test('a device authorization shows a code, outlives a reload, and goes on when the code was entered elsewhere', async ({
  console: page,
  context,
}) => {
  const name = uniqueName('Notes on a device')
  const pane = await fillInSandbox(page, application, name)
  await choose(page, 'Authentication type', 'Device authorization')
  await expect(pane.getByLabel('Callback URL')).toHaveCount(0)
  await pane.getByLabel('Scopes').fill('openid notes:read')
  await pane.getByRole('button', { name: 'Save & authorize' }).click()

  await expect(pane.getByRole('heading', { name: 'Enter this code where you sign in' })).toBeVisible()
  expect(context.pages()).toHaveLength(1)
  const code = await pane.getByText(/^[A-Z]{4}-[A-Z]{4}$/).innerText()
  await expect(pane.getByRole('img', { name: /^QR code that opens / })).toBeVisible()
  await expect(pane.getByText(/^Expires in \d+ min$/)).toBeVisible()
  await page.reload()
  await expect(paneOf(page).getByText(code)).toBeVisible()

  const opened = context.waitForEvent('page')
  await paneOf(page)
    .getByRole('link', { name: /\/oauth2\/device$/ })
    .click()
  const elsewhere = await opened
  await enterCode(elsewhere, code)
  await elsewhere.close()
  await expectConnected(page)
  await expectTested(page, name)
})

test('a device authorization that is refused elsewhere, and one that is begun again on the connection’s page', async ({
  console: page,
  context,
  api,
}) => {
  const name = uniqueName('Notes refused')
  const pane = await fillInSandbox(page, application, name)
  await choose(page, 'Authentication type', 'Device authorization')
  await pane.getByLabel('Scopes').fill('openid')
  await pane.getByRole('button', { name: 'Save & authorize' }).click()
  const code = await pane.getByText(/^[A-Z]{4}-[A-Z]{4}$/).innerText()
  const elsewhere = await context.newPage()
  await elsewhere.goto(`${api.sandboxOrigin}/oauth2/device`)
  await elsewhere.getByLabel('Code that the device shows').fill(code)
  await elsewhere.getByRole('button', { name: 'Continue' }).click()
  await elsewhere.getByRole('button', { name: 'No', exact: true }).click()
  await expect(pane.getByRole('alert')).toContainText('access_denied')

  const { id } = await connectionNamed(api, name)
  await page.goto(`/connections/${id}`)
  await page.getByRole('button', { name: 'Authorize', exact: true }).click()
  const status = page.getByRole('region', { name: 'Status' })
  const second = await status.getByText(/^[A-Z]{4}-[A-Z]{4}$/).innerText()
  expect(second).not.toBe(code)
  await elsewhere.goto(`${api.sandboxOrigin}/oauth2/device`)
  await enterCode(elsewhere, second)
  await expectConnected(page)
})

test('tokens are bound to a key where that is ticked', async ({ console: page, api }) => {
  const name = uniqueName('Notes bound')
  const pane = await fillInSandbox(page, application, name)
  await pane.getByLabel('Scopes').fill('openid')
  await pane.getByRole('checkbox', { name: 'Bind tokens to a key (DPoP)' }).check()
  await authorize(page)
  await expectTested(page, name)
  expect((await connectionNamed(api, name)).settings).toMatchObject({ dpop: 'on' })
})

test('what a server does not offer is said, and a private key asked for where it takes nothing else', async ({
  console: page,
}) => {
  await page.route('**/api/discovery?**', async (route) => {
    const response = await route.fetch()
    const says = {
      clientAuthentications: ['private_key_jwt'],
      grantTypes: ['authorization_code'],
      dpop: false,
      registrationUrl: null,
    }
    await route.fulfill({ response, json: { ...(await response.json()), ...says } })
  })
  const pane = await fillInSandbox(page, application, uniqueName('Keys only'))
  await expectAsked(pane)
  await expect(pane.getByLabel('Private key')).toBeVisible()
  await expect(pane.getByRole('button', { name: 'Register a client here' })).toHaveCount(0)
  await expect(
    pane.getByRole('checkbox', { name: 'Bind tokens to a key (DPoP)' }),
  ).toHaveAccessibleDescription(/does not say that it does/)
  const type = pane.getByRole('combobox', { name: 'Authentication type' })
  await pick(type, /^Client credentials/)
  await expect(type).toHaveAccessibleDescription(/does not say that it offers this/)
  await expect(pane.getByText('1 setting is written by hand in the HTTP view.')).toBeVisible()
  await showView(page, 'HTTP')
  await expect(pane.getByRole('combobox', { name: 'Client authentication' })).toHaveText('private_key_jwt')
})

test('everybody can use the code of a device authorization, and on a phone it is not cut off', async ({
  console: page,
}) => {
  test.slow()
  const pane = await fillInSandbox(page, application, uniqueName('Notes by phone'))
  await choose(page, 'Authentication type', 'Device authorization')
  await pane.getByRole('button', { name: 'Save & authorize' }).click()
  await expect(pane.getByRole('img', { name: /^QR code/ })).toBeVisible()
  await expectAccessible(page, 'device')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectFits(page, 'device')
  await pane.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(pane.getByLabel('Issuer')).toBeVisible()
})

test('an issuer that is none is said at its field, and asked again when it is written anew', async ({
  console: page,
  api,
}) => {
  const pane = await openForm(page, application)
  const issuer = pane.getByLabel('Issuer')
  let asked = 0
  page.on('request', (request) => void (asked += Number(request.url().includes('/api/discovery'))))
  await issuer.pressSequentially(`${api.sandboxOrigin}/nowhere`)
  expect(asked, 'while typing').toBe(0)
  await issuer.blur()
  await expect(issuer).toHaveAttribute('aria-invalid', 'true')
  await expect(issuer).toHaveAccessibleDescription(/discovery document/)
  expect(asked).toBe(1)
  await issuer.fill(`${api.sandboxOrigin}/oauth2`)
  await expectAsked(pane)
  await expect(issuer).not.toHaveAttribute('aria-invalid', 'true')
})
