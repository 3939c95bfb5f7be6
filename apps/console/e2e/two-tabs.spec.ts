import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectConnected, fillInSandbox, paneOf } from './support/pane.ts'
import { openPopup, signInAtSandbox } from './support/popup.ts'
import { connectionNamed } from './support/records.ts'

test('two connections are authorized at once in two tabs, and each gets its own outcome', async ({
  console: first,
  context,
  api,
}) => {
  const second = await context.newPage()
  await second.goto('/connections')
  const names = { first: uniqueName('lexbizz first'), second: uniqueName('lexbizz second') }
  await fillInSandbox(first, 'lexbizz', names.first)
  await fillInSandbox(second, 'lexbizz', names.second)
  const firstPopup = await openPopup(first)
  const secondPopup = await openPopup(second)
  expect(firstPopup.url()).not.toBe(secondPopup.url())

  await signInAtSandbox(secondPopup, 'No')
  await expect(paneOf(second).getByRole('alert')).toContainText('access_denied')
  await expect(paneOf(first).getByRole('heading', { name: /^Sign in in the window/ })).toBeVisible()
  await expect(paneOf(first).getByRole('alert')).toHaveCount(0)

  await signInAtSandbox(firstPopup)
  await expectConnected(first)
  await expect(paneOf(second).getByRole('alert')).toContainText('access_denied')
  expect((await connectionNamed(api, names.first)).status).toBe('online')
  expect((await connectionNamed(api, names.second)).status).toBe('draft')
})
