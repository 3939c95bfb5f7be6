import { expect, test, uniqueName } from './support/fixtures.ts'
import { authorize, expectTested, fillInSandbox } from './support/pane.ts'

test('an Exact Online connection asks for a country and no scopes, is authorized, and is tested', async ({
  console: page,
}) => {
  const name = uniqueName('Exact Online books')
  const pane = await fillInSandbox(page, 'Exact Online', name)
  await expect(pane.getByRole('combobox', { name: 'Country' })).toHaveText('Netherlands')
  await expect(pane.getByRole('button', { name: 'Configure scopes' })).toHaveCount(0)
  await expect(pane.getByText('what the app may do is set in Exact’s App Center')).toBeVisible()
  await expect(pane.getByText('each connection needs an iClient of its own')).toBeVisible()
  await expect(pane.getByLabel('Callback URL', { exact: true })).toBeVisible()
  await authorize(page)
  await expectTested(page, name)
})

test('a second connection with the same iClient is refused, and the field says why', async ({
  console: page,
}) => {
  const first = uniqueName('First books')
  await fillInSandbox(page, 'Exact Online', first)
  await page.getByRole('button', { name: 'Save & close' }).click()
  await expect(page.getByRole('row', { name: first })).toBeVisible()

  const pane = await fillInSandbox(page, 'Exact Online', uniqueName('Second books'))
  await page.getByRole('button', { name: 'Save & close' }).click()
  const iClient = pane.getByRole('combobox', { name: 'iClient' })
  await expect(iClient).toHaveAccessibleDescription(new RegExp(`${first} uses this iClient`))
})
