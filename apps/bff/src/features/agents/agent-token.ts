import { hash, timingSafeEqual } from 'node:crypto'
import { agentTokenPrefix } from '@patchbay/contracts/agents'
import type { Deps } from '../../deps.ts'
import { randomToken } from '../../new-id.ts'

/** Of 256 random bits, so a fast hash does. */
export function tokenHash(token: string): string {
  return hash('sha256', token, 'base64url')
}

export function newAgentToken(): string {
  return agentTokenPrefix + randomToken()
}

/** The hash of the token where it is the agent's; null: it is not, or there is no such agent. */
export async function authenticateAgent(
  { records }: Pick<Deps, 'records'>,
  agentId: string,
  token: string,
): Promise<string | null> {
  const given = tokenHash(token)
  const record = await records.agents.get(agentId)
  const kept = record?.tokenHash ?? tokenHash('')
  return timingSafeEqual(Buffer.from(given), Buffer.from(kept)) && record !== null ? given : null
}
