import { signIn } from '@patchbay/contracts/session'
import type { Connection } from '@patchbay/contracts/connection'
import { expect } from 'vitest'
import { agentToBe, gatewayPort, type NewAgent, newAgent } from './agents.ts'
import { ApiClient } from './api-client.ts'
import { type EchoServer, startEchoServer } from './echo-server.ts'
import { proxyKey } from './proxying.ts'
import { rogueAgent, type RogueAgent, type RogueOptions } from './rogue-agent.ts'
import { spawnPatchbay, type SpawnedPatchbay } from './spawned-patchbay.ts'
import { adminPassword } from './test-patchbay.ts'
import { onlineThrough } from './tunnelling.ts'

/** Patchbay as a process of its own, which must outlive what is done to it. */
export interface AttackedPatchbay {
  readonly patchbay: SpawnedPatchbay
  readonly target: string
  readonly api: ApiClient
  readonly key: string
  readonly port: number
  readonly app: EchoServer
  /** An agent that is ours, and a connection that leads through it; it is honest until it is told otherwise. */
  rogue(
    config?: RogueOptions['config'],
  ): Promise<{ agent: NewAgent; rogue: RogueAgent; connection: Connection }>
  through(connection: Pick<Connection, 'id'>, init?: RequestInit): Promise<Response>
  /** It runs, answers, and complained of nothing that nobody caught. */
  expectAlive(): Promise<void>
  stop(): Promise<unknown>
}

export async function startAttackedPatchbay(): Promise<AttackedPatchbay> {
  const app = await startEchoServer()
  const patchbay = await spawnPatchbay({
    PATCHBAY_ADMIN_PASSWORD: adminPassword,
    PATCHBAY_AGENT_PORT: '0',
    PATCHBAY_LOG_LEVEL: 'warn',
  })
  const url = await patchbay.ready
  const target = url.replace('localhost', '127.0.0.1')
  const api = new ApiClient(target, url)
  await api.ok(signIn, { body: { password: adminPassword } })
  const key = await proxyKey(api)
  const port = await gatewayPort(api)
  return {
    patchbay,
    target,
    api,
    key,
    port,
    app,
    async rogue(config = {}) {
      const agent = await newAgent(api)
      const first = await rogueAgent({ port, agent })
      await agentToBe(api, agent, 'online')
      const connection = await onlineThrough(api, agent, app.origin)
      // What the first has open would be used on.
      first.client.destroy()
      await agentToBe(api, agent, 'offline')
      const rogue = await rogueAgent({ port, agent, config })
      await agentToBe(api, agent, 'online')
      return { agent, rogue, connection }
    },
    through({ id }, init = {}) {
      const headers = { authorization: `Bearer ${key}` }
      return fetch(`${target}/api/connections/${id}/proxy/Customer`, { ...init, headers })
    },
    async expectAlive() {
      const since = performance.now()
      expect((await fetch(`${target}/healthz`)).status).toBe(200)
      expect(performance.now() - since).toBeLessThan(2_000)
      expect([...patchbay.stdout, ...patchbay.stderr].join('\n')).not.toMatch(/uncaught|unhandled/i)
    },
    stop: () => Promise.all([patchbay.cleanup(), app.stop()]),
  }
}
