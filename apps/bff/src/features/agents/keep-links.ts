import type { Deps } from '../../deps.ts'
import type { AgentLink } from '../../gateway/agent-link.ts'
import type { AgentLinkRecord, AgentRecord } from '../../records/agent.ts'
import { modify } from '../../records/modify.ts'
import type { Collection } from '../../stores/store.ts'
import { presentAuthority } from './certificate-authority.ts'

type KeepDeps = Pick<Deps, 'records' | 'agentLinks' | 'log'>

/** Writes over what is there, or writes anew. */
async function put(collection: Collection<AgentLinkRecord>, record: Omit<AgentLinkRecord, 'version'>) {
  const written = await modify<AgentLinkRecord>(collection, record.id, (current) => ({
    ...current,
    ...record,
  }))
  if (written === null) await collection.insert(record)
}

/** With a new token an agent is paired: the authority it comes with then is taken, later ones are an admin's to trust. */
async function pair({ records }: KeepDeps, link: AgentLink, last: AgentLinkRecord | null): Promise<void> {
  const offered = link.hello?.certificateAuthority ?? null
  if (offered === null || last?.tokenHash === link.tokenHash || presentAuthority(offered) === null) return
  await modify<AgentRecord>(records.agents, link.agentId, (current) =>
    current.certificateAuthority === null && current.tokenHash === link.tokenHash
      ? { ...current, certificateAuthority: offered, updatedAt: new Date().toISOString() }
      : null,
  )
}

async function keep(deps: KeepDeps, link: AgentLink): Promise<void> {
  const { records, agentLinks, log } = deps
  const { askHello } = await import('../../gateway/ask-hello.ts')
  link.hello = await askHello(link).catch((error: unknown) => {
    log.info({ err: error, agent: link.agentId }, 'the agent does not say anything of itself')
    return null
  })
  await pair(deps, link, await records.agentLinks.get(link.agentId))
  // Deleted meanwhile: nothing of it is to stay.
  if ((await records.agents.get(link.agentId)) === null) return
  await put(records.agentLinks, {
    id: link.agentId,
    tokenHash: link.tokenHash,
    software: link.software,
    address: link.address,
    allow: link.hello?.allow ?? null,
    offeredCertificateAuthority: link.hello?.certificateAuthority ?? null,
    onlineSince: link.since,
    endedAt: null,
  })
  agentLinks.tell(link.agentId)
}

async function noteEnd({ records, agentLinks }: KeepDeps, agentId: string): Promise<void> {
  if (agentLinks.isOnline(agentId)) return
  await modify<AgentLinkRecord>(records.agentLinks, agentId, (current) =>
    current.endedAt === null ? { ...current, endedAt: new Date().toISOString() } : null,
  )
}

export interface KeepLinks {
  linked(link: AgentLink): void
  /** Waits for what is being written. */
  settled(): Promise<void>
}

/** Writes down who was there and when, for the time after they are gone. One after the other for each agent. */
export function keepLinks(deps: KeepDeps): KeepLinks {
  const chains = new Map<string, Promise<void>>()
  const enqueue = (agentId: string, work: () => Promise<void>) => {
    const next = (chains.get(agentId) ?? Promise.resolve())
      .then(work)
      .catch((error: unknown) =>
        deps.log.warn({ err: error, agent: agentId }, 'an agent’s link was not noted'),
      )
      .finally(() => chains.get(agentId) === next && chains.delete(agentId))
    chains.set(agentId, next)
  }
  deps.agentLinks.listen((agentId) => {
    if (!deps.agentLinks.isOnline(agentId)) enqueue(agentId, () => noteEnd(deps, agentId))
  })
  return {
    linked: (link) => enqueue(link.agentId, () => keep(deps, link)),
    settled: async () => void (await Promise.all(chains.values())),
  }
}
