import { agentSoftware } from '@patchbay/contracts/agent-program'
import type { Agent } from '@patchbay/contracts/agents'
import { ago, shortDuration } from '../../ui/relative-time.ts'

/** As people call it: what it names itself in its identification string has no blanks. */
export function softwareText(software: string): string {
  const own = software.startsWith(agentSoftware)
    ? `Patchbay agent ${software.slice(agentSoftware.length)}`
    : software
  return own.replaceAll('_', ' ')
}

const newMs = 10_000

function onlineText(since: string, now: number): string {
  const passed = now - Date.parse(since)
  return passed < newMs ? 'just connected' : `for ${shortDuration(passed)}`
}

/** How long it has been there, or since when it has not. */
export function sinceText({ onlineSince, lastSeenAt }: Agent, now: number): string {
  if (onlineSince !== null) return onlineText(onlineSince, now)
  return lastSeenAt === null ? 'never connected' : `last seen ${ago(lastSeenAt, now)}`
}

export function statusText(agent: Agent, now: number): string {
  const since = sinceText(agent, now)
  if (agent.status === 'offline') return `Offline, ${since}`
  return since.startsWith('for') ? `Online ${since}` : `Online, ${since}`
}

/** It is here with the token that it was given last. */
export function hasArrived({ status, onlineSince, tokenCreatedAt }: Agent): boolean {
  return status === 'online' && onlineSince !== null && onlineSince >= tokenCreatedAt
}
