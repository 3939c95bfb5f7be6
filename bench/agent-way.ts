import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { RunningProcess } from './processes.ts'
import { type Send, signIn } from './screens.ts'

interface Gateway {
  readonly port: number
  readonly hostKeyFingerprint: string
}

/** What an agent is started with. */
export interface Pairing extends Gateway {
  readonly agentId: string
  readonly accessToken: string
}

/** Where requests go, and what goes with them. */
export interface Way {
  readonly url: string
  readonly headers?: Record<string, string>
}

async function read<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer
  if (!response.ok) throw new TypeError(`${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

const post = <T>(send: Send, path: string, body: object) =>
  read<T>(send(path, { method: 'POST', body: JSON.stringify(body) }))

export async function pair(patchbay: RunningProcess, name: string): Promise<Pairing> {
  const send = await signIn(patchbay)
  const gateway = await read<Gateway>(send('/api/gateway'))
  const { id, accessToken } = await post<{ id: string; accessToken: string }>(send, '/api/agents', {
    name,
  })
  return { ...gateway, agentId: id, accessToken }
}

/** When the agent is there; how long that took, looked at every 10 ms. */
export async function waitForAgent(patchbay: RunningProcess, agentId: string): Promise<number> {
  const send = await signIn(patchbay)
  const startedAt = performance.now()
  for (;;) {
    const { status } = await read<{ status: string }>(send(`/api/agents/${agentId}`))
    if (status === 'online') return performance.now() - startedAt
    await wait(10)
  }
}

/** A connection to a server, through an agent or, without one, straight; where requests through it go. */
export async function connect(
  patchbay: RunningProcess,
  server: string,
  agentId: string | null,
): Promise<Way> {
  const send = await signIn(patchbay)
  const name = agentId ?? 'straight'
  const { id: iClientId } = await post<{ id: string }>(send, '/api/iclients', {
    name,
    application: 'acumatica',
    clientId: 'c',
    clientSecret: 's',
  })
  const way = agentId === null ? {} : { mode: 'on-premise', agentId }
  const settings = { ...way, instanceUri: server, tokenUrl: `${server}/token` }
  const advanced = { concurrencyLevel: 25 }
  const connection = { name, application: 'acumatica', authType: 'oauth2', settings, iClientId, advanced }
  const { id } = await post<{ id: string }>(send, '/api/connections', connection)
  const { authorizationUrl } = await post<{ authorizationUrl: string }>(
    send,
    `/api/connections/${id}/authorize`,
    {},
  )
  const asked = new URL(authorizationUrl).searchParams
  const callback = new URL(asked.get('redirect_uri') ?? '')
  callback.search = new URLSearchParams({ code: 'code', state: asked.get('state') ?? '' }).toString()
  await send(callback.pathname + callback.search, { headers: {} })
  const { key } = await post<{ key: string }>(send, '/api/api-keys', { name, permissions: ['proxy'] })
  return {
    url: `${patchbay.url}/api/connections/${id}/proxy`,
    headers: { authorization: `Bearer ${key}` },
  }
}

export async function rssMiBOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024
}
