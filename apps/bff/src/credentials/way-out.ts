import { agentOfSettings } from '@patchbay/applications/rules/agent'
import { createDiscovery } from '../oauth/discovery.ts'
import type { OAuthDeps } from '../oauth/client.ts'
import { HttpProblem } from '../http/http-problem.ts'
import { offlineText, type TunnelWay } from '../gateway/tunnels.ts'
import { bareHost, portOf } from '../outbound/address.ts'
import type { Outbound } from '../outbound/outbound.ts'
import type { ConnectionRecord } from '../records/connection.ts'
import { definitionOf } from './client-of.ts'
import type { CredentialsDeps } from './credentials-deps.ts'

type WayDeps = Pick<CredentialsDeps, 'records' | 'tunnels' | 'outbound'> & { readonly oauth: OAuthDeps }

const retryAfterS = 5

/** What each way has been told of the servers at its end. */
const discoveries = new WeakMap<Outbound, OAuthDeps['discovery']>()

function discoveryBy(outbound: Outbound): OAuthDeps['discovery'] {
  const discovery = discoveries.get(outbound) ?? createDiscovery(outbound)
  discoveries.set(outbound, discovery)
  return discovery
}

/** The agent that a connection's requests go through; null: they go straight out. */
export function agentIdOf(record: ConnectionRecord): string | null {
  return agentOfSettings(definitionOf(record), record.settings)?.agentId ?? null
}

async function wayOf({ records }: WayDeps, record: ConnectionRecord): Promise<TunnelWay | null> {
  const given = agentOfSettings(definitionOf(record), record.settings)
  if (given === null) return null
  const { agentId, instance } = given
  const agent = await records.agents.get(agentId)
  return {
    agent: { id: agentId, name: agent?.name ?? agentId },
    target: { host: bareHost(instance.hostname), port: portOf(instance) },
    certificateAuthority: agent?.certificateAuthority ?? null,
  }
}

/** The agent without which requests of a connection cannot leave now; null: they can. */
export function missingAgentOf(
  { tunnels }: Pick<WayDeps, 'tunnels'>,
  record: ConnectionRecord,
): string | null {
  const agentId = agentIdOf(record)
  return agentId === null || tunnels.isOpen(agentId) ? null : agentId
}

export function isAgentOffline(error: unknown): boolean {
  return error instanceof HttpProblem && error.code === 'agent_offline'
}

/**
 * What a connection's requests are sent with: straight out, or through its agent to the one server that it is about.
 *
 * @throws HttpProblem `agent_offline` before anything is sent
 */
export async function through<D extends WayDeps>(deps: D, record: ConnectionRecord): Promise<D> {
  if (agentIdOf(record) === null) return deps
  const way = await wayOf(deps, record)
  if (way === null) return deps
  if (!deps.tunnels.isOpen(way.agent.id))
    throw new HttpProblem('agent_offline', offlineText(way.agent.name), { retryAfterS })
  const outbound = deps.tunnels.outbound(way)
  return { ...deps, outbound, oauth: { outbound, discovery: discoveryBy(outbound) } }
}
