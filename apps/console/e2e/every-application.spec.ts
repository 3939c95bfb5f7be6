import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { expect, test } from './support/fixtures.ts'
import { expectFits } from './support/layout.ts'
import { type ApplicationName, choose, openForm, paneOf, showView } from './support/pane.ts'

// axe looks at every element of every form, twice.
test.slow()

interface Form {
  readonly application: ApplicationName
  readonly choices: readonly (readonly [label: string, option: string])[]
  /** Drawn by the choice. */
  readonly field: string
  readonly view?: 'HTTP'
}

const forms: readonly Form[] = [
  { application: 'lexbizz', choices: [['Authentication type', 'Cookie']], field: 'Tenant' },
  { application: 'Exact Online', choices: [], field: 'Country' },
  { application: 'Lightspeed', choices: [['API type', 'Retail (X-Series)']], field: 'Subdomain' },
  { application: 'Lightspeed', choices: [['API type', 'eCom (C-Series)']], field: 'API key' },
  {
    application: 'Certinia',
    choices: [
      ['Account type', 'My Domain'],
      ['OAuth 2.0 flow type', 'JWT bearer token'],
    ],
    field: 'Private key',
  },
  {
    application: 'Other (OAuth 2.0)',
    choices: [['Authentication type', 'JWT bearer']],
    field: 'Private key',
  },
  { application: 'Other (OAuth 2.0)', choices: [], field: 'Authorization URL', view: 'HTTP' },
  { application: 'Acumatica', choices: [], field: 'Extra token parameters', view: 'HTTP' },
]

/** The form with these choices, complete with what is wrong with it. */
async function faultyForm(page: Page, { application, choices, field, view }: Form): Promise<void> {
  const pane = await openForm(page, application)
  const next = pane.getByRole('button', { name: 'Next' })
  if (await next.isVisible()) {
    await pane.getByLabel('Name', { exact: true }).fill('Half a connection')
    await next.click()
  }
  if (view === 'HTTP') {
    // So that there is something derived, and something that replaces it.
    await pane.getByRole('button', { name: 'Use the sandbox' }).click()
    await showView(page, view)
    await pane.getByRole('button', { name: 'Override Token URL' }).click()
    await pane.getByLabel('Token URL').fill('half a URL')
  }
  for (const [label, option] of choices) await choose(page, label, option)
  await expect(pane.getByLabel(field, { exact: true })).toBeVisible()
  await pane.getByRole('button', { name: 'Save & authorize' }).click()
  await expect(pane.locator('[aria-invalid="true"]').first()).toBeVisible()
}

test('everybody can use the form of every application, and on a phone none is cut off', async ({
  console: page,
}) => {
  for (const form of forms) {
    await page.setViewportSize({ width: 1280, height: 800 })
    await faultyForm(page, form)
    await expectAccessible(page, form.field)
    await page.setViewportSize({ width: 390, height: 844 })
    await expectFits(page, form.field)
    await page.goto('/connections')
    await page.evaluate(() => sessionStorage.clear())
  }
})

test('each public URL has its callback URL, and the one in use is marked', async ({ console: page }) => {
  const here = new URL(page.url()).origin
  const urls = [
    { region: 'na', origin: 'https://na.example' },
    { region: 'eu', origin: here },
  ].map((each) => ({ ...each, callbackUrl: `${each.origin}/connection/oauth2callback` }))
  await page.route('**/api/applications/lightspeed', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), callbackUrls: urls } })
  })
  await openForm(page, 'Lightspeed')
  const pane = paneOf(page)
  const [na, eu] = [pane.getByLabel('Callback URL (na)'), pane.getByLabel('Callback URL (eu)')]
  await expect(na).toHaveValue('https://na.example/connection/oauth2callback')
  await expect(eu).toHaveValue(`${here}/connection/oauth2callback`)
  await expect(eu).toHaveAccessibleDescription(/^In use/)
  await expect(na).toHaveAccessibleDescription('For those who open Patchbay at https://na.example.')
  await expect(pane.getByRole('button', { name: 'Copy Callback URL (na)' })).toBeVisible()
})
