import { TOTP } from 'otpauth'
import { expectAccessible } from './support/axe.ts'
import { expect } from './support/fixtures.ts'
import { expectFits } from './support/layout.ts'
import { test } from './support/own-patchbay.ts'
import { adminPassword } from './support/patchbay.ts'

test('an authenticator app is set up, asked for at the next sign-in, and removed', async ({
  console: page,
  context,
}) => {
  test.slow()
  await page.goto('/account')
  const section = page.getByRole('region', { name: 'Authenticator app' })
  await section.getByRole('button', { name: 'Set up app' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set up an authenticator app' })
  await dialog.getByLabel('Your password').fill('not mine')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByText('This password is not right.')).toBeVisible()
  await dialog.getByLabel('Your password').fill(adminPassword)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByRole('img', { name: 'Square to scan with the app' })).toBeVisible()
  await expectAccessible(page, 'set up an authenticator app')
  const key = await dialog.getByLabel('Key', { exact: true }).inputValue()
  const app = new TOTP({ secret: key.replaceAll(' ', '') })
  const first = app.generate()
  await dialog.getByLabel('Code').fill(first)
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(section.getByText('Signing in with your password asks for the code')).toBeVisible()
  await expect(section.getByRole('button', { name: 'Remove app' })).toBeVisible()
  await expectAccessible(page, 'account')

  await context.clearCookies()
  await page.goto('/account')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeVisible()
  await expect(page.getByLabel('Code')).toBeFocused()
  await expectAccessible(page, 'second step')
  await page.setViewportSize({ width: 390, height: 800 })
  await expectFits(page, 'second step')
  await page.getByLabel('Code').fill(first)
  await page.getByRole('button', { name: 'Sign in' }).click()
  // It was used to set the app up.
  await expect(page.getByText('This code is not right, or was used before.')).toBeVisible()
  await expect(page.getByLabel('Code')).toBeFocused()
  await page.getByLabel('Code').fill(app.generate({ timestamp: Date.now() + 30_000 }))
  await page.getByRole('button', { name: 'Sign in' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible()
  await expectFits(page, 'account')
  await page.getByRole('button', { name: 'Remove app' }).click()
  const removing = page.getByRole('alertdialog')
  await expect(removing.getByLabel('Your password')).toBeFocused()
  await removing.getByRole('button', { name: 'Remove' }).click()
  await expect(removing.getByText('Write your password to do this.')).toBeVisible()
  await expectAccessible(page, 'remove an authenticator app')
  await expectFits(page, 'remove an authenticator app')
  await removing.getByLabel('Your password').fill(adminPassword)
  await removing.getByLabel('Your password').press('Enter')
  await expect(page.getByRole('button', { name: 'Set up app' })).toBeVisible()
})
