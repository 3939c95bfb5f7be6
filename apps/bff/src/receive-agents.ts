import { join } from 'node:path'
import type { Config } from './config.ts'
import type { Deps } from './deps.ts'
import { authenticateAgent } from './features/agents/agent-token.ts'
import { keepLinks } from './features/agents/keep-links.ts'
import { type Gateway, openGateway } from './gateway/gateway.ts'
import { newHostKey } from './gateway/host-key.ts'
import { loadOrCreateHostKey } from './vault/host-key-file.ts'

export interface ReceivedAgents {
  /** null: switched off. */
  readonly gateway: Gateway | null
  stop(): Promise<void>
}

/** Opens where agents link to, and what is noted of their links. */
export async function receiveAgents(
  { host, gateway, dataDir }: Config,
  deps: Pick<Deps, 'records' | 'agentLinks' | 'log'>,
): Promise<ReceivedAgents> {
  const { agentLinks: links, log, records } = deps
  const kept = keepLinks(deps)
  if (gateway === null) return { gateway, stop: () => kept.settled() }
  const opened = await openGateway({
    host,
    ...gateway,
    hostKey: await loadOrCreateHostKey(join(dataDir, 'agent-host-key'), newHostKey),
    links,
    log,
    authenticate: (agentId, token) => authenticateAgent({ records }, agentId, token),
    isCurrent: async (agentId, hash) => (await records.agents.get(agentId))?.tokenHash === hash,
    linked: (link) => kept.linked(link),
  })
  return {
    gateway: opened,
    async stop() {
      await opened.stop()
      await kept.settled()
    },
  }
}
