import type { Agent } from '@patchbay/contracts/agents'
import type { Deps } from '../../deps.ts'
import type { AgentLinkRecord, AgentRecord } from '../../records/agent.ts'
import { presentAuthority } from './certificate-authority.ts'

type PresentDeps = Pick<Deps, 'records' | 'agentLinks'>

type Standing = Pick<
  Agent,
  'status' | 'onlineSince' | 'lastSeenAt' | 'software' | 'address' | 'allow' | 'offeredCertificateAuthority'
>

function standingOf(
  { agentLinks }: PresentDeps,
  { id, certificateAuthority }: AgentRecord,
  last: AgentLinkRecord | null,
): Standing {
  const link = agentLinks.current(id)
  const offered = link?.hello?.certificateAuthority ?? last?.offeredCertificateAuthority ?? null
  const allow = link === null ? last?.allow : link.hello?.allow
  return {
    status: link === null ? 'offline' : 'online',
    onlineSince: link?.since ?? null,
    lastSeenAt: link === null ? (last?.endedAt ?? last?.onlineSince ?? null) : null,
    software: link?.software ?? last?.software ?? null,
    address: link?.address ?? last?.address ?? null,
    allow: allow === undefined || allow === null ? null : [...allow],
    offeredCertificateAuthority: offered === certificateAuthority ? null : presentAuthority(offered),
  }
}

/** Records as answers carry them: every member by name, so that the token's hash cannot slip through. */
export async function presentAgents(deps: PresentDeps, records: readonly AgentRecord[]): Promise<Agent[]> {
  const ids = records.map(({ id }) => id)
  const users = await deps.records.connections.countBy('settings.agentId', ids)
  const lasts = await Promise.all(ids.map((id) => deps.records.agentLinks.get(id)))
  return records.map((record, at) => ({
    id: record.id,
    version: record.version,
    name: record.name,
    ...standingOf(deps, record, lasts[at] ?? null),
    certificateAuthority: presentAuthority(record.certificateAuthority),
    usedBy: users.get(record.id) ?? 0,
    tokenCreatedAt: record.tokenCreatedAt,
    createdAt: record.createdAt,
    createdBy: record.createdBy,
    updatedAt: record.updatedAt,
  }))
}

export async function presentAgent(deps: PresentDeps, record: AgentRecord): Promise<Agent> {
  const [presented] = await presentAgents(deps, [record])
  return presented as Agent
}
