import { getApplication } from '@patchbay/contracts/applications'
import { getAuthorization, startAuthorization } from '@patchbay/contracts/authorizations'
import type { Authorization } from '@patchbay/contracts/authorizations'
import type { Connection } from '@patchbay/contracts/connection'
import { createConnection, getConnection } from '@patchbay/contracts/connections'
import { createIClient } from '@patchbay/contracts/iclients'
import { Visitor } from '@patchbay/sandbox/visitor'
import { expect } from 'vitest'
import { callbackPath } from '../public-urls.ts'
import type { ApiClient } from './api-client.ts'
import type { OddServer } from './odd-server.ts'

let number = 0
/** A name that no other record has. */
export function newName(): string {
  number += 1
  return `Acumatica ${number}`
}

/** A draft that leads to the sandbox. */
export function draftAtSandbox(api: ApiClient, changes: object = {}): Promise<Connection> {
  return draftOf(api, 'acumatica', { scopes: ['api', 'offline_access'], ...changes })
}

interface Changes {
  readonly settings?: Readonly<Record<string, string>>
  readonly [member: string]: unknown
}

/** What makes a connection to an application's stand-in; settings given come on top of its own. */
export async function sandboxBody(api: ApiClient, application: string, changes: Changes = {}) {
  const { sandbox } = await api.ok(getApplication, { params: { id: application } })
  const settings = { ...sandbox?.settings, ...changes.settings }
  const iClientId = sandbox?.iClientId ?? null
  return { name: newName(), application, authType: 'oauth2', iClientId, ...changes, settings }
}

/** A draft that leads to an application's stand-in. */
export async function draftOf(
  api: ApiClient,
  application: string,
  changes: Changes = {},
): Promise<Connection> {
  return api.ok(createConnection, { body: await sandboxBody(api, application, changes) })
}

export const oddClientSecret = 'odd-client-secret'

/** A draft that leads to a server of ours, with an iClient of its own. */
export async function draftAt(api: ApiClient, odd: OddServer, changes: object = {}): Promise<Connection> {
  const name = newName()
  const client = { name, application: 'acumatica', clientId: 'odd-client', clientSecret: oddClientSecret }
  const { id: iClientId } = await api.ok(createIClient, { body: client })
  const body = {
    name,
    application: 'acumatica',
    authType: 'oauth2',
    settings: { instanceUri: odd.origin },
    scopes: ['api', 'offline_access'],
    iClientId,
    ...changes,
  }
  return api.ok(createConnection, { body })
}

export interface Started {
  readonly authorizationId: string
  readonly url: URL
}

/** The click on Save & authorize. */
export async function begin(api: ApiClient, { id }: Pick<Connection, 'id'>): Promise<Started> {
  const { authorizationId, authorizationUrl } = await api.ok(startAuthorization, { params: { id } })
  if (authorizationUrl === null) throw new TypeError('no window is needed for this connection')
  return { authorizationId, url: new URL(authorizationUrl) }
}

/** Signs in at the sandbox and answers its consent page; where the browser is sent then. */
export function walkSandbox({ url }: Pick<Started, 'url'>, decision?: 'allow' | 'deny'): Promise<URL> {
  return new Visitor(url.origin).authorize(url.href, decision)
}

/** What a server of ours would send the browser to. */
export function callbackOf({ url }: Pick<Started, 'url'>, parameters: Record<string, string> = {}): URL {
  const callback = new URL(url.searchParams.get('redirect_uri') ?? '')
  const state = url.searchParams.get('state') ?? ''
  callback.search = new URLSearchParams({ code: 'odd-code', state, ...parameters }).toString()
  return callback
}

/** The browser comes back; the page that it is shown. */
export function arrive(api: ApiClient, callback: URL) {
  expect(callback.pathname).toBe(callbackPath)
  // A browser that follows a redirect says no origin.
  return api.send('GET', callback.pathname + callback.search, { headers: { origin: '' } })
}

export interface Outcome {
  readonly page: string
  readonly status: number
  readonly authorization: Authorization
  readonly connection: Connection
}

/** How an authorization ended, seen from all sides. */
export async function outcomeOf(
  api: ApiClient,
  { authorizationId, callback }: { authorizationId: string; callback: URL },
): Promise<Outcome> {
  const { text, status } = await arrive(api, callback)
  const authorization = await api.ok(getAuthorization, { params: { id: authorizationId } })
  const connection = await api.ok(getConnection, { params: { id: authorization.connectionId } })
  return { page: text, status, authorization, connection }
}

/** The whole way at a server of ours, which needs no sign-in. */
export async function authorizeAt(api: ApiClient, connection: Pick<Connection, 'id'>): Promise<Outcome> {
  const started = await begin(api, connection)
  return outcomeOf(api, { authorizationId: started.authorizationId, callback: callbackOf(started) })
}

/** The whole way of a connection that signs in without a window. */
export async function authorizeAtOnce(
  api: ApiClient,
  { id }: Pick<Connection, 'id'>,
): Promise<Pick<Outcome, 'authorization' | 'connection'>> {
  const started = await api.ok(startAuthorization, { params: { id } })
  expect(started.authorizationUrl).toBeNull()
  const authorization = await api.ok(getAuthorization, { params: { id: started.authorizationId } })
  return { authorization, connection: await api.ok(getConnection, { params: { id } }) }
}

/** Where the stand-in of a connection is. */
export function standInOf({ settings }: Pick<Connection, 'settings'>): string {
  return String(settings['server'] ?? settings['instanceUri'])
}

/** All access to a stand-in ends as if its time had come. */
export async function endAccess(connection: Pick<Connection, 'settings'>): Promise<void> {
  const answer = await fetch(`${standInOf(connection)}/sandbox/end-access-tokens`, { method: 'POST' })
  expect(answer.status).toBe(204)
}

/** The whole way at the sandbox. */
export async function authorizeAtSandbox(
  api: ApiClient,
  connection: Pick<Connection, 'id'>,
): Promise<Outcome> {
  const started = await begin(api, connection)
  const callback = await walkSandbox(started)
  return outcomeOf(api, { authorizationId: started.authorizationId, callback })
}
