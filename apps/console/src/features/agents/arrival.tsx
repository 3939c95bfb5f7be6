import type { Agent } from '@patchbay/contracts/agents'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { hasArrived, softwareText } from './agent-text.ts'
import styles from './agents.module.css'
import { agentQueries } from './queries.ts'

const askAgainMs = 3_000

/** Whether the agent has connected with the token that has just been shown. */
export function Arrival({ agent }: { agent: Agent }) {
  const client = useQueryClient()
  const { data = agent } = useQuery({
    ...agentQueries.detail(agent.id),
    // Whoever is here waits for it, and news of it may not reach this page (without TLS there is no stream).
    refetchInterval: ({ state }) => (state.data !== undefined && hasArrived(state.data) ? false : askAgainMs),
    // A terminal is looked at meanwhile.
    refetchIntervalInBackground: true,
  })
  const isHere = hasArrived(data) && data.tokenCreatedAt >= agent.tokenCreatedAt
  useEffect(() => {
    if (isHere) void client.invalidateQueries({ queryKey: agentQueries.all })
  }, [isHere, client])
  return (
    <div className={styles['arrival']} role="status">
      {isHere ? (
        <>
          <Badge tone="ok">Online</Badge>
          <span>
            Connected from {data.address}
            {data.software !== null && `, ${softwareText(data.software)}`}
          </span>
        </>
      ) : (
        <>
          <Spinner />
          <span>Waiting for the agent to connect</span>
        </>
      )}
    </div>
  )
}
