import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectConnected, fillInSandbox, paneOf } from './support/pane.ts'
import { signInAtSandbox } from './support/popup.ts'
import { connectionsNamed } from './support/records.ts'

test('a double click on Save & authorize creates one connection and opens one window', async ({
  console: page,
  context,
  api,
}) => {
  const name = uniqueName('lexbizz')
  const pane = await fillInSandbox(page, 'lexbizz', name)
  const opened = page.waitForEvent('popup')
  await pane.getByRole('button', { name: 'Save & authorize' }).dblclick()
  const popup = await opened
  await expect(popup.getByLabel('User name')).toBeVisible()
  expect(context.pages()).toHaveLength(2)
  await signInAtSandbox(popup)
  await expectConnected(page)
  const [connection, ...others] = await connectionsNamed(api, name)
  expect(others).toHaveLength(0)
  expect(connection?.status).toBe('online')
})

test('a double click on Save & close creates one connection', async ({ console: page, api }) => {
  const name = uniqueName('lexbizz')
  const pane = await fillInSandbox(page, 'lexbizz', name)
  // Both clicks come before the page can draw anything in between.
  await pane.getByRole('button', { name: 'Save & close' }).evaluate((button: HTMLElement) => {
    button.click()
    button.click()
  })
  await expect(paneOf(page)).toBeHidden()
  await expect(page).toHaveURL(/\/connections$/)
  await expect(page.getByRole('row', { name })).toHaveCount(1)
  expect(await connectionsNamed(api, name)).toHaveLength(1)
})
