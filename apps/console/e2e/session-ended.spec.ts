import { adminPassword } from './support/patchbay.ts'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectConnected, fillInSandbox, paneOf } from './support/pane.ts'
import { openPopup, signInAtSandbox } from './support/popup.ts'
import { connectionNamed } from './support/records.ts'

test('a session that ends during the sign-in costs a new sign-in, and nothing that was typed', async ({
  console: page,
  context,
  api,
}) => {
  const name = uniqueName('lexbizz')
  await fillInSandbox(page, 'lexbizz', name)
  const popup = await openPopup(page)
  await context.clearCookies({ name: 'patchbay_session' })
  await signInAtSandbox(popup)
  await expect(popup.getByText('You are not signed in to Patchbay in this browser any more')).toBeVisible()

  await expect(page.getByText('Your session has ended')).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()

  const pane = paneOf(page)
  await expect(pane.getByRole('alert')).toContainText('Your session ended during the sign-in')
  await expect(pane.getByLabel('Name', { exact: true })).toHaveValue(name)
  expect((await connectionNamed(api, name)).status).toBe('draft')

  const again = await openPopup(page, 'Try again')
  await signInAtSandbox(again)
  await expectConnected(page)
  expect((await connectionNamed(api, name)).status).toBe('online')
})

test('a session that ends before anything is saved keeps what was typed', async ({
  console: page,
  api,
  context,
}) => {
  const name = uniqueName('lexbizz')
  const filled = await fillInSandbox(page, 'lexbizz', name)
  // Nothing is left to load that would notice before the click does.
  await expect(filled.getByRole('combobox', { name: 'iClient' })).toContainText('sandbox')
  await context.clearCookies({ name: 'patchbay_session' })
  await page.getByRole('button', { name: 'Save & authorize' }).click()

  await expect(page.getByText('Your session has ended')).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const pane = paneOf(page)
  await expect(pane.getByLabel('Name', { exact: true })).toHaveValue(name)
  await expect(pane.getByLabel('Instance URI')).toHaveValue(`${api.sandboxOrigin}/lexbizz`)

  const popup = await openPopup(page)
  await signInAtSandbox(popup)
  await expectConnected(page)
  expect((await connectionNamed(api, name)).status).toBe('online')
})
