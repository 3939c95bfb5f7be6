import type { Connection } from '@patchbay/contracts/connection'
import { createIClient } from '@patchbay/contracts/iclients'
import { user } from '@patchbay/sandbox/account'
import { Visitor } from '@patchbay/sandbox/visitor'
import { callbackPath } from '../public-urls.ts'
import type { ApiClient } from './api-client.ts'
import { newName } from './connecting.ts'

function valueAfter(term: string, text: string): string {
  return new RegExp(`<dt>${term}</dt>\\s*<dd><code>([^<]+)`).exec(text)?.[1] ?? ''
}

interface Registration {
  readonly api: ApiClient
  /** The stand-in's address. */
  readonly address: string
  readonly application: string
}

/** Registers a client by hand, on the stand-in's page. */
export async function registerClient(
  { api, address }: Pick<Registration, 'api' | 'address'>,
  fields: Record<string, string> = {},
) {
  const visitor = new Visitor(new URL(address).origin)
  const signIn = await visitor.get(`${address}/connected-applications`)
  const page = await visitor.submit(signIn, { userName: user.name, password: user.password })
  const redirectUri = api.origin + callbackPath
  const done = await visitor.submit(page, { clientName: 'By hand', redirectUri, ...fields })
  return {
    clientId: valueAfter('Client ID', done.text),
    clientSecret: valueAfter('Client secret', done.text),
  }
}

/** An iClient of such a client. */
export async function newIClient(
  registration: Registration,
  fields: Record<string, string> = {},
  lifetimes: object = {},
): Promise<NonNullable<Connection['iClientId']>> {
  const client = await registerClient(registration, fields)
  const body = { name: newName(), application: registration.application, ...client, ...lifetimes }
  return (await registration.api.ok(createIClient, { body })).id
}
