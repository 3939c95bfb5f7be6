import { createConnection } from '@patchbay/contracts/connections'
import { createIClient } from '@patchbay/contracts/iclients'
import { getOpenApi } from '@patchbay/contracts/openapi'
import { signIn } from '@patchbay/contracts/session'
import { createWebhook } from '@patchbay/contracts/webhooks'
import { newAgent } from '../agents.ts'
import type { ApiClient } from '../api-client.ts'
import { newName } from '../connecting.ts'
import { newFlow, newIntegration, register } from '../integrating.ts'
import { adminPassword, startTestPatchbay, type TestPatchbay } from '../test-patchbay.ts'
import type { Operation, RandomCall } from './calls.ts'
import type { Schema, Vocabulary } from './valid-values.ts'

interface Described {
  readonly parameters: Operation['parameters']
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> }
  readonly responses: Record<string, unknown>
}
interface Description {
  readonly paths: Record<string, Record<string, Described>>
  readonly components: { readonly schemas: Record<string, Schema> }
}

export interface RandomAnswer {
  readonly status: number
  readonly contentType: string
  readonly text: string
}

/** A Patchbay with a record of each kind, that is asked whatever comes to mind. */
export interface Subject {
  readonly patchbay: TestPatchbay
  readonly operations: readonly Operation[]
  readonly vocabulary: Vocabulary
  /** @throws where nothing comes within the time */
  ask(operation: Operation, call: RandomCall): Promise<RandomAnswer>
  /** Calls may have ended the session. @returns whether it was let in */
  signInAgain(): Promise<boolean>
  stop(): Promise<void>
}

/** Its answer does not end by itself. */
const endless = '/api/changes'
/** No call waits longer: what it waits for itself has shorter limits. */
const patienceMs = 25_000

async function recordsOf(api: ApiClient): Promise<Record<string, string>> {
  const name = newName()
  const client = { name, application: 'oauth2', clientId: 'c', clientSecret: 's' }
  const { id: iClientId } = await api.ok(createIClient, { body: client })
  const settings = { tokenUrl: 'http://127.0.0.1:1/token', baseUrl: 'http://127.0.0.1:1/api' }
  const body = { name, application: 'oauth2', authType: 'client-credentials', settings, iClientId }
  const connection = await api.ok(createConnection, { body })
  const agent = await newAgent(api)
  const integration = await newIntegration(api)
  await register(api, integration, connection)
  const flow = await newFlow(api, integration)
  const webhook = await api.ok(createWebhook, { body: { name, url: 'http://127.0.0.1:1/', enabled: false } })
  return {
    iclients: iClientId,
    connections: connection.id,
    agents: agent.id,
    integrations: integration.id,
    flows: flow.id,
    webhooks: webhook.id,
    applications: 'oauth2',
    steps: flow.steps[0]?.id ?? '',
  }
}

/** What takes records away comes late, and last what makes this address wait, the test's own sign-ins among it. */
function turnOf({ method, path }: Operation): number {
  if (method === 'POST' && /^\/api\/(session|setup)/.test(path)) return 2
  return method === 'DELETE' ? 1 : 0
}

function operationsOf({ paths }: Description): Operation[] {
  return Object.entries(paths)
    .filter(([path]) => path !== endless)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters, requestBody, responses }]) => ({
        method: method.toUpperCase(),
        path,
        parameters,
        body: requestBody?.content['application/json']?.schema ?? null,
        statuses: Object.keys(responses).map(Number),
      })),
    )
    .toSorted((one, other) => turnOf(one) - turnOf(other))
}

export async function startSubject(): Promise<Subject> {
  const patchbay = await startTestPatchbay({ env: { PATCHBAY_LOG_LEVEL: 'error' } })
  const api = await patchbay.signedIn()
  const description = (await api.ok(getOpenApi)) as unknown as Description
  const known = await recordsOf(api)
  const ids = [...Object.values(known), 'conn_none']
  return {
    patchbay,
    operations: operationsOf(description),
    vocabulary: { ids, known, components: description.components.schemas },
    async ask({ method }, { path, contentType, body }) {
      const headers = {
        origin: api.origin,
        cookie: api.cookie,
        ...(contentType === null ? {} : { 'content-type': contentType }),
      }
      const signal = AbortSignal.timeout(patienceMs)
      const init = {
        method,
        headers,
        signal,
        redirect: 'manual' as const,
        ...(body === null ? {} : { body }),
      }
      const response = await fetch(patchbay.target + path, init)
      const type = response.headers.get('content-type') ?? ''
      return { status: response.status, contentType: type, text: await response.text() }
    },
    signInAgain: async () => (await api.call(signIn, { body: { password: adminPassword } })).status === 201,
    stop: () => patchbay.stop(),
  }
}
