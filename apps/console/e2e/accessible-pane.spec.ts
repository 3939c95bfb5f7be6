import { expect, test, uniqueName } from './support/fixtures.ts'
import { expectAccessible } from './support/axe.ts'
import { fillInSandbox, openForm, paneOf } from './support/pane.ts'
import { openPopup, signInAtSandbox } from './support/popup.ts'
import { online } from './support/states.ts'
import { watchPolicy } from './support/watch-policy.ts'

// axe looks at every element of every state, twice.
test.slow()

test('everybody can use the pane: the applications, both forms, their errors and their dialogs', async ({
  console: page,
}) => {
  const violations = await watchPolicy(page.context())
  await page.reload()
  await page.getByRole('button', { name: 'Create connection' }).click()
  await expect(paneOf(page).getByRole('link', { name: 'lexbizz' })).toBeVisible()
  await expectAccessible(page, 'application list')
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(paneOf(page)).toHaveCount(0)

  for (const application of ['Acumatica', 'lexbizz'] as const) {
    const pane = await openForm(page, application)
    await expectAccessible(page, application)
    await pane.getByRole('button', { name: 'Advanced' }).click()
    await expect(pane.getByLabel('Concurrency level')).toBeVisible()
    await pane.getByRole('button', { name: 'Save & authorize' }).click()
    await expect(pane.getByText('Write a name.')).toBeVisible()
    await expectAccessible(page, `${application} with errors, Advanced open`)
    await pane.getByRole('button', { name: 'Cancel' }).click()
    await expect(pane).toHaveCount(0)
  }

  const pane = await openForm(page, 'lexbizz')
  await pane.getByRole('checkbox', { name: 'Configure your client id and secret' }).check()
  await pane.getByRole('button', { name: 'Add iClient' }).click()
  await expect(page.getByRole('dialog', { name: 'Add iClient' }).getByLabel('Name')).toBeVisible()
  await expectAccessible(page, 'iClient dialog')
  await page.getByRole('dialog', { name: 'Add iClient' }).getByRole('button', { name: 'Cancel' }).click()
  await pane.getByRole('button', { name: 'Configure scopes' }).click()
  const scopes = page.getByRole('dialog', { name: 'Configure scopes' })
  await scopes.getByRole('checkbox', { name: 'email' }).check()
  await expectAccessible(page, 'scope dialog')
  await scopes.getByRole('button', { name: 'Cancel' }).click()
  await pane.getByRole('combobox', { name: 'iClient' }).click()
  await expect(page.getByRole('option', { name: 'Sandbox' })).toBeVisible()
  await expectAccessible(page, 'iClient list')
  await page.keyboard.press('Escape')
  await pane.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('alertdialog', { name: 'Discard what you typed?' })).toBeVisible()
  await expectAccessible(page, 'discard?')
  expect(violations).toEqual([])
})

test('everybody can use the pane while it waits, when it failed, and when it succeeded', async ({
  console: page,
}) => {
  const violations = await watchPolicy(page.context())
  await page.reload()
  const pane = await fillInSandbox(page, 'lexbizz', uniqueName('Accessible'))
  const denied = await openPopup(page)
  await expect(pane.getByText('Sign in in the window that opened')).toBeVisible()
  await expectAccessible(page, 'waiting')
  await signInAtSandbox(denied, 'No')
  await expect(pane.getByRole('alert')).toContainText('access_denied')
  await expectAccessible(page, 'denied')
  await denied.close()

  const opened = page.waitForEvent('popup')
  await pane.getByRole('button', { name: 'Save & authorize' }).click()
  await (await opened).getByRole('button', { name: 'Yes, allow' }).click()
  await expect(pane.getByText('is online')).toBeVisible()
  await expectAccessible(page, 'success')
  expect(violations).toEqual([])
})

test('everybody can use the pane of a saved connection', async ({ console: page, api }) => {
  const violations = await watchPolicy(page.context())
  const { id } = await online(api, uniqueName('Accessible edit'))
  await page.goto(`/connections/${id}/edit`)
  await expect(paneOf(page).getByLabel('Name', { exact: true })).toBeVisible()
  await expectAccessible(page, 'edit')
  await paneOf(page).getByLabel('Instance URI').fill('https://elsewhere.example.com')
  await expect(paneOf(page).getByText('The connection must be authorized again')).toBeVisible()
  await expectAccessible(page, 'edit that needs a new sign-in')
  expect(violations).toEqual([])
})
