import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { expect } from './support/fixtures.ts'
import { expectFits } from './support/layout.ts'
import { test } from './support/own-patchbay.ts'
import { adminPassword } from './support/patchbay.ts'

/** A phone or laptop that looks at who uses it, and always finds the right one. */
async function withAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

test('a passkey is added, signs in alone, stands beside the password, and is removed', async ({
  console: page,
  context,
}) => {
  test.slow()
  await withAuthenticator(page)
  await page.goto('/account')
  const section = page.getByRole('region', { name: 'Passkeys' })
  await section.getByRole('button', { name: 'Add passkey' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' })
  await dialog.getByLabel('Your password').fill('not mine')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(dialog.getByText('This password is not right.')).toBeVisible()
  await dialog.getByLabel('Your password').fill(adminPassword)
  await dialog.getByLabel('Name of the passkey').fill('My laptop')
  await expectAccessible(page, 'add a passkey')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await expect(section.getByText('My laptop')).toBeVisible()
  await expect(section.getByText('For localhost, added')).toBeVisible()
  await expectAccessible(page, 'account')

  await context.clearCookies()
  await page.goto('/account')
  await expect(page.getByRole('button', { name: 'Use a passkey' })).toBeVisible()
  await expectAccessible(page, 'sign-in with passkeys')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible()

  await context.clearCookies()
  await page.setViewportSize({ width: 390, height: 800 })
  await page.goto('/account')
  await expectFits(page, 'sign-in')
  await page.getByLabel('Password', { exact: true }).fill(adminPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeVisible()
  await expect(page.getByLabel('Code')).toHaveCount(0)
  await expectFits(page, 'second step')
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible()
  await expectFits(page, 'account')

  await section.getByRole('button', { name: 'Remove: My laptop' }).click()
  const removing = page.getByRole('alertdialog')
  await removing.getByLabel('Your password').fill('not mine')
  await removing.getByRole('button', { name: 'Remove' }).click()
  await expect(removing.getByText('This is not your password.')).toBeVisible()
  await expect(removing.getByLabel('Your password')).toBeFocused()
  await removing.getByLabel('Your password').fill(adminPassword)
  await removing.getByRole('button', { name: 'Remove' }).click()
  await expect(section.getByText('My laptop')).toHaveCount(0)
})
