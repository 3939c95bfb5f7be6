import type { Agent } from '@patchbay/contracts/agents'
import type { Deps } from '../../deps.ts'
import type { AgentLinkRecord, AgentRecord } from '../../records/agent.ts'
import { presentAuthority } from './certificate-authority.ts'

type PresentDeps = Pick<Deps, 'records' | 'agentLinks'>

type Standing = Pick<
  Agent,
  'status' | 'onlineSince' | 'lastSeenAt' | 'software' | 'address' | 'allow' | 'offeredCertificateAuthority'
>

interface Linked extends Pick<Agent, 'onlineSince' | 'lastSeenAt' | 'software' | 'address'> {
  readonly allow: readonly string[] | null | undefined
  readonly offered: string | null | undefined
}

/** What is known of the link: the one there is, else the last one, else what was written down of one before the start. */
function linkOf({ agentLinks }: PresentDeps, id: string, written: AgentLinkRecord | null): Linked {
  const link = agentLinks.current(id)
  const ended = agentLinks.ended(id)
  const known = link ?? ended?.link
  return {
    onlineSince: link?.since ?? null,
    lastSeenAt: link === null ? (ended?.at ?? written?.endedAt ?? written?.onlineSince ?? null) : null,
    software: known?.software ?? written?.software ?? null,
    address: known?.address ?? written?.address ?? null,
    allow: known === undefined ? written?.allow : known.hello?.allow,
    offered: known === undefined ? written?.offeredCertificateAuthority : known.hello?.certificateAuthority,
  }
}

function standingOf(
  deps: PresentDeps,
  { id, certificateAuthority }: AgentRecord,
  written: AgentLinkRecord | null,
): Standing {
  const { allow = null, offered = null, ...linked } = linkOf(deps, id, written)
  return {
    ...linked,
    status: linked.onlineSince === null ? 'offline' : 'online',
    allow: allow === null ? null : [...allow],
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
