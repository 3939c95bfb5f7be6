import { expect, type Locator, type Page } from '@playwright/test'
import { pick } from './pick.ts'
import { openPopup, signInAtSandbox } from './popup.ts'

export type ApplicationName =
  | 'lexbizz'
  | 'Acumatica'
  | 'Lightspeed'
  | 'Exact Online'
  | 'Certinia'
  | 'Other (OAuth 2.0)'
  | 'Stockroom'

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

/** The whole way where nobody has to sign in: no window opens. */
export async function authorizeAtOnce(page: Page): Promise<void> {
  let windows = 0
  const count = () => void (windows += 1)
  page.on('popup', count)
  await page.getByRole('button', { name: 'Save & authorize' }).click()
  await expectConnected(page)
  page.off('popup', count)
  expect(windows).toBe(0)
}

/** From the panel that says so to the connection's page: it is online, and its test call passes, then and now. */
export async function expectTested(page: Page, name: string): Promise<void> {
  await paneOf(page).getByRole('button', { name: 'Open connection' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Status' })).toContainText('Online')
  await expect(page.getByRole('region', { name: 'Last test' })).toContainText('Succeeded')
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'The test call' })).toContainText('succeeded')
}

/** Chooses one of the options of a select of the pane. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await pick(paneOf(page).getByRole('combobox', { name: label }), option)
}

/** Opens the other view of the form. */
export async function showView(page: Page, view: 'Simple' | 'HTTP'): Promise<void> {
  await paneOf(page).getByRole('radiogroup', { name: 'View' }).getByRole('radio', { name: view }).check()
}

/** Adds the scopes that are ticked in the dialog. */
export async function addScopes(page: Page, scopes: readonly string[]): Promise<void> {
  await paneOf(page).getByRole('button', { name: 'Configure scopes' }).click()
  const dialog = page.getByRole('dialog', { name: 'Configure scopes' })
  for (const scope of scopes) await dialog.getByRole('checkbox', { name: scope, exact: true }).check()
  await dialog.getByRole('button', { name: 'Add selected scopes' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
}

/** Chooses an iClient by name. */
export async function chooseIClient(page: Page, name: string): Promise<void> {
  await pick(paneOf(page).getByRole('combobox', { name: 'iClient' }), name, false)
}
