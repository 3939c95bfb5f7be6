import { expect, test, uniqueName } from './support/fixtures.ts'
import { authorize, choose, fillInSandbox, openForm, paneOf, showView } from './support/pane.ts'
import { connectionNamed, draftAtSandbox } from './support/records.ts'

test('switching between the views loses nothing, not even what is half typed', async ({ console: page }) => {
  const pane = await openForm(page, 'Acumatica')
  await pane.getByLabel('Name', { exact: true }).fill('Half')
  await pane.getByLabel('Instance URI').fill('https://erp.example.com')
  await pane.getByLabel('Endpoint version').fill('not a version')
  await showView(page, 'HTTP')
  await expect(page).toHaveURL(/view=http/)
  await expect(pane.getByLabel('Instance URI')).toHaveCount(0)
  await expect(pane.getByLabel('Issuer')).toHaveCount(0)
  await pane.getByLabel('Token URL').fill('half a URL')
  await pane.getByLabel('Extra token parameters').fill('no parameter')
  await showView(page, 'Simple')
  await expect(pane.getByText('2 settings are overridden in the HTTP view.')).toBeVisible()
  await expect(pane.getByLabel('Endpoint version')).toHaveValue('not a version')
  await pane.getByLabel('Endpoint version').fill('25.200.001')
  await showView(page, 'HTTP')
  await expect(pane.getByLabel('Issuer')).toHaveValue('https://erp.example.com/identity')
  await expect(pane.getByLabel('Token URL')).toHaveValue('half a URL')
  await expect(pane.getByLabel('Extra token parameters')).toHaveValue('no parameter')

  await page.reload()
  await expect(pane.getByLabel('Token URL')).toHaveValue('half a URL')
  await expect(pane.getByRole('radio', { name: 'HTTP' })).toBeChecked()
})

test('the view is chosen with the keyboard, which stays where it is', async ({ console: page }) => {
  const pane = await openForm(page, 'lexbizz')
  await pane.getByRole('radio', { name: 'Simple' }).press('ArrowRight')
  await expect(pane.getByLabel('Base URL')).toBeVisible()
  await expect(pane.getByRole('radio', { name: 'HTTP' })).toBeFocused()
  await choose(page, 'Authentication type', 'Cookie')
  await expect(pane.getByLabel('Test URL')).toBeVisible()
  await expect(pane.getByLabel('Token URL')).toHaveCount(0)
  await expect(pane.getByLabel('Callback URL')).toHaveCount(0)
})

test('a derived value is read-only until it is overridden, and can be had back', async ({
  console: page,
  api,
}) => {
  const name = uniqueName('Acumatica by HTTP')
  const pane = await fillInSandbox(page, 'Acumatica', name)
  await showView(page, 'HTTP')
  const token = pane.getByLabel('Token URL')
  const derived = `${api.sandboxOrigin}/acumatica/identity/connect/token`
  await expect(token).toHaveValue(derived)
  await expect(token).not.toBeEditable()
  await pane.getByRole('button', { name: 'Override Token URL' }).click()
  await expect(token).toBeFocused()
  await expect(token).toHaveValue(derived)
  await token.fill(`${derived}?tenant=one`)
  await pane.getByRole('button', { name: 'Override PKCE' }).click()
  await choose(page, 'PKCE', 'Off')
  await pane.getByRole('button', { name: 'Save & close' }).click()
  await expect(pane).toBeHidden()
  const saved = await connectionNamed(api, name)
  expect(saved.settings).toMatchObject({ tokenUrl: `${derived}?tenant=one`, pkce: 'none' })

  await page.goto(`/connections/${saved.id}/edit`)
  await expect(pane.getByText('2 settings are overridden in the HTTP view.')).toBeVisible()
  await showView(page, 'HTTP')
  await expect(token).toHaveValue(`${derived}?tenant=one`)
  await expect(token).toHaveAccessibleDescription(`Derived: ${derived}`)
  for (const label of ['Token URL', 'PKCE']) {
    await pane.getByRole('button', { name: `Use the derived value of ${label}` }).click()
    await expect(pane.getByRole('button', { name: `Override ${label}` })).toBeFocused()
  }
  await expect(token).toHaveValue(derived)
  await authorize(page)
  const { settings } = await connectionNamed(api, name)
  expect(Object.keys(settings)).not.toContain('tokenUrl')
  expect(Object.keys(settings)).not.toContain('pkce')
})

test('a fault in the other view opens it and has the focus', async ({ console: page, api }) => {
  const { id } = await draftAtSandbox(api, 'acumatica', { name: uniqueName('Acumatica') })
  await page.goto(`/connections/${id}/edit?view=http`)
  const pane = paneOf(page)
  await pane.getByRole('button', { name: 'Override Token URL' }).click()
  await pane.getByLabel('Token URL').fill('half a URL')
  await showView(page, 'Simple')
  await pane.getByRole('button', { name: 'Save & close' }).click()
  await expect(pane.getByRole('radio', { name: 'HTTP' })).toBeChecked()
  await expect(pane.getByLabel('Token URL')).toBeFocused()
  await expect(pane.getByLabel('Token URL')).toHaveAccessibleDescription(/This is not an address/)

  await pane.getByRole('button', { name: 'Use the derived value of Token URL' }).click()
  await showView(page, 'Simple')
  await pane.getByLabel('Instance URI').fill('')
  await showView(page, 'HTTP')
  await pane.getByRole('button', { name: 'Save & close' }).click()
  await expect(pane.getByLabel('Instance URI')).toBeFocused()
  await expect(pane.getByRole('radio', { name: 'Simple' })).toBeChecked()
})

test('what only the server finds wrong opens the view that draws it', async ({ console: page, api }) => {
  const { id } = await draftAtSandbox(api, 'acumatica', { name: uniqueName('Acumatica') })
  await page.goto(`/connections/${id}/edit?view=http`)
  const pane = paneOf(page)
  await pane.getByRole('button', { name: 'Override Revocation URL' }).click()
  await pane.getByLabel('Revocation URL').fill('https://10.0.0.5/revoke')
  await showView(page, 'Simple')
  await pane.getByRole('button', { name: 'Save & close' }).click()
  await expect(pane.getByLabel('Revocation URL')).toBeFocused()
  await expect(pane.getByLabel('Revocation URL')).toHaveAccessibleDescription(/private or local/)
})
