import { createApiKey } from '@patchbay/contracts/api-keys'
import type { Connection } from '@patchbay/contracts/connection'
import { createConnection } from '@patchbay/contracts/connections'
import { createIClient } from '@patchbay/contracts/iclients'
import { expect } from 'vitest'
import type { ApiClient } from './api-client.ts'
import { authorizeAtOnce, newName } from './connecting.ts'
import { type EchoServer, startEchoServer } from './echo-server.ts'
import { type RawAnswer, rawExchange } from './raw-exchange.ts'
import { startTestPatchbay, type TestPatchbay } from './test-patchbay.ts'

/** Key of a program that may send requests through every connection. */
export async function proxyKey(api: ApiClient): Promise<string> {
  const { key } = await api.ok(createApiKey, { body: { name: newName(), permissions: ['proxy'] } })
  return key
}

/** A connection by client credentials, whose base is `/api/v1` of the application unless told. */
export async function onlineAt(
  api: ApiClient,
  origin: string,
  {
    baseUrl = `${origin}/api/v1`,
    ...advanced
  }: { readonly baseUrl?: string; readonly [member: string]: unknown } = {},
): Promise<Connection> {
  const name = newName()
  const client = { name, application: 'oauth2', clientId: 'c', clientSecret: 's' }
  const { id: iClientId } = await api.ok(createIClient, { body: client })
  const settings = { tokenUrl: `${origin}/token`, baseUrl }
  const body = { name, application: 'oauth2', authType: 'client-credentials', settings, iClientId, advanced }
  const { connection } = await authorizeAtOnce(api, await api.ok(createConnection, { body }))
  expect(connection.status).toBe('online')
  return connection
}

export interface RawRequest {
  readonly method?: string
  /** After `/proxy`. */
  readonly rest?: string
  readonly version?: string
  /** Lines. */
  readonly headers?: readonly string[]
  readonly body?: string
}

/** An application, Patchbay before it, and a program. */
export interface Proxying {
  readonly patchbay: TestPatchbay
  readonly api: ApiClient
  readonly app: EchoServer
  readonly key: string
  online(advanced?: Readonly<Record<string, unknown>>): Promise<Connection>
  through(connection: Pick<Connection, 'id'>, path: string, init?: RequestInit): Promise<Response>
  /** Byte by byte, with nothing tidied. */
  raw(connection: Pick<Connection, 'id'>, request?: RawRequest): Promise<RawAnswer>
  stop(): Promise<unknown>
}

/** A request through a connection, in bytes (latin1). */
export function rawRequest(id: string, key: string, request: RawRequest): string {
  const { method = 'GET', rest = '/', version = '1.1', headers = [], body = '' } = request
  const lines = [
    `${method} /api/connections/${id}/proxy${rest} HTTP/${version}`,
    'Host: patchbay.test',
    `Authorization: Bearer ${key}`,
    ...(headers.some((line) => /^connection:/i.test(line)) ? [] : ['Connection: close']),
    ...headers,
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}

export async function startProxying(): Promise<Proxying> {
  const patchbay = await startTestPatchbay()
  const api = await patchbay.signedIn()
  const app = await startEchoServer()
  const key = await proxyKey(api)
  return {
    patchbay,
    api,
    app,
    key,
    online: (advanced) => onlineAt(api, app.origin, advanced),
    through({ id }, path, init = {}) {
      const headers = { authorization: `Bearer ${key}`, ...(init.headers as Record<string, string>) }
      const url = `${patchbay.target}/api/connections/${id}/proxy${path}`
      return fetch(url, { redirect: 'manual', ...init, headers })
    },
    raw: ({ id }, request = {}) => rawExchange(patchbay.target, rawRequest(id, key, request)),
    stop: () => Promise.all([patchbay.stop(), app.stop()]),
  }
}
