import { expect, type Page } from '@playwright/test'
import { test, uniqueName } from './support/fixtures.ts'
import { authorize, openForm } from './support/pane.ts'
import { registerClient } from './support/register-client.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

async function copyCallbackUrl(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy Callback URL' }).click()
  return page.evaluate(() => navigator.clipboard.readText())
}

test('a client is registered with the Callback URL of the pane, added with +, and signed in with', async ({
  console: page,
  context,
  api,
}) => {
  const name = uniqueName('lexbizz')
  const pane = await openForm(page, 'lexbizz')
  await pane.getByLabel('Name', { exact: true }).fill(name)
  const instance = `${api.sandboxOrigin}/lexbizz`
  await pane.getByLabel('Instance URI').fill(instance)

  await expect(pane.getByRole('combobox', { name: 'iClient' })).toBeHidden()
  await pane.getByRole('checkbox', { name: 'Configure your client id and secret' }).check()
  await expect(pane.getByRole('combobox', { name: 'iClient' })).toBeVisible()

  const callbackUrl = await copyCallbackUrl(page)
  await expect(pane.getByLabel('Callback URL', { exact: true })).toHaveValue(callbackUrl)
  const client = await registerClient(context, { instance, callbackUrl })

  await page.bringToFront()
  await pane.getByRole('button', { name: 'Add iClient' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add iClient' })
  const clientName = uniqueName('My client')
  await dialog.getByLabel('Name', { exact: true }).fill(clientName)
  await dialog.getByLabel('Client ID').fill(client.clientId)
  await dialog.getByLabel('Client secret', { exact: true }).fill(client.clientSecret)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(pane.getByRole('combobox', { name: 'iClient' })).toHaveText(clientName)

  await pane.getByRole('button', { name: 'Save & authorize' }).click()
  await expect(pane.getByRole('alert')).toContainText('Choose what to ask for.')
  await pane.getByRole('button', { name: 'Take api and offline_access' }).click()
  await expect(pane.getByRole('alert')).toHaveCount(0)
  await authorize(page)
  await pane.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('row', { name }).getByText('Online', { exact: true })).toBeVisible()
})
