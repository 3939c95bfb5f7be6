import { createApiKey } from '@patchbay/contracts/api-keys'
import { getOpenApi } from '@patchbay/contracts/openapi'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ApiClient, RequestParts } from '../testing/api-client.ts'
import { invited, owner } from '../testing/inviting.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

// Who may call what, written out a second time and by hand: a route that is added or changed stops here until somebody
// has thought about who may.

const people = ['owner', 'admin', 'viewer'] as const
const keys = ['token key', 'proxy key', 'read key'] as const
const everybody = [...people, ...keys, 'visitor'] as const
type Who = (typeof everybody)[number]

const groups = {
  anyone: everybody,
  signedIn: people,
  reads: [...people, 'read key'],
  fetchesTokens: ['owner', 'admin', 'token key'],
  sendsRequests: ['owner', 'admin', 'proxy key'],
  manages: ['owner', 'admin'],
  administers: ['owner'],
  // The last: it ends the session that asks.
  signsOut: people,
} as const satisfies Record<string, readonly Who[]>

const routes: Record<keyof typeof groups, readonly string[]> = {
  anyone: [
    'GET /api/sign-in',
    'POST /api/session',
    'POST /api/session/passkey',
    'POST /api/session/passkey/options',
    'GET /api/setup',
    'POST /api/setup',
    'POST /api/invitation',
    'POST /api/invitation/look',
  ],
  signedIn: [
    'GET /api/session',
    'GET /api/account',
    'PATCH /api/account',
    'PUT /api/account/password',
    'GET /api/account/passkeys',
    'POST /api/account/passkeys',
    'POST /api/account/passkeys/options',
    'DELETE /api/account/passkeys/:id',
    'GET /api/account/totp',
    'POST /api/account/totp',
    'POST /api/account/totp/confirm',
    'DELETE /api/account/totp',
    'GET /api/account/sessions',
    'DELETE /api/account/sessions',
    'DELETE /api/account/sessions/:id',
    'GET /api/changes',
  ],
  reads: [
    'GET /api/applications',
    'GET /api/applications/:id',
    'GET /api/iclients',
    'GET /api/iclients/:id',
    'GET /api/gateway',
    'GET /api/agents',
    'GET /api/agents/:id',
    'GET /api/connections',
    'GET /api/connections/:id',
    'GET /api/connections/:id/uses',
    'GET /api/connections/:id/traffic',
    'GET /api/connections/:id/events',
    'GET /api/integrations',
    'GET /api/integrations/:id',
    'GET /api/integrations/:id/connections',
    'GET /api/integrations/:id/replacements/preview',
    'GET /api/integrations/:id/flows',
    'GET /api/flows/:id',
    'GET /api/authorizations/:id',
    'GET /api/events',
    'GET /api/openapi.json',
    'GET /metrics',
  ],
  fetchesTokens: ['GET /api/connections/:id/token'],
  sendsRequests: ['ANY /api/connections/:id/proxy/:path'],
  manages: [
    'GET /api/discovery',
    'POST /api/iclients',
    'POST /api/iclients/register',
    'PATCH /api/iclients/:id',
    'DELETE /api/iclients/:id',
    'POST /api/agents',
    'PATCH /api/agents/:id',
    'DELETE /api/agents/:id',
    'POST /api/agents/:id/token',
    'POST /api/connections',
    'PATCH /api/connections/:id',
    'DELETE /api/connections/:id',
    'POST /api/connections/:id/replace',
    'POST /api/connections/:id/authorize',
    'POST /api/connections/:id/test',
    'POST /api/connections/:id/revoke',
    'POST /api/connections/:id/import-tokens',
    'POST /api/connections/:id/sign-in-link',
    'GET /api/connections/:id/sign-in-link',
    'DELETE /api/connections/:id/sign-in-link',
    'POST /api/integrations',
    'PATCH /api/integrations/:id',
    'DELETE /api/integrations/:id',
    'PUT /api/integrations/:id/connections/:connectionId',
    'DELETE /api/integrations/:id/connections/:connectionId',
    'POST /api/integrations/:id/replacements',
    'DELETE /api/integrations/:id/replacements/:replacementId',
    'POST /api/integrations/:id/flows',
    'PATCH /api/flows/:id',
    'DELETE /api/flows/:id',
    'POST /api/flows/:id/steps',
    'PATCH /api/flows/:id/steps/:stepId',
    'DELETE /api/flows/:id/steps/:stepId',
    'GET /api/api-keys',
    'POST /api/api-keys',
    'DELETE /api/api-keys/:id',
  ],
  administers: [
    'GET /api/events/export',
    'GET /api/configuration',
    'POST /api/configuration/import',
    'GET /api/users',
    'POST /api/users',
    'GET /api/users/:id',
    'PATCH /api/users/:id',
    'DELETE /api/users/:id',
    'POST /api/users/:id/link',
    'GET /api/users/:id/sessions',
    'DELETE /api/users/:id/sessions',
    'DELETE /api/users/:id/sessions/:sessionId',
    'GET /api/notifications',
    'PUT /api/notifications',
    'POST /api/notifications/test',
    'GET /api/webhooks',
    'POST /api/webhooks',
    'GET /api/webhooks/:id',
    'PATCH /api/webhooks/:id',
    'DELETE /api/webhooks/:id',
    'POST /api/webhooks/:id/secret',
    'POST /api/webhooks/:id/test',
    'GET /api/webhooks/:id/deliveries',
    'POST /api/webhooks/:id/deliveries/:deliveryId/retry',
  ],
  signsOut: ['DELETE /api/session'],
}

