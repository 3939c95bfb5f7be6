import { generateKeyPairSync } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { authorize, authorizeAtOnce, choose, expectTested, openForm } from './support/pane.ts'
import { newIClient } from './support/records.ts'
import { registerClient } from './support/register-client.ts'

/** The two steps of the form, up to where it leads to the stand-in. */
async function nameFirst(page: Page, name: string): Promise<Locator> {
  const pane = await openForm(page, 'Certinia')
  await expect(pane.getByRole('combobox', { name: 'Account type' })).toHaveCount(0)
  await pane.getByRole('button', { name: 'Next' }).click()
  await expect(pane.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(/Write a name/)
  await pane.getByLabel('Name', { exact: true }).fill(name)
  await pane.getByRole('button', { name: 'Next' }).click()
  await expect(pane.getByRole('combobox', { name: 'Account type' })).toBeFocused()
  await pane.getByRole('button', { name: 'Use the sandbox' }).click()
  return pane
}

test('a Certinia connection is named, set up after Next, authorized in the popup, and tested', async ({
  console: page,
}) => {
  const name = uniqueName('Certinia books')
  const pane = await nameFirst(page, name)
  await expect(pane.getByRole('combobox', { name: 'Authentication type' })).toHaveCount(0)
  await expect(pane.getByLabel('Private key')).toHaveCount(0)
  await authorize(page)
  await expectTested(page, name)
})

test('a Certinia connection signs in with a key from a file and no window, and is tested', async ({
  console: page,
  context,
  api,
  patchbay,
}) => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const client = await registerClient(context, {
    instance: `${api.sandboxOrigin}/certinia`,
    callbackUrl: `${patchbay.url}/connection/oauth2callback`,
    publicKey,
  })
  const iClient = uniqueName('Certinia key')
  await newIClient(api, { name: iClient, application: 'certinia', ...client })

  const name = uniqueName('Certinia service')
  const pane = await nameFirst(page, name)
  await choose(page, 'OAuth 2.0 flow type', 'JWT bearer token')
  await expect(pane.getByLabel('Callback URL')).toHaveCount(0)
  await expect(pane.getByRole('button', { name: 'Configure scopes' })).toHaveCount(0)
  await pane.getByLabel('Username').fill('admin@sandbox.example')
  await choose(page, 'iClient', `${iClient} ${client.clientId}`)

  const key = pane.getByLabel('Private key')
  await key.fill(publicKey)
  await page.getByRole('button', { name: 'Save & authorize' }).click()
  await expect(key).toHaveAccessibleDescription(/This is a public key/)
  await expect(key).toBeFocused()
  const file = { name: 'server.key', mimeType: 'application/x-pem-file', buffer: Buffer.from(privateKey) }
  const chooser = page.waitForEvent('filechooser')
  await pane.getByRole('button', { name: 'Upload a file' }).click()
  await (await chooser).setFiles(file)
  await expect(key).toHaveValue(privateKey)
  const kept = await page.evaluate(() => JSON.stringify([Object.entries(sessionStorage), location.href]))
  expect(kept).toContain(name)
  expect(kept).not.toContain('PRIVATE KEY')

  await authorizeAtOnce(page)
  await expectTested(page, name)
})
