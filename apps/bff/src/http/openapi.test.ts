import type { Endpoint } from '@patchbay/contracts/endpoint'
import * as account from '@patchbay/contracts/account'
import * as agents from '@patchbay/contracts/agents'
import * as apiKeys from '@patchbay/contracts/api-keys'
import * as applications from '@patchbay/contracts/applications'
import * as authorizations from '@patchbay/contracts/authorizations'
import * as changes from '@patchbay/contracts/changes'
import * as configuration from '@patchbay/contracts/configuration'
import * as connectionUses from '@patchbay/contracts/connection-uses'
import * as connections from '@patchbay/contracts/connections'
import * as discovery from '@patchbay/contracts/discovery'
import { problems } from '@patchbay/contracts/error'
import * as events from '@patchbay/contracts/events'
import * as flows from '@patchbay/contracts/flows'
import * as iclients from '@patchbay/contracts/iclients'
import * as importTokens from '@patchbay/contracts/import-tokens'
import * as integrations from '@patchbay/contracts/integrations'
import * as invitations from '@patchbay/contracts/invitations'
import * as notifications from '@patchbay/contracts/notifications'
import * as openapi from '@patchbay/contracts/openapi'
import * as passkeys from '@patchbay/contracts/passkeys'
import * as proxy from '@patchbay/contracts/proxy'
import * as session from '@patchbay/contracts/session'
import * as signIn from '@patchbay/contracts/sign-in'
import * as signInLinks from '@patchbay/contracts/sign-in-links'
import * as totp from '@patchbay/contracts/totp'
import * as traffic from '@patchbay/contracts/traffic'
import * as users from '@patchbay/contracts/users'
import * as webhooks from '@patchbay/contracts/webhooks'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

interface Operation {
  operationId: string
  summary: string
  parameters: { name: string; in: string; required: boolean }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { content?: Record<string, { schema: { $ref?: string } }> }>
  security?: []
}
interface Description extends Record<string, unknown> {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, object> }
}

let patchbay: TestPatchbay
let description: Description
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  const api = await patchbay.signedIn()
  description = (await api.ok(openapi.getOpenApi)) as unknown as Description
})
afterAll(() => patchbay.stop())

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'permission' in value && 'reply' in value
const features = [
  account,
  agents,
  apiKeys,
  applications,
  authorizations,
  changes,
  configuration,
  connectionUses,
  connections,
  discovery,
  events,
  flows,
  iclients,
  importTokens,
  integrations,
  invitations,
  notifications,
  openapi,
  passkeys,
  proxy,
  session,
  signIn,
  signInLinks,
  totp,
  traffic,
  users,
  webhooks,
]
const endpoints = features.flatMap((each) => Object.values(each).filter(isEndpoint))

const operations = () => Object.values(description.paths).flatMap((path) => Object.values(path))

function operationOf({ path, method }: Endpoint): Operation | undefined {
  return description.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
}

describe('the OpenAPI description', () => {
  it('requires sign-in', async () => {
    expect(await patchbay.visitor().refused(openapi.getOpenApi)).toMatchObject({ status: 401 })
  })

  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(description))
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
    expect(description.openapi).toMatch(/^3\.1\./)
  })

  it('has every endpoint of the contracts, and no other', () => {
    for (const endpoint of endpoints) {
      expect(operationOf(endpoint)?.summary, `${endpoint.method} ${endpoint.path}`).toBe(endpoint.summary)
    }
    expect(operations()).toHaveLength(endpoints.length)
  })

  it('names each operation once', () => {
    const ids = operations().map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('getApiConnectionsById')
  })

  it('says with each endpoint what it may answer', () => {
    for (const endpoint of endpoints) {
      const { responses = {} } = operationOf(endpoint) ?? {}
      const promised = endpoint.errors.map((code) => problems[code].status)
      const expected = endpoint.permission === 'anyone' ? promised : [...promised, 401]
      for (const status of [endpoint.status, ...expected]) {
        expect(Object.keys(responses), endpoint.path).toContain(String(status))
      }
      for (const [status, { content }] of Object.entries(responses)) {
        const type = Number(status) < 400 ? 'application/json' : 'application/problem+json'
        if (status !== '204') expect(Object.keys(content ?? {}), endpoint.path).toEqual([type])
      }
    }
  })

  it('has all path parameters as required ones, and the query members as optional', () => {
    const { parameters = [] } = operationOf(connections.listConnections) ?? {}
    expect(parameters.map(({ name, in: place, required }) => [name, place, required])).toEqual(
      ['q', 'cursor', 'limit', 'application', 'status', 'iClientId', 'agentId', 'sort'].map((name) => [
        name,
        'query',
        false,
      ]),
    )
    const ofPath = operationOf(connections.getToken)?.parameters
    expect(ofPath).toMatchObject([{ name: 'id', in: 'path', required: true }])
  })

  it('has no reference without its target', () => {
    const references = JSON.stringify(description).match(/#\/components\/schemas\/\w+/g) ?? []
    expect(references.length).toBeGreaterThan(0)
    const known = Object.keys(description.components.schemas)
    for (const each of new Set(references)) expect(known).toContain(each.split('/').at(-1))
  })

  it('says where it is served and which cookie signs in', async () => {
    const secure = await startTestPatchbay({ env: { PATCHBAY_PUBLIC_URL: 'https://patchbay.example' } })
    const served = await (await secure.signedIn()).ok(openapi.getOpenApi)
    await secure.stop()
    expect(served).toMatchObject({
      servers: [{ url: 'https://patchbay.example' }],
      components: { securitySchemes: { session: { in: 'cookie', name: '__Host-patchbay_session' } } },
    })
  })

  it('shows write-only secrets in requests alone', () => {
    const requests = JSON.stringify(operationOf(iclients.createIClient)?.requestBody)
    expect(requests).toContain('clientSecret')
    expect(JSON.stringify(description.components.schemas)).not.toContain('"clientSecret"')
  })
})
