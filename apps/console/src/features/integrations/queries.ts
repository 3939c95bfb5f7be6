import { listConnections } from '@patchbay/contracts/connections'
import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import {
  createFlow,
  createStep,
  deleteFlow,
  deleteStep,
  getFlow,
  listFlows,
  updateFlow,
  updateStep,
} from '@patchbay/contracts/flows'
import {
  createIntegration,
  deleteIntegration,
  deregisterConnection,
  getIntegration,
  listIntegrations,
  listRegistered,
  previewReplacement,
  registerConnection,
  replaceConnection,
  undoReplacement,
  updateIntegration,
} from '@patchbay/contracts/integrations'
import { maxPageSize } from '@patchbay/contracts/list'
import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { integrationsKey } from '../../api/integrations.ts'
import { type Choice, registerEach } from './registration.ts'

const all = integrationsKey

interface Search {
  q?: string | undefined
}

interface Reading {
  signal: AbortSignal
  cursor?: string | undefined
}

async function allRegistered(id: string, { signal, cursor }: Reading): Promise<string[]> {
  const query = { limit: maxPageSize, cursor }
  const { items, nextCursor } = await call(listRegistered, { params: { id }, query, signal })
  const ids = items.map((each) => each.id)
  return nextCursor === null ? ids : [...ids, ...(await allRegistered(id, { signal, cursor: nextCursor }))]
}

