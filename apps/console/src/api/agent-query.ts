import { getAgent } from '@patchbay/contracts/agents'
import { queryOptions } from '@tanstack/react-query'
import { agentsKey } from './agents.ts'
import { call } from './call.ts'

/** One agent, for its own page and for the list of those that use it. */
export function agentQuery(id: string) {
  return queryOptions({
    queryKey: [...agentsKey, 'detail', id],
    queryFn: ({ signal }) => call(getAgent, { params: { id }, signal }),
  })
}
