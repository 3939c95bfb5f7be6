import { expectAccessible } from './support/axe.ts'
import { expectFits } from './support/layout.ts'
import { expect, test } from './support/own-patchbay.ts'
import { watchPolicy } from './support/watch-policy.ts'

// axe looks at every element of every state, twice.
test.slow()

test('an owner invites an admin, who chooses a password by the link, and is signed out when disabled', async ({
  console: page,
  context,
  browser,
  own,
}) => {
  const violations = await watchPolicy(context)
  await page.getByRole('link', { name: 'Users' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeFocused()
  const invite = page.getByRole('button', { name: 'Invite user' })
  await invite.click()
  await page.getByLabel('Your email').fill('owner')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await expect(page.getByText('Write an email address, such as kim@example.com.')).toBeVisible()
  await page.getByLabel('Your email').fill('Owner@Example.com')
  await page.getByRole('button', { name: 'Save and continue' }).click()

  const dialog = page.getByRole('dialog', { name: 'Invite user' })
  await dialog.getByRole('button', { name: 'Make link' }).click()
  await expect(dialog.getByText('Write a name.')).toBeVisible()
  await expect(dialog.getByLabel('Name')).toBeFocused()
  await expectAccessible(page, 'invite user')
  await dialog.getByLabel('Name').fill('Mira')
  await dialog.getByLabel('Email').fill('mira@example.com')
  await dialog.getByRole('button', { name: 'Make link' }).click()
  const link = await page.getByLabel('One-time link').inputValue()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(invite).toBeFocused()
  expect(await page.content()).not.toContain(link)
  const row = page.getByRole('row', { name: 'Mira' })
  await expect(row).toContainText('mira@example.com')
  await expect(row).toContainText('Invited')

  const other = await browser.newContext({ baseURL: own.url })
  const admin = await other.newPage()
  await admin.goto(link)
  await expect(admin.getByRole('heading', { name: 'Welcome, Mira' })).toBeVisible()
  await expect(admin).toHaveURL('/invite')
  expect(await admin.evaluate(() => location.hash)).toBe('')
  await expectAccessible(admin, 'invitation')
  await admin.getByLabel('Your name').fill('Mira Vos')
  await admin.getByLabel('New password').fill('a sentence of her own')
  await admin.getByLabel('Repeat password').fill('a sentence of her own')
  await admin.getByRole('button', { name: 'Set password and sign in' }).click()
  await expect(admin.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible()
  await expect(admin.getByRole('button', { name: 'Create connection' })).toBeVisible()
  await expect(admin.getByRole('link', { name: 'API keys' })).toBeVisible()
  for (const name of ['Users', 'Settings']) await expect(admin.getByRole('link', { name })).toHaveCount(0)

  await page.reload()
  const actions = page.getByRole('button', { name: 'Actions for Mira Vos' })
  await actions.click()
  await page.getByRole('menuitem', { name: 'Sessions' }).click()
  await expect(page.getByText('Signed in by a one-time link')).toBeVisible()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(actions).toBeFocused()
  await actions.click()
  await page.getByRole('menuitem', { name: 'Disable' }).click()
  await page.getByRole('button', { name: 'Disable user' }).click()
  await expect(page.getByRole('row', { name: 'Mira Vos' })).toContainText('Disabled')
  await admin.getByRole('link', { name: 'Agents' }).click()
  await expect(admin.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await admin.goto(link)
  await expect(admin.getByRole('heading', { name: 'This link is not valid' })).toBeVisible()

  await page.getByRole('button', { name: 'Actions for Admin' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete user' }).click()
  await expect(page.getByRole('alert')).toContainText('last owner')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Actions for Admin' })).toBeFocused()
  await expectAccessible(page, 'users')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectFits(page, 'users')
  expect(violations).toEqual([])
  await other.close()
})
