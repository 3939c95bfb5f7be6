import { expect, test, uniqueName } from './support/fixtures.ts'
import { fillInSandbox, paneOf, showView } from './support/pane.ts'
import { connectionNamed, connectionsNamed } from './support/records.ts'

const title = 'Send the client secret to tokens.example.com?'

test('a secret goes to another host than the issuer’s only when the admin says so, once', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('Tokens elsewhere')
  const pane = await fillInSandbox(page, 'Other (OAuth 2.0)', name)
  await showView(page, 'HTTP')
  await pane.getByRole('button', { name: 'Override Token URL' }).click()
  await pane.getByLabel('Token URL').fill('https://tokens.example.com/token')
  await expect(pane.getByText('The token URL is on another host than the issuer')).toBeVisible()

  await pane.getByRole('button', { name: 'Save & close' }).click()
  const question = page.getByRole('alertdialog', { name: title })
  await expect(question).toContainText(new URL(api.sandboxOrigin).host)
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(pane).toBeVisible()
  expect(await connectionsNamed(api, name)).toHaveLength(0)

  const opened = page.waitForEvent('popup')
  await pane.getByRole('button', { name: 'Save & authorize' }).click()
  await question.getByRole('button', { name: 'Send it there' }).click()
  const popup = await opened
  await expect(popup.getByRole('button', { name: /^(Sign in|Yes, allow)$/ })).toBeVisible()
  await popup.close()
  await pane.getByRole('button', { name: 'Cancel waiting' }).click()

  // Confirmed, and by now saved.
  await pane.getByRole('button', { name: 'Save & close' }).click()
  await expect(pane).toBeHidden()
  const { id } = await connectionNamed(api, name)
  await page.goto(`/connections/${id}/edit`)
  await paneOf(page).getByLabel('Name', { exact: true }).fill(`${name} renamed`)
  await paneOf(page).getByRole('button', { name: 'Save & close' }).click()
  await expect(paneOf(page)).toBeHidden()
})

test('the host that a server names for its tokens is asked about too, before anything is saved', async ({
  console: page,
  api,
}) => {
  await page.route('**/api/discovery?**', async (route) => {
    const response = await route.fetch()
    const json = { ...(await response.json()), tokenUrl: 'https://tokens.example.com/token' }
    await route.fulfill({ response, json })
  })
  const name = uniqueName('Tokens discovered')
  const pane = await fillInSandbox(page, 'Other (OAuth 2.0)', name)
  await pane.getByRole('button', { name: 'Save & close' }).click()
  await expect(page.getByRole('alertdialog', { name: title })).toBeVisible()
  expect(await connectionsNamed(api, name)).toHaveLength(0)
})
