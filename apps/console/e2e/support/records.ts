import type { Agent } from '@patchbay/contracts/agents'
import type { ApiKey } from '@patchbay/contracts/api-keys'
import type { Application } from '@patchbay/contracts/applications'
import type { Connection } from '@patchbay/contracts/connection'
import type { IClient } from '@patchbay/contracts/iclients'
import type { ListedIntegration } from '@patchbay/contracts/integrations'
import type { Api } from './fixtures.ts'

interface Page<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
  readonly total: number
}

async function all<T>(
  api: Api,
  collection: 'connections' | 'iclients' | 'agents' | 'api-keys' | 'integrations',
): Promise<T[]> {
  const found: T[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const query = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: Page<T> = await api.call('GET', `/api/${collection}?limit=100${query}`)
    found.push(...page.items)
    cursor = page.nextCursor
  }
  return found
}

export const allConnections = (api: Api): Promise<Connection[]> => all(api, 'connections')
export const allIClients = (api: Api): Promise<IClient[]> => all(api, 'iclients')
const allAgents = (api: Api): Promise<Agent[]> => all(api, 'agents')
const allApiKeys = (api: Api): Promise<ApiKey[]> => all(api, 'api-keys')
const allIntegrations = (api: Api): Promise<ListedIntegration[]> => all(api, 'integrations')

/** Every connection of a name, as the server has them now. */
export async function connectionsNamed(api: Api, name: string): Promise<Connection[]> {
  return (await allConnections(api)).filter((each) => each.name === name)
}

/** The one connection of a name. */
export async function connectionNamed(api: Api, name: string): Promise<Connection> {
  const [connection, ...others] = await connectionsNamed(api, name)
  if (connection === undefined || others.length > 0) {
    throw new Error(`${connection === undefined ? 'No' : 'More than one'} connection is named ${name}`)
  }
  return connection
}

/** A draft of an application that leads to its stand-in. */
export async function draftAtSandbox(
  api: Api,
  application: 'lexbizz' | 'acumatica',
  members: { readonly name: string } & Record<string, unknown>,
): Promise<Connection> {
  const { sandbox } = await api.call<Application>('GET', `/api/applications/${application}`)
  const scopes = ['api', 'offline_access']
  return api.call('POST', '/api/connections', {
    application,
    authType: 'oauth2',
    scopes,
    ...sandbox,
    ...members,
  })
}

/** By the API: shorter than by the form, where the form is not what is looked at. */
export function newApiKey(
  api: Api,
  name: string,
  members: Partial<Pick<ApiKey, 'permissions' | 'connectionIds' | 'expiresAt'>> = {},
): Promise<ApiKey & { readonly key: string }> {
  return api.call('POST', '/api/api-keys', { name, permissions: ['read'], ...members })
}

export function newAgent(api: Api, name: string): Promise<Agent & { readonly accessToken: string }> {
  return api.call('POST', '/api/agents', { name })
}

export function newIClient(
  api: Api,
  members: Pick<IClient, 'name' | 'application' | 'clientId'> & { readonly clientSecret: string },
): Promise<IClient> {
  return api.call('POST', '/api/iclients', members)
}

function borrows({ advanced }: Connection): boolean {
  return advanced.borrowConcurrencyFrom !== null
}

/** Remembers what is there, and takes away what came later. */
export async function sweeper(api: Api): Promise<() => Promise<void>> {
  const lists = [
    await allConnections(api),
    await allIClients(api),
    await allAgents(api),
    await allApiKeys(api),
    await allIntegrations(api),
  ]
  const before = new Set(lists.flat().map(({ id }) => id))
  const isNew = ({ id }: { readonly id: string }) => !before.has(id)
  return async () => {
    // What uses a connection goes before it; who borrows before who lends, and both before the iClient and agent that they use.
    for (const { id } of (await allIntegrations(api)).filter(isNew))
      await api.call('DELETE', `/api/integrations/${id}`)
    for (const { id } of (await allApiKeys(api)).filter(isNew))
      await api.call('DELETE', `/api/api-keys/${id}`)
    const connections = (await allConnections(api)).filter(isNew)
    for (const { id } of connections.toSorted((a, b) => Number(borrows(b)) - Number(borrows(a))))
      await api.call('DELETE', `/api/connections/${id}`)
    for (const { id } of (await allIClients(api)).filter(isNew))
      await api.call('DELETE', `/api/iclients/${id}`)
    for (const { id } of (await allAgents(api)).filter(isNew)) await api.call('DELETE', `/api/agents/${id}`)
  }
}
