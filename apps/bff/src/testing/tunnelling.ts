import type { Connection } from '@patchbay/contracts/connection'
import { createConnection } from '@patchbay/contracts/connections'
import { createIClient } from '@patchbay/contracts/iclients'
import { expect, onTestFinished } from 'vitest'
import { agentToBe, gatewayPort, type NewAgent, newAgent, sshAgent, type SshAgent } from './agents.ts'
import type { ApiClient } from './api-client.ts'
import { authorizeAt, newName } from './connecting.ts'
import { type EchoServer, startEchoServer } from './echo-server.ts'
import { proxyKey, rawRequest, type RawRequest } from './proxying.ts'
import { connectTo } from './raw-exchange.ts'
import { startTestPatchbay, type TestPatchbay } from './test-patchbay.ts'

/** Of one connection, as the form has it. */
export const mostAtOnce = 25

/** A draft that leads by an agent to a server that hands its tokens out at `/token`. */
export async function draftThrough(
  api: ApiClient,
  agent: Pick<NewAgent, 'id'>,
  origin: string,
): Promise<Connection> {
  const name = newName()
  const client = { name, application: 'acumatica', clientId: 'c', clientSecret: 's' }
  const { id: iClientId } = await api.ok(createIClient, { body: client })
  const settings = {
    mode: 'on-premise',
    agentId: agent.id,
    instanceUri: origin,
    tokenUrl: `${origin}/token`,
  }
  const advanced = { concurrencyLevel: mostAtOnce }
  const body = { name, application: 'acumatica', authType: 'oauth2', settings, iClientId, advanced }
  return api.ok(createConnection, { body })
}

export async function onlineThrough(
  api: ApiClient,
  agent: Pick<NewAgent, 'id'>,
  origin: string,
): Promise<Connection> {
  const { connection } = await authorizeAt(api, await draftThrough(api, agent, origin))
  expect(connection.status).toBe('online')
  return connection
}

/** An agent by OpenSSH, a connection that leads through it, and what it leads to. */
export interface Behind {
  readonly agent: NewAgent
  readonly ssh: SshAgent
  readonly connection: Connection
  readonly app: EchoServer
}

/** A server that only agents reach, Patchbay, and a program. */
export interface Tunnelling {
  readonly patchbay: TestPatchbay
  readonly api: ApiClient
  readonly key: string
  readonly port: number
  /** All of it, for one test. */
  behind(own?: Partial<Pick<Behind, 'agent' | 'app'>>): Promise<Behind>
  /** One more link. */
  link(agent: NewAgent): Promise<SshAgent>
  through(connection: Pick<Connection, 'id'>, path?: string, init?: RequestInit): Promise<Response>
  /** Byte by byte, until somebody ends it. */
  raw(connection: Pick<Connection, 'id'>, request?: RawRequest): ReturnType<typeof connectTo>
}

export async function startTunnelling(env: Record<string, string> = {}): Promise<Tunnelling> {
  const patchbay = await startTestPatchbay({
    env: { PATCHBAY_AGENT_PORT: '0', PATCHBAY_ALLOW_HOSTS: '', ...env },
  })
  const api = await patchbay.signedIn()
  const key = await proxyKey(api)
  const port = await gatewayPort(api)
  const link = (agent: NewAgent) => sshAgent({ port, agent })
  return {
    patchbay,
    api,
    key,
    port,
    link,
    async behind(own = {}) {
      const app = own.app ?? (await startEchoServer())
      onTestFinished(() => app.stop())
      const agent = own.agent ?? (await newAgent(api))
      const ssh = await link(agent)
      await agentToBe(api, agent, 'online')
      return { agent, ssh, app, connection: await onlineThrough(api, agent, app.origin) }
    },
    through({ id }, path = '/Customer', init = {}) {
      const headers = { authorization: `Bearer ${key}`, ...(init.headers as Record<string, string>) }
      return fetch(`${patchbay.target}/api/connections/${id}/proxy${path}`, { ...init, headers })
    },
    raw({ id }, request = {}) {
      const socket = connectTo(patchbay.target)
      socket.write(rawRequest(id, key, request), 'latin1')
      return socket
    },
  }
}
