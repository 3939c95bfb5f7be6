import { expect, test } from './support/own-patchbay.ts'
import { authorize, expectConnected, fillInSandbox, paneOf } from './support/pane.ts'
import { openPopup } from './support/popup.ts'
import { connectionNamed } from './support/records.ts'

test('a connection is still online after a restart, and its token still works', async ({
  console: page,
  own,
  api,
}) => {
  await fillInSandbox(page, 'lexbizz', 'lexbizz production')
  await authorize(page)
  await paneOf(page).getByRole('button', { name: 'Done' }).click()
  await own.restart()

  await page.reload()
  const row = page.getByRole('row', { name: 'lexbizz production' })
  await expect(row.getByText('Online', { exact: true })).toBeVisible()
  await row.getByRole('link', { name: 'lexbizz production' }).click()
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByText('The test call succeeded')).toBeVisible()
  const { settings, scopes } = await connectionNamed(api, 'lexbizz production')
  expect(settings['instanceUri']).toBe(`${own.sandboxOrigin}/lexbizz`)
  expect(scopes).toEqual(['api', 'offline_access'])
})

test('a server killed while the consent page is open loses nothing', async ({ console: page, own, api }) => {
  await fillInSandbox(page, 'lexbizz', 'lexbizz production')
  const popup = await openPopup(page)
  await popup.getByLabel('User name').fill('admin')
  await popup.getByLabel('Password').fill('sandbox')
  await popup.getByRole('button', { name: 'Sign in' }).click()
  await expect(popup.getByRole('button', { name: 'Yes, allow' })).toBeVisible()

  await own.restart('SIGKILL')
  await popup.getByRole('button', { name: 'Yes, allow' }).click()
  await expectConnected(page)
  await expect.poll(() => popup.isClosed()).toBe(true)
  expect((await connectionNamed(api, 'lexbizz production')).status).toBe('online')
})
