import { expect, type Page } from '@playwright/test'

/** Signs in at the stand-in, unless this browser has done so before, and answers its consent page. */
export async function signInAtSandbox(
  popup: Page,
  answer: 'Yes, allow' | 'No' = 'Yes, allow',
): Promise<void> {
  if (await popup.getByLabel('User name').isVisible()) {
    await popup.getByLabel('User name').fill('admin')
    await popup.getByLabel('Password').fill('sandbox')
    await popup.getByRole('button', { name: 'Sign in' }).click()
  }
  await popup.getByRole('button', { name: answer }).click()
}

/** Chooses Save & authorize and hands over the popup once the application's page is in it. */
export async function openPopup(console: Page, button = 'Save & authorize'): Promise<Page> {
  const opened = console.waitForEvent('popup')
  await console.getByRole('button', { name: button }).click()
  const popup = await opened
  await expect(popup.getByRole('button', { name: /^(Sign in|Yes, allow)$/ })).toBeVisible()
  return popup
}
