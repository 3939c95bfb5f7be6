import { Gauge, type Registry } from 'prom-client'
import type { Deps } from '../../deps.ts'

export type AgentMetricsDeps = Pick<Deps, 'records' | 'agentLinks'>

const mostNamed = 200

/** Whether each agent is there, to be warned of one that is not. */
export async function registerAgents(
  registry: Registry,
  { records, agentLinks }: AgentMetricsDeps,
): Promise<void> {
  const up = new Gauge({
    name: 'patchbay_agent_up',
    help: `Whether an agent is connected; the first ${mostNamed} by name.`,
    labelNames: ['agent', 'name'],
    registers: [registry],
  })
  const { items } = await records.agents.list({ sort: { by: 'name', direction: 'asc' }, limit: mostNamed })
  for (const { id, name } of items) up.set({ agent: id, name }, agentLinks.isOnline(id) ? 1 : 0)
}
