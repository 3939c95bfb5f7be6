import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectConnected, fillInSandbox } from './support/pane.ts'
import { openPopup, signInAtSandbox } from './support/popup.ts'
import { connectionNamed } from './support/records.ts'

test('whoever answers No is told what it means, keeps a draft, and can try again', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('lexbizz')
  const pane = await fillInSandbox(page, 'lexbizz', name)
  const popup = await openPopup(page)
  await signInAtSandbox(popup, 'No')

  const failure = pane.getByRole('alert')
  await expect(failure).toContainText('Access was not allowed on the consent page')
  await expect(failure).toContainText('The user did not allow the access')
  await expect(failure.getByText('access_denied', { exact: true })).toBeVisible()
  expect((await connectionNamed(api, name)).status).toBe('draft')

  const again = await openPopup(page, 'Try again')
  await signInAtSandbox(again)
  await expectConnected(page)
  expect((await connectionNamed(api, name)).status).toBe('online')
})
