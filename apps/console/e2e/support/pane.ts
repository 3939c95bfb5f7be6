import { expect, type Locator, type Page } from '@playwright/test'
import { openPopup, signInAtSandbox } from './popup.ts'

export type ApplicationName = 'lexbizz' | 'Acumatica'

/** The pane in which a connection is created or changed. */
export function paneOf(page: Page): Locator {
  return page.getByRole('dialog', { name: /^(Create|Edit) connection$/ })
}

/** From the list to the empty form of an application. */
export async function openForm(page: Page, application: ApplicationName): Promise<Locator> {
  await page.getByRole('button', { name: 'Create connection' }).click()
  const pane = paneOf(page)
  await pane.getByRole('link', { name: application }).click()
  await expect(pane.getByLabel('Name', { exact: true })).toBeVisible()
  return pane
}

/** From the list to a form that lacks nothing: it leads to the stand-in. */
export async function fillInSandbox(
  page: Page,
  application: ApplicationName,
  name: string,
): Promise<Locator> {
  const pane = await openForm(page, application)
  await pane.getByRole('button', { name: 'Use the sandbox' }).click()
  await pane.getByLabel('Name', { exact: true }).fill(name)
  return pane
}

/** The whole way through the popup, to a connection that is online. */
export async function authorize(page: Page, button = 'Save & authorize'): Promise<void> {
  const popup = await openPopup(page, button)
  await signInAtSandbox(popup)
  await expectConnected(page)
}

export async function expectConnected(page: Page): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: 'is online' })).toContainText('Connected')
}

/** Chooses an iClient by name. */
export async function chooseIClient(page: Page, name: string): Promise<void> {
  await paneOf(page).getByRole('combobox', { name: 'iClient' }).click()
  await page.getByRole('option', { name }).click()
}
