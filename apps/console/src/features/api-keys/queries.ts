import { createApiKey, deleteApiKey, listApiKeys } from '@patchbay/contracts/api-keys'
import { listConnections } from '@patchbay/contracts/connections'
import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { apiKeysKey as all } from '../../api/api-keys.ts'
import { call } from '../../api/call.ts'

export const apiKeyQueries = {
  all,
  list: ({ q }: { q?: string | undefined }) =>
    infiniteQueryOptions({
      queryKey: [...all, 'list', q ?? ''],
      queryFn: ({ pageParam, signal }) => call(listApiKeys, { query: { q, cursor: pageParam }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  /** Connections to choose from. The key begins as all of connections does, so that a change of one is known here. */
  choices: (q: string | undefined) =>
    queryOptions({
      queryKey: ['connections', 'choices', q ?? ''],
      queryFn: ({ signal }) => call(listConnections, { query: { q }, signal }),
      placeholderData: keepPreviousData,
    }),
}

/** What a connection is used by tells of keys. */
function invalidate(client: QueryClient): void {
  for (const queryKey of [all, ['connections', 'uses']]) void client.invalidateQueries({ queryKey })
}

export const apiKeyMutations = {
  create: () =>
    mutationOptions({
      mutationFn: (body: BodyInputOf<typeof createApiKey>) => call(createApiKey, { body }),
      // The answer holds the key, which no cache may keep.
      gcTime: 0,
      onSuccess: (_created, _body, _result, { client }) => invalidate(client),
    }),
  revoke: () =>
    mutationOptions({
      mutationFn: (id: string) => call(deleteApiKey, { params: { id } }),
      onSuccess: (_reply, _id, _result, { client }) => invalidate(client),
    }),
}
