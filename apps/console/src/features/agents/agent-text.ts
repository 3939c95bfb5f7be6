import { type Agent, agentSoftware } from '@patchbay/contracts/agents'
import { ago, shortDuration } from '../../ui/relative-time.ts'

/** As people call it: what it names itself in its identification string has no blanks. */
export function softwareText(software: string): string {
  const own = software.startsWith(agentSoftware)
    ? `Patchbay agent ${software.slice(agentSoftware.length)}`
    : software
  return own.replaceAll('_', ' ')
}

/** How long it has been so, or since when it has not. */
export function sinceText({ status, onlineSince, lastSeenAt }: Agent, now: number): string {
  if (status === 'online')
    return onlineSince === null ? '' : `for ${shortDuration(now - Date.parse(onlineSince))}`
  return lastSeenAt === null ? 'never connected' : `last seen ${ago(lastSeenAt, now)}`
}

export function statusText(agent: Agent, now: number): string {
  const since = sinceText(agent, now)
  return agent.status === 'online' ? `Online ${since}`.trim() : `Offline, ${since}`
}

/** It is here with the token that it was given last. */
export function hasArrived({ status, onlineSince, tokenCreatedAt }: Agent): boolean {
  return status === 'online' && onlineSince !== null && onlineSince >= tokenCreatedAt
}
