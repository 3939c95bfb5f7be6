import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectConnected, fillInSandbox } from './support/pane.ts'
import { openPopup, signInAtSandbox } from './support/popup.ts'
import { connectionNamed } from './support/records.ts'

test('a closed window is noticed, and Try again opens a new one', async ({ console: page, api }) => {
  const name = uniqueName('lexbizz')
  const pane = await fillInSandbox(page, 'lexbizz', name)
  const popup = await openPopup(page)
  await popup.close()

  await expect(pane.getByRole('heading', { name: 'The sign-in window was closed' })).toBeVisible()
  expect((await connectionNamed(api, name)).status).toBe('draft')
  const again = await openPopup(page, 'Try again')
  await signInAtSandbox(again)
  await expectConnected(page)
  expect((await connectionNamed(api, name)).status).toBe('online')
})

test('a window that only looks closed still connects', async ({ console: page, context, api }) => {
  const name = uniqueName('lexbizz')
  const pane = await fillInSandbox(page, 'lexbizz', name)
  const popup = await openPopup(page)
  // As after a page with COOP: the console has lost sight of where the sign-in goes on.
  const elsewhere = await context.newPage()
  await elsewhere.goto(popup.url())
  await popup.close()
  await expect(pane.getByRole('heading', { name: 'The sign-in window was closed' })).toBeVisible()

  await signInAtSandbox(elsewhere)
  await expectConnected(page)
  await expect(elsewhere.getByRole('heading', { name: 'Connected' })).toBeVisible()
  expect((await connectionNamed(api, name)).status).toBe('online')
})
