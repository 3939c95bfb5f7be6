import { getAuthorization, startAuthorization } from '@patchbay/contracts/authorizations'
import type { Connection } from '@patchbay/contracts/connection'
import {
  createConnection,
  getConnection,
  listConnections,
  revokeConnection,
  testConnection,
  updateConnection,
} from '@patchbay/contracts/connections'
import { discoverServer } from '@patchbay/contracts/discovery'
import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import { getIClient } from '@patchbay/contracts/iclients'
import { listConnectionEvents } from '@patchbay/contracts/events'
import { maxPageSize } from '@patchbay/contracts/list'
import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { agentsKey } from '../../api/agents.ts'
import { call } from '../../api/call.ts'
import { iClientsKey } from '../../api/iclients.ts'
import { defaultSort } from './list-search.ts'
import type { ConnectionListSearch } from './list-search.ts'

const all = ['connections'] as const

export const connectionQueries = {
  all,
  list: ({ q, app, status, iclient, agent, sort = defaultSort }: ConnectionListSearch) => {
    const query = { q, application: app, status, iClientId: iclient, agentId: agent, sort }
    return infiniteQueryOptions({
      queryKey: [...all, 'list', query],
      queryFn: ({ pageParam, signal }) =>
        call(listConnections, { query: { ...query, cursor: pageParam }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    })
  },
  /** How many there are at all, whatever the filters. */
  count: () =>
    queryOptions({
      queryKey: [...all, 'count'],
      queryFn: ({ signal }) => call(listConnections, { query: { limit: 1 }, signal }),
      select: (page) => page.total,
    }),
  /** Connections whose pool a connection of this application can share. */
  lenders: (application: string) =>
    queryOptions({
      queryKey: [...all, 'lenders', application],
      queryFn: ({ signal }) => call(listConnections, { query: { application, limit: maxPageSize }, signal }),
      select: (page) => page.items,
    }),
  /** Connections of an application, one of which may take the place of another. */
  ofApplication: (application: string, q: string | undefined) =>
    queryOptions({
      queryKey: [...all, 'ofApplication', application, q ?? ''],
      queryFn: ({ signal }) => call(listConnections, { query: { application, q }, signal }),
      placeholderData: keepPreviousData,
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: [...all, 'detail', id],
      queryFn: ({ signal }) => call(getConnection, { params: { id }, signal }),
    }),
  events: (id: string) =>
    queryOptions({
      queryKey: [...all, 'events', id],
      queryFn: ({ signal }) => call(listConnectionEvents, { params: { id }, query: { limit: 20 }, signal }),
    }),
  /** What an authorization server says of itself. It seldom changes, and each question is a request to it. */
  server: (issuer: string) =>
    queryOptions({
      queryKey: ['servers', issuer],
      queryFn: ({ signal }) => call(discoverServer, { query: { issuer }, signal }),
      staleTime: 300_000,
      retry: false,
    }),
  /** The client that a connection signs in with; its key makes a change of it known here. */
  iClient: (id: string) =>
    queryOptions({
      queryKey: ['iclients', 'detail', id],
      queryFn: ({ signal }) => call(getIClient, { params: { id }, signal }),
    }),
  authorization: (id: string) =>
    queryOptions({
      queryKey: ['authorizations', id],
      queryFn: ({ signal }) => call(getAuthorization, { params: { id }, signal }),
      staleTime: 0,
      gcTime: 0,
    }),
}

/** Puts a record that an answer carried where the pages read it, and lets every list ask again. */
export async function remember(client: QueryClient, connection: Connection): Promise<void> {
  const { queryKey } = connectionQueries.detail(connection.id)
  client.setQueryData(queryKey, connection)
  for (const users of [iClientsKey, agentsKey]) void client.invalidateQueries({ queryKey: users })
  await client.invalidateQueries({ queryKey: all, predicate: (query) => query.queryKey[1] !== 'detail' })
}

export const connectionMutations = {
  create: () =>
    mutationOptions({
      mutationFn: (body: BodyInputOf<typeof createConnection>) => call(createConnection, { body }),
      onSuccess: (connection, _body, _result, { client }) => void remember(client, connection),
    }),
  update: () =>
    mutationOptions({
      mutationFn: ({ id, ...body }: BodyInputOf<typeof updateConnection> & { id: string }) =>
        call(updateConnection, { params: { id }, body }),
      onSuccess: (connection, _body, _result, { client }) => void remember(client, connection),
    }),
  authorize: () =>
    mutationOptions({ mutationFn: (id: string) => call(startAuthorization, { params: { id } }) }),
  test: () =>
    mutationOptions({
      mutationFn: (id: string) => call(testConnection, { params: { id } }),
      onSettled: (_reply, _error, _id, _result, { client }) => client.invalidateQueries({ queryKey: all }),
    }),
  revoke: () =>
    mutationOptions({
      mutationFn: (id: string) => call(revokeConnection, { params: { id } }),
      onSuccess: ({ connection }, _id, _result, { client }) => void remember(client, connection),
    }),
}
