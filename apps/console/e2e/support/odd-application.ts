import { type OddServer, startOddServer } from '../../../bff/src/testing/odd-server.ts'
import type { Connection } from '@patchbay/contracts/connection'
import type { Api } from './fixtures.ts'
import { test as shared } from './own-patchbay.ts'
import { newIClient } from './records.ts'

interface OddFixtures {
  /** A server of ours that stands in for Acumatica and answers as the test says. */
  readonly odd: OddServer
}

/** For tests of applications that misbehave: a Patchbay that may reach them, and one of them. */
export const test = shared.extend<OddFixtures>({
  env: { PATCHBAY_ALLOW_HOSTS: '127.0.0.1' },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the pattern to know what a fixture needs
  odd: async ({}, use) => {
    const odd = await startOddServer()
    await use(odd)
    await odd.stop()
  },
})

/** A draft that leads to it. */
export async function draftAtOdd(api: Api, odd: OddServer, name: string): Promise<Connection> {
  const client = { name: `${name} client`, clientId: 'odd-client', clientSecret: 'odd-secret' }
  const { id: iClientId } = await newIClient(api, { ...client, application: 'acumatica' })
  return api.call('POST', '/api/connections', {
    name,
    application: 'acumatica',
    authType: 'oauth2',
    settings: { instanceUri: odd.origin },
    scopes: ['api', 'offline_access', 'email'],
    iClientId,
  })
}

export { expect } from '@playwright/test'
