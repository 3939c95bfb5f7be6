import type { Locator, Page } from '@playwright/test'
import { expect, test, uniqueName } from './support/fixtures.ts'
import { choose, openForm } from './support/pane.ts'
import { connectionNamed } from './support/records.ts'

async function openScopes(page: Page, pane: Locator): Promise<Locator> {
  await pane.getByRole('button', { name: 'Configure scopes' }).click()
  return page.getByRole('dialog', { name: 'Configure scopes' })
}

async function save(page: Page, dialog: Locator, name: string): Promise<void> {
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Save & close' }).click()
  await expect(page.getByRole('row', { name })).toBeVisible()
}

test('scopes that the list does not know are typed in, and kept', async ({ console: page, api }) => {
  const name = uniqueName('Typed scopes')
  const pane = await openForm(page, 'Lightspeed')
  await pane.getByLabel('Name', { exact: true }).fill(name)
  const dialog = await openScopes(page, pane)
  const field = dialog.getByLabel('Add another scope')
  const add = dialog.getByRole('button', { name: 'Add', exact: true })
  const selected = dialog.getByRole('list', { name: 'Selected scopes' }).getByRole('listitem')

  await field.fill('employee:"quoted"')
  await add.click()
  await expect(field).toHaveAccessibleDescription(/“employee:"quoted"” cannot be a scope/)
  await field.fill('employee:brand_new')
  await field.press('Enter')
  await expect(selected).toHaveText(['employee:brand_new'])
  await field.fill('employee:brand_new')
  await add.click()
  await expect(field).toHaveAccessibleDescription(/employee:brand_new is selected already\./)
  await field.fill('employee:two, employee:three  employee:tags,employee:two')
  await add.click()
  await expect(field).toHaveValue('')
  await expect(selected).toHaveCount(4)
  await save(page, dialog, name)
  expect((await connectionNamed(api, name)).scopes.toSorted()).toEqual([
    'employee:brand_new',
    'employee:tags',
    'employee:three',
    'employee:two',
  ])
})

test('X-Series takes typed scopes too, but none of R-Series', async ({ console: page, api }) => {
  const name = uniqueName('Typed for X')
  const pane = await openForm(page, 'Lightspeed')
  await choose(page, 'API type', 'Retail (X-Series)')
  await pane.getByLabel('Name', { exact: true }).fill(name)
  await pane.getByLabel('Subdomain').fill('myshop')
  const dialog = await openScopes(page, pane)
  const field = dialog.getByLabel('Add another scope')
  await field.fill('brand:new employee:all')
  await field.press('Enter')
  await expect(field).toHaveAccessibleDescription(/“employee:all” does not go with these settings/)
  await field.fill('brand:new sales:read')
  await field.press('Enter')
  await save(page, dialog, name)
  expect((await connectionNamed(api, name)).scopes.toSorted()).toEqual(['brand:new', 'sales:read'])
})
