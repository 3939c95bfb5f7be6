import type { Account } from '@patchbay/contracts/account'
import type { Role } from '@patchbay/contracts/roles'
import type { User, UserLink } from '@patchbay/contracts/users'
import type { Browser, BrowserContext } from '@playwright/test'
import type { Api } from './fixtures.ts'
import type { Patchbay } from './patchbay.ts'

const password = 'chosen by who was invited'

/** Without an address of their own nobody can invite others. */
export async function writeOwnEmail(api: Api): Promise<void> {
  const { version } = await api.call<Account>('GET', '/api/account')
  await api.call('PATCH', '/api/account', { version, email: 'owner@example.com' })
}

/** A browser of somebody who was invited, and is signed in. */
export async function signedInAs(
  role: Role,
  { api, browser, own }: { api: Api; browser: Browser; own: Patchbay },
): Promise<BrowserContext> {
  await writeOwnEmail(api)
  const body = { name: `Kim the ${role}`, email: `${role}@example.com`, role }
  const { link } = await api.call<User & { link: UserLink }>('POST', '/api/users', body)
  const token = new URLSearchParams(new URL(link.url).hash.slice(1)).get('token')
  const context = await browser.newContext({ baseURL: own.url })
  await context.request.post('/api/invitation', {
    headers: { origin: own.url },
    data: { token, password },
  })
  return context
}
