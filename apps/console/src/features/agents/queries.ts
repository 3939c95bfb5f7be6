import {
  createAgent,
  deleteAgent,
  getGateway,
  listAgents,
  regenerateAgentToken,
  updateAgent,
} from '@patchbay/contracts/agents'
import type { BodyInputOf, ReplyOf } from '@patchbay/contracts/endpoint'
import { maxPageSize } from '@patchbay/contracts/list'
import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { agentQuery } from '../../api/agent-query.ts'
import { agentsKey as all } from '../../api/agents.ts'
import { call } from '../../api/call.ts'

const portRetryMs = 10_000

/** An agent as the two answers show it that hold its access token. */
export type IssuedAgent = ReplyOf<typeof createAgent>

export const agentQueries = {
  all,
  list: ({ q }: { q?: string | undefined }) =>
    infiniteQueryOptions({
      queryKey: [...all, 'list', q ?? ''],
      queryFn: ({ pageParam, signal }) => call(listAgents, { query: { q, cursor: pageParam }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  /** Agents to choose from. */
  choices: () =>
    queryOptions({
      queryKey: [...all, 'choices'],
      queryFn: ({ signal }) => call(listAgents, { query: { limit: maxPageSize }, signal }),
      select: (page) => page.items,
    }),
  detail: agentQuery,
  gateway: () =>
    queryOptions({
      queryKey: ['gateway'],
      queryFn: ({ signal }) => call(getGateway, { signal }),
      // It takes the port as soon as that is free.
      refetchInterval: ({ state }) => (state.data?.state === 'port-taken' ? portRetryMs : false),
    }),
}

function invalidate(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: all })
}

export const agentMutations = {
  create: () =>
    mutationOptions({
      mutationFn: (body: BodyInputOf<typeof createAgent>) => call(createAgent, { body }),
      // The answer holds the access token, which no cache may keep.
      gcTime: 0,
      // Awaited: the picker's list must hold the new one before it is selected.
      onSuccess: (_created, _body, _result, { client }) => invalidate(client),
    }),
  regenerateToken: () =>
    mutationOptions({
      mutationFn: (id: string) => call(regenerateAgentToken, { params: { id } }),
      // As with one that is created.
      gcTime: 0,
      onSuccess: (_issued, _id, _result, { client }) => void invalidate(client),
    }),
  update: () =>
    mutationOptions({
      mutationFn: ({ id, ...body }: BodyInputOf<typeof updateAgent> & { id: string }) =>
        call(updateAgent, { params: { id }, body }),
      // Also after a refusal: it may be another's change that the next try has to begin with.
      onSettled: (_agent, _error, _body, _result, { client }) => invalidate(client),
    }),
  remove: () =>
    mutationOptions({
      mutationFn: (id: string) => call(deleteAgent, { params: { id } }),
      onSuccess: (_reply, id, _result, { client }) => {
        client.removeQueries({ queryKey: agentQueries.detail(id).queryKey })
        void invalidate(client)
      },
    }),
}