export const integrationQueries = {
  all,
  list: ({ q }: Search) =>
    infiniteQueryOptions({
      queryKey: [...all, 'list', q ?? ''],
      queryFn: ({ pageParam, signal }) => call(listIntegrations, { query: { q, cursor: pageParam }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: [...all, 'detail', id],
      queryFn: ({ signal }) => call(getIntegration, { params: { id }, signal }),
    }),
  flows: (id: string) =>
    infiniteQueryOptions({
      queryKey: [...all, 'flows', id],
      queryFn: ({ pageParam, signal }) =>
        call(listFlows, { params: { id }, query: { cursor: pageParam }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  flow: (id: string) =>
    queryOptions({
      queryKey: [...all, 'flow', id],
      queryFn: ({ signal }) => call(getFlow, { params: { id }, signal }),
    }),
  registered: (id: string, { q, application }: Search & { application?: string | undefined }) =>
    infiniteQueryOptions({
      queryKey: [...all, 'registered', id, { q, application }],
      queryFn: ({ pageParam, signal }) =>
        call(listRegistered, { params: { id }, query: { q, application, cursor: pageParam }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  /** All of them, however many: there is a limit to that. */
  registeredIds: (id: string) =>
    queryOptions({
      queryKey: [...all, 'registeredIds', id],
      queryFn: ({ signal }) => allRegistered(id, { signal }),
    }),
  /** Connections to register. The key begins as all of connections does, so that a change of one is known here. */
  choices: (q: string | undefined) =>
    infiniteQueryOptions({
      queryKey: ['connections', 'toRegister', q ?? ''],
      queryFn: ({ pageParam, signal }) => call(listConnections, { query: { q, cursor: pageParam }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  preview: (id: string, pair: BodyInputOf<typeof replaceConnection>) =>
    queryOptions({
      queryKey: [...all, 'preview', id, pair],
      queryFn: ({ signal }) => call(previewReplacement, { params: { id }, query: pair, signal }),
      staleTime: 0,
    }),
}

/** What a connection is used by is told of connections. */
function invalidate(client: QueryClient): Promise<unknown> {
  void client.invalidateQueries({ queryKey: ['connections', 'uses'] })
  return client.invalidateQueries({ queryKey: all })
}

interface Registration {
  id: string
  connections: readonly Choice[]
  onProgress: (done: number) => void
}

type WithId<B> = B & { id: string }
type InStep<B> = WithId<B> & { stepId: string }

export const integrationMutations = {
  create: () =>
    mutationOptions({
      mutationFn: (body: BodyInputOf<typeof createIntegration>) => call(createIntegration, { body }),
      onSuccess: (_reply, _body, _result, { client }) => invalidate(client),
    }),
  update: () =>
    mutationOptions({
      mutationFn: ({ id, ...body }: WithId<BodyInputOf<typeof updateIntegration>>) =>
        call(updateIntegration, { params: { id }, body }),
      // Also after a refusal: it may be another's change that the next try has to begin with.
      onSettled: (_reply, _error, _body, _result, { client }) => invalidate(client),
    }),
  remove: () =>
    mutationOptions({
      mutationFn: (id: string) => call(deleteIntegration, { params: { id } }),
      onSuccess: (_reply, id, _result, { client }) => {
        client.removeQueries({ queryKey: integrationQueries.detail(id).queryKey })
        void client.invalidateQueries({ queryKey: [...all, 'list'] })
      },
    }),
  /** One after the other; each that is refused is told, and keeps no other from being registered. */
  register: () =>
    mutationOptions({
      mutationFn: ({ id, connections, onProgress }: Registration) =>
        registerEach(
          connections,
          async (each) => void (await call(registerConnection, { params: { id, connectionId: each.id } })),
          onProgress,
        ),
      onSettled: (_reply, _error, _body, _result, { client }) => invalidate(client),
    }),
  deregister: () =>
    mutationOptions({
      mutationFn: ({ id, connectionId }: { id: string; connectionId: string }) =>
        call(deregisterConnection, { params: { id, connectionId } }),
      onSettled: (_reply, _error, _body, _result, { client }) => invalidate(client),
    }),
  replace: () =>
    mutationOptions({
      mutationFn: ({ id, ...body }: WithId<BodyInputOf<typeof replaceConnection>>) =>
        call(replaceConnection, { params: { id }, body }),
      onSettled: (_reply, _error, _body, _result, { client }) => invalidate(client),
    }),
  undo: () =>
    mutationOptions({
      mutationFn: ({ id, replacementId }: { id: string; replacementId: string }) =>
        call(undoReplacement, { params: { id, replacementId } }),
      onSettled: (_reply, _error, _body, _result, { client }) => invalidate(client),
    }),
}

export const flowMutations = {
  create: () =>
    mutationOptions({
      mutationFn: ({ id, ...body }: WithId<BodyInputOf<typeof createFlow>>) =>
        call(createFlow, { params: { id }, body }),
      onSuccess: (_reply, _body, _result, { client }) => invalidate(client),
    }),
  update: () =>
    mutationOptions({
      mutationFn: ({ id, ...body }: WithId<BodyInputOf<typeof updateFlow>>) =>
        call(updateFlow, { params: { id }, body }),
      onSettled: (_reply, _error, _body, _result, { client }) => invalidate(client),
    }),
  remove: () =>
    mutationOptions({
      mutationFn: (id: string) => call(deleteFlow, { params: { id } }),
      onSuccess: (_reply, _id, _result, { client }) => invalidate(client),
    }),
  addStep: () =>
    mutationOptions({
      mutationFn: ({ id, ...body }: WithId<BodyInputOf<typeof createStep>>) =>
        call(createStep, { params: { id }, body }),
      onSettled: (_reply, _error, _body, _result, { client }) => invalidate(client),
    }),
  updateStep: () =>
    mutationOptions({
      mutationFn: ({ id, stepId, ...body }: InStep<BodyInputOf<typeof updateStep>>) =>
        call(updateStep, { params: { id, stepId }, body }),
      onSettled: (_reply, _error, _body, _result, { client }) => invalidate(client),
    }),
  removeStep: () =>
    mutationOptions({
      mutationFn: ({ id, stepId }: { id: string; stepId: string }) =>
        call(deleteStep, { params: { id, stepId } }),
      onSettled: (_reply, _error, _body, _result, { client }) => invalidate(client),
    }),
}
