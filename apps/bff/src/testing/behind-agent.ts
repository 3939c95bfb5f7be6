import type { Connection } from '@patchbay/contracts/connection'
import { createConnection } from '@patchbay/contracts/connections'
import { createIClient } from '@patchbay/contracts/iclients'
import { applicationOf, startTestSandbox, temporaryDir } from '@patchbay/sandbox/test-sandbox'
import type { Sandbox } from '@patchbay/sandbox/sandbox'
import { callbackPath } from '../public-urls.ts'
import type { NewAgent } from './agents.ts'
import type { ApiClient } from './api-client.ts'
import { newName } from './connecting.ts'

/** Stand-ins of which Patchbay knows nothing, as on a company's own server. Ended with the test. */
export async function ownServer({ origin }: ApiClient): Promise<Sandbox> {
  return startTestSandbox({ dir: await temporaryDir(), callbackUrls: [origin + callbackPath] })
}

/** A draft that leads to the Acumatica of such a server, through an agent. */
export async function draftBehind(
  api: ApiClient,
  agent: Pick<NewAgent, 'id'>,
  sandbox: Pick<Sandbox, 'applications'>,
): Promise<Connection> {
  const { address, client } = applicationOf(sandbox as Sandbox, 'acumatica')
  const name = newName()
  const { clientId, clientSecret } = client
  const { id } = await api.ok(createIClient, {
    body: { name, application: 'acumatica', clientId, clientSecret },
  })
  const settings = { mode: 'on-premise', agentId: agent.id, instanceUri: address }
  const scopes = ['api', 'offline_access']
  const body = { name, application: 'acumatica', authType: 'oauth2', settings, scopes, iClientId: id }
  return api.ok(createConnection, { body })
}