/** Outside the API and open to anyone: pages and files for browsers, a word for supervisors. */
const open = [
  'GET /healthz',
  'GET /readyz',
  'GET /sign-in-link/:secret',
  'POST /sign-in-link/:secret',
  // Its page tells whoever is not signed in.
  'GET /connection/oauth2callback',
  // With single sign-on alone.
  'GET /sign-in/oidc',
  'GET /sign-in/oidc/callback',
  // Its caller shows a token of the provider.
  'POST /sign-in/oidc/backchannel-logout',
  'GET /downloads/patchbay-agent.tgz',
]
/** Of the console, which is files and knows no role before it has asked. */
const consolePages = ['GET /', 'GET /sign-in', 'GET /invite', 'GET /users']

/** A path with an id of nothing that is there, in each method that it stands for. */
function callsOf(route: string): [method: string, path: string][] {
  const [method = '', path = ''] = route.split(' ')
  const filled = path.replaceAll(/:\w+/g, 'conn_x')
  return (method === 'ANY' ? ['GET', 'POST', 'DELETE'] : [method]).map((each) => [each, filled])
}

/** All that can be switched on is, so that no route is left out. Nobody listens there: who may call does not depend on it. */
const everything = {
  PATCHBAY_OIDC_ISSUER: 'http://127.0.0.1:9',
  PATCHBAY_OIDC_CLIENT_ID: 'patchbay',
  PATCHBAY_OIDC_CLIENT_SECRET: 'known in tests only',
}

interface Registered {
  readonly path: string
  readonly methods: Readonly<Record<string, boolean>>
}

let patchbay: TestPatchbay
let described: string[]
let registered: string[]
const callers = new Map<Who, (method: string, path: string) => Promise<number>>()

function sends(client: ApiClient, headers: RequestParts['headers'] = {}) {
  return async (method: string, path: string) => {
    const { status } = await client.send(method, path, {
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'GET' ? {} : { body: '{}' }),
    })
    return status
  }
}

async function meet(api: ApiClient): Promise<void> {
  callers.set('owner', sends(api))
  callers.set('admin', sends((await invited(patchbay, api, 'admin')).client))
  callers.set('viewer', sends((await invited(patchbay, api, 'viewer')).client))
  callers.set('visitor', sends(patchbay.visitor()))
  for (const permission of ['token', 'proxy', 'read'] as const) {
    const { key } = await api.ok(createApiKey, { body: { name: permission, permissions: [permission] } })
    callers.set(
      `${permission} key`,
      sends(patchbay.visitor(), { authorization: `Bearer ${key}`, origin: '' }),
    )
  }
}

beforeAll(async () => {
  const route = vi.spyOn(express.Router.prototype as { route(path: string): Registered }, 'route')
  patchbay = await startTestPatchbay({ env: everything })
  registered = route.mock.results.flatMap(({ value }) => {
    const { path, methods } = value as Registered
    const plain = path.replace('{/*path}', '/:path')
    const all = Object.keys(methods)
    return (all.length > 10 ? ['ANY'] : all).map((method) => `${method.toUpperCase()} ${plain}`)
  })
  route.mockRestore()
  const api = await owner(patchbay)
  await meet(api)
  const { paths } = (await api.ok(getOpenApi)) as { paths: Record<string, Record<string, object>> }
  described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => {
      const plain = path.replaceAll(/\{(\w+)\}/g, ':$1')
      return `${plain.endsWith('/proxy/:path') ? 'ANY' : method.toUpperCase()} ${plain}`
    }),
  )
})
afterAll(() => patchbay.stop())
const table = Object.values(routes).flat()

describe('the table of who may call what', () => {
  it('has every route of the OpenAPI description, and the API has no other', () => {
    expect(table.filter((route) => route.includes(' /api/')).toSorted()).toEqual(described.toSorted())
  })

  it('has every route that the server has', () => {
    expect([...table, ...open].toSorted()).toEqual(registered.toSorted())
  })
})

it.each([...open, ...consolePages])('%s turns nobody away', async (route) => {
  for (const who of everybody) {
    for (const [method, path] of callsOf(route)) {
      expect([401, 403], who).not.toContain(await callers.get(who)?.(method, path))
    }
  }
})

describe.each(Object.entries(groups))('what is open to who %s', (group, permitted: readonly Who[]) => {
  const ofGroup = routes[group as keyof typeof groups]

  it.each(everybody)(`answers ${group === 'anyone' ? 'anybody' : 'these alone'}: %s`, async (who) => {
    for (const route of ofGroup) {
      for (const [method, path] of callsOf(route)) {
        const status = await callers.get(who)?.(method, path)
        const what = `${method} ${path} by ${who}`
        if (permitted.includes(who)) expect([401, 403], what).not.toContain(status)
        else expect(status, what).toBe(who === 'visitor' ? 401 : 403)
      }
    }
  })
})
