import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import {
  createIClient,
  deleteIClient,
  listIClients,
  registerIClient,
  updateIClient,
} from '@patchbay/contracts/iclients'
import { maxPageSize } from '@patchbay/contracts/list'
import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { iClientQuery, iClientsKey as all } from '../../api/iclients.ts'

export const iClientQueries = {
  all,
  list: (search: { q?: string | undefined }) =>
    infiniteQueryOptions({
      queryKey: [...all, 'list', search.q ?? ''],
      queryFn: ({ pageParam, signal }) =>
        call(listIClients, { query: { q: search.q, cursor: pageParam }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  ofApplication: (application: string) =>
    queryOptions({
      queryKey: [...all, 'of', application],
      queryFn: ({ signal }) => call(listIClients, { query: { application, limit: maxPageSize }, signal }),
      select: (page) => page.items,
    }),
  detail: iClientQuery,
}

function invalidate(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: all })
}

export const iClientMutations = {
  create: () =>
    mutationOptions({
      mutationFn: (body: BodyInputOf<typeof createIClient>) => call(createIClient, { body }),
      // Awaited: the picker's list must hold the new one before it is selected.
      onSuccess: (_iClient, _body, _result, { client }) => invalidate(client),
    }),
  register: () =>
    mutationOptions({
      mutationFn: (body: BodyInputOf<typeof registerIClient>) => call(registerIClient, { body }),
      // As with one that is created.
      onSuccess: (_iClient, _body, _result, { client }) => invalidate(client),
    }),
  update: () =>
    mutationOptions({
      mutationFn: ({ id, ...body }: BodyInputOf<typeof updateIClient> & { id: string }) =>
        call(updateIClient, { params: { id }, body }),
      // Also after a refusal: it may be another's change that the next try has to begin with.
      onSettled: (_iClient, _error, _body, _result, { client }) => invalidate(client),
    }),
  remove: () =>
    mutationOptions({
      mutationFn: (id: string) => call(deleteIClient, { params: { id } }),
      onSuccess: (_reply, id, _result, { client }) => {
        client.removeQueries({ queryKey: iClientQueries.detail(id).queryKey })
        void client.invalidateQueries({ queryKey: all })
      },
    }),
}
