import { expect, test, uniqueName } from './support/fixtures.ts'
import { chooseIClient, expectConnected, fillInSandbox } from './support/pane.ts'
import { openPopup, signInAtSandbox } from './support/popup.ts'
import { registerClient } from './support/register-client.ts'
import { connectionNamed, newIClient } from './support/records.ts'

test('a wrong client secret is named, the connection stays a draft, and the corrected secret connects it', async ({
  console: page,
  context,
  api,
  baseURL,
}) => {
  const name = uniqueName('lexbizz')
  const clientName = uniqueName('Mistyped')
  const client = await registerClient(context, {
    instance: `${api.sandboxOrigin}/lexbizz`,
    callbackUrl: `${baseURL}/connection/oauth2callback`,
  })
  const clientSecret = 'not-the-secret'
  await newIClient(api, {
    name: clientName,
    application: 'lexbizz',
    clientId: client.clientId,
    clientSecret,
  })

  const pane = await fillInSandbox(page, 'lexbizz', name)
  await chooseIClient(page, clientName)
  const popup = await openPopup(page)
  await signInAtSandbox(popup)

  const failure = pane.getByRole('alert')
  await expect(failure).toContainText('does not accept the client ID and secret')
  await expect(failure).toContainText(clientName)
  await expect(failure).toContainText('Saved as a draft')
  const code = failure.getByText('invalid_client', { exact: true })
  const small = await code.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))
  expect(small).toBeLessThan(14)
  expect((await connectionNamed(api, name)).status).toBe('draft')

  await pane.getByRole('button', { name: 'Edit iClient' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit iClient' })
  await expect(dialog.getByLabel('Client ID')).toHaveValue(client.clientId)
  const secret = dialog.getByLabel('Client secret', { exact: true })
  await expect(secret).toHaveValue('')
  await expect(dialog.getByText('One is stored and never shown.')).toBeVisible()
  expect(await page.content()).not.toContain(clientSecret)
  await secret.fill(client.clientSecret)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()

  const again = await openPopup(page, 'Try again')
  await signInAtSandbox(again)
  await expectConnected(page)
  expect((await connectionNamed(api, name)).status).toBe('online')
})
