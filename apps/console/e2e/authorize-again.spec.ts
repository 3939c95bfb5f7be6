import type { BrowserContext, Page } from '@playwright/test'
import type { Application } from '@patchbay/contracts/applications'
import type { Connection } from '@patchbay/contracts/connection'
import { type Api, expect, test, uniqueName } from './support/fixtures.ts'
import {
  type ApplicationName,
  addScopes,
  authorize,
  choose,
  chooseIClient,
  expectTested,
  paneOf,
} from './support/pane.ts'
import { newIClient } from './support/records.ts'
import { registerClient } from './support/register-client.ts'
import { signInFor } from './support/states.ts'

interface Place {
  readonly page: Page
  readonly context: BrowserContext
  readonly api: Api
  /** Where a sign-in begun here comes back to. */
  readonly callbackUrl: string
}

interface Journey {
  readonly application: ApplicationName
  readonly id: string
  /** The connection as it is before, beside what leads to the stand-in. */
  readonly before: Partial<Pick<Connection, 'authType' | 'scopes' | 'settings' | 'iClientId'>> & {
    readonly secrets?: Record<string, string>
  }
  readonly change: (place: Place, id: string) => Promise<void>
  /** What the pane says was changed. */
  readonly said: string
  readonly after: object
}

/** Another client of the same stand-in, as it is needed after the first one was lost or leaked. */
async function replaceIClient({ page, context, api, callbackUrl }: Place, id: string): Promise<void> {
  const name = uniqueName('Second client')
  const client = await registerClient(context, { instance: `${api.sandboxOrigin}/${id}`, callbackUrl })
  await newIClient(api, { name, application: id, ...client })
  // The pane has read its list of iClients by now.
  await page.reload()
  await chooseIClient(page, name)
}

const byCookie = {
  authType: 'cookie',
  iClientId: null,
  settings: { userName: 'admin' },
  secrets: { password: 'sandbox' },
} as const

const journeys: readonly Journey[] = [
  {
    application: 'lexbizz',
    id: 'lexbizz',
    before: byCookie,
    async change({ page }) {
      await choose(page, 'Authentication type', 'OAuth 2.0')
      await paneOf(page).getByRole('button', { name: 'Take api and offline_access' }).click()
      await paneOf(page).getByRole('checkbox', { name: 'Configure your client id and secret' }).check()
      await chooseIClient(page, 'lexbizz')
    },
    said: 'authentication type, scopes and iClient',
    after: { authType: 'oauth2', storedSecrets: [], scopes: ['api', 'offline_access'] },
  },
  {
    application: 'Acumatica',
    id: 'acumatica',
    before: { scopes: ['api', 'offline_access'] },
    change: replaceIClient,
    said: 'iClient',
    after: { token: { refreshable: true } },
  },
  {
    application: 'Lightspeed',
    id: 'lightspeed',
    before: { scopes: ['employee:register_read'] },
    change: ({ page }) => addScopes(page, ['employee:inventory']),
    said: 'scopes',
    after: { token: { missingScopes: [] } },
  },
  {
    application: 'Exact Online',
    id: 'exact-online',
    before: {},
    change: replaceIClient,
    said: 'iClient',
    after: { token: { refreshable: true } },
  },
  {
    application: 'Certinia',
    id: 'certinia',
    before: { scopes: ['full', 'refresh_token'] },
    change: ({ page }) => addScopes(page, ['web']),
    said: 'scopes',
    after: { scopes: expect.arrayContaining(['full', 'refresh_token', 'web']) },
  },
  {
    application: 'Other (OAuth 2.0)',
    id: 'oauth2',
    before: { scopes: ['openid'] },
    change: ({ page }) => paneOf(page).getByLabel('Scopes', { exact: true }).fill('openid, notes:read'),
    said: 'scopes',
    after: { scopes: ['openid', 'notes:read'], token: { missingScopes: [] } },
  },
]

/** Signed in without a window of this browser. */
async function online(api: Api, name: string, { id: application, before }: Journey): Promise<Connection> {
  const { sandbox } = await api.call<Application>('GET', `/api/applications/${application}`)
  const settings = { ...sandbox?.settings, ...before.settings }
  const body = { name, application, authType: 'oauth2', iClientId: sandbox?.iClientId, ...before, settings }
  const { id, authType } = await api.call<Connection>('POST', '/api/connections', body)
  if (authType === 'oauth2') await signInFor(api, id)
  else await api.call('POST', `/api/connections/${id}/authorize`)
  const connection = await api.call<Connection>('GET', `/api/connections/${id}`)
  expect(connection.status).toBe('online')
  return connection
}

for (const journey of journeys) {
  const { application, id, said, after } = journey
  test(`${application}: an online connection is changed, authorized again in its pane, and tested`, async ({
    console: page,
    context,
    api,
    patchbay,
  }) => {
    const name = uniqueName(application)
    const before = await online(api, name, journey)
    await page.goto(`/connections/${before.id}`)
    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    const pane = paneOf(page)
    await expect(pane.getByLabel('Name', { exact: true })).toHaveValue(name)
    const notice = pane.getByRole('status').filter({ hasText: 'must be authorized again' })
    await expect(notice).toHaveCount(0)

    const callbackUrl = `${patchbay.url}/connection/oauth2callback`
    await journey.change({ page, context, api, callbackUrl }, id)
    await expect(notice).toContainText(`You changed the ${said}.`)
    await authorize(page)
    await expectTested(page, name)

    const now = await api.call<Connection>('GET', `/api/connections/${before.id}`)
    expect(now).toMatchObject({ name, status: 'online', lastTest: { ok: true }, ...after })
    expect(Date.parse(now.lastTest?.at ?? '')).toBeGreaterThan(Date.parse(before.lastTest?.at ?? ''))
  })
}
