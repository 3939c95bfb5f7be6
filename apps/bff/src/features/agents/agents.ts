import type { createAgentBody, updateAgentBody } from '@patchbay/contracts/agents'
import type * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { HttpProblem, notFound } from '../../http/http-problem.ts'
import { newId } from '../../new-id.ts'
import type { AgentRecord } from '../../records/agent.ts'
import { modify } from '../../records/modify.ts'
import { newAgentToken, tokenHash } from './agent-token.ts'
import { checkAuthority } from './certificate-authority.ts'

type AgentDeps = Pick<Deps, 'records' | 'store' | 'agentLinks'>

interface WithToken {
  readonly record: AgentRecord
  /** Answered here and nowhere else. */
  readonly accessToken: string
}

/** @throws HttpProblem `invalid_value`; StoreError `name_taken` */
export async function createAgent(
  { records }: AgentDeps,
  { name, certificateAuthority }: z.output<typeof createAgentBody>,
  userId: string,
): Promise<WithToken> {
  checkAuthority(certificateAuthority)
  const accessToken = newAgentToken()
  const now = new Date().toISOString()
  const record = await records.agents.insert({
    id: newId('agt'),
    name,
    tokenHash: tokenHash(accessToken),
    tokenCreatedAt: now,
    certificateAuthority,
    createdAt: now,
    createdBy: userId,
    updatedAt: now,
  })
  return { record, accessToken }
}

export async function getAgent({ records }: Pick<Deps, 'records'>, id: string): Promise<AgentRecord> {
  const record = await records.agents.get(id)
  if (record === null) throw notFound('agent')
  return record
}

/** @throws HttpProblem `not_found`, `invalid_value`; StoreError `stale_version`, `name_taken` */
export async function updateAgent(
  deps: AgentDeps,
  id: string,
  { version, name, certificateAuthority }: z.output<typeof updateAgentBody>,
): Promise<AgentRecord> {
  const record = await getAgent(deps, id)
  if (certificateAuthority !== undefined) checkAuthority(certificateAuthority)
  const updated = await deps.records.agents.update({
    ...record,
    version,
    name: name ?? record.name,
    certificateAuthority:
      certificateAuthority === undefined ? record.certificateAuthority : certificateAuthority,
    updatedAt: new Date().toISOString(),
  })
  deps.agentLinks.tell(id)
  return updated
}

/** The old token ends at once, and with it the links that were made by it. @throws HttpProblem `not_found` */
export async function regenerateToken(deps: AgentDeps, id: string): Promise<WithToken> {
  const accessToken = newAgentToken()
  const now = new Date().toISOString()
  const record = await modify<AgentRecord>(deps.records.agents, id, (current) => ({
    ...current,
    tokenHash: tokenHash(accessToken),
    tokenCreatedAt: now,
    updatedAt: now,
  }))
  if (record === null) throw notFound('agent')
  deps.agentLinks.end(id)
  return { record, accessToken }
}

const shownUsers = 20

/** What connections use stays: they are named instead. @throws HttpProblem `not_found`, `in_use` */
export async function deleteAgent(deps: AgentDeps, id: string): Promise<void> {
  const { records, store, agentLinks } = deps
  await store.withLock(`agent:${id}`, async () => {
    await getAgent(deps, id)
    const users = await records.connections.list({
      where: { 'settings.agentId': id },
      sort: { by: 'name', direction: 'asc' },
      limit: shownUsers,
    })
    if (users.total > 0) throw stillUsed(users.items, users.total)
    await records.agents.delete(id)
  })
  agentLinks.forget(id)
  await records.agentLinks.delete(id).catch(() => null)
}

function stillUsed(users: readonly { id: string; name: string }[], total: number): HttpProblem {
  const names = users.map((each) => each.name).join(', ')
  const more = total > users.length ? ` and ${total - users.length} more` : ''
  const detail = `Connections use this agent: ${names}${more}. Give them another agent or delete them first.`
  const errors = users.map((each) => ({ path: `connections.${each.id}`, message: each.name }))
  return new HttpProblem('in_use', detail, { errors })
}
