import { getConnection } from '@patchbay/contracts/connections'
import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  listDeliveries,
  listWebhooks,
  retryDelivery,
  rotateWebhookSecret,
  testWebhook,
  updateWebhook,
} from '@patchbay/contracts/webhooks'
import { infiniteQueryOptions, mutationOptions, type QueryClient, queryOptions } from '@tanstack/react-query'
import { call } from '../../api/call.ts'

const all = ['webhooks'] as const
/** While the log is open, it goes on. */
const logEveryMs = 5_000

function refresh(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: all })
}

export const webhookQueries = {
  list: () =>
    infiniteQueryOptions({
      queryKey: [...all, 'list'],
      queryFn: ({ pageParam, signal }) => call(listWebhooks, { query: { cursor: pageParam }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: [...all, 'detail', id],
      queryFn: ({ signal }) => call(getWebhook, { params: { id }, signal }),
    }),
  deliveries: (id: string) =>
    infiniteQueryOptions({
      queryKey: [...all, 'deliveries', id],
      queryFn: ({ pageParam, signal }) =>
        call(listDeliveries, { params: { id }, query: { cursor: pageParam, limit: 20 }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      refetchInterval: logEveryMs,
    }),
  /** The connections that were chosen, by their names; the key makes a change of one known here. */
  connection: (id: string) =>
    queryOptions({
      queryKey: ['connections', 'detail', id],
      queryFn: ({ signal }) => call(getConnection, { params: { id }, signal }),
      retry: false,
    }),
}

export const webhookMutations = {
  create: () =>
    mutationOptions({
      mutationFn: (body: BodyInputOf<typeof createWebhook>) => call(createWebhook, { body }),
      // The answer holds the secret, which no cache may keep.
      gcTime: 0,
      onSuccess: (_created, _body, _result, { client }) => refresh(client),
    }),
  update: () =>
    mutationOptions({
      mutationFn: ({ id, ...body }: BodyInputOf<typeof updateWebhook> & { id: string }) =>
        call(updateWebhook, { params: { id }, body }),
      onSettled: (_reply, _error, _body, _result, { client }) => refresh(client),
    }),
  remove: () =>
    mutationOptions({
      mutationFn: (id: string) => call(deleteWebhook, { params: { id } }),
      onSuccess: (_reply, _id, _result, { client }) => refresh(client),
    }),
  rotate: () =>
    mutationOptions({
      mutationFn: (id: string) => call(rotateWebhookSecret, { params: { id } }),
      gcTime: 0,
      onSuccess: (_reply, _id, _result, { client }) => refresh(client),
    }),
  test: () =>
    mutationOptions({
      mutationFn: (id: string) => call(testWebhook, { params: { id } }),
      onSettled: (_reply, _error, _id, _result, { client }) => refresh(client),
    }),
  retry: () =>
    mutationOptions({
      mutationFn: (params: { id: string; deliveryId: string }) => call(retryDelivery, { params }),
      onSettled: (_reply, _error, _id, _result, { client }) => refresh(client),
    }),
}
