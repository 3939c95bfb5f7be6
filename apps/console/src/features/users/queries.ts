import { getAccount, updateAccount } from '@patchbay/contracts/account'
import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import {
  createUserLink,
  deleteUser,
  endUserSession,
  endUserSessions,
  getUser,
  inviteUser,
  listUserSessions,
  listUsers,
  updateUser,
} from '@patchbay/contracts/users'
import { infiniteQueryOptions, keepPreviousData, mutationOptions, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { ownAccount } from '../../api/account.ts'
import { call } from '../../api/call.ts'
import { currentSession } from '../../api/session.ts'

const all = ['users'] as const

export const userQueries = {
  list: ({ q }: { q?: string | undefined }) =>
    infiniteQueryOptions({
      queryKey: [...all, 'list', q ?? ''],
      queryFn: ({ pageParam, signal }) => call(listUsers, { query: { q, cursor: pageParam }, signal }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  detail: (id: string) =>
    queryOptions({
      queryKey: [...all, 'detail', id],
      queryFn: ({ signal }) => call(getUser, { params: { id }, signal }),
    }),
  sessions: (id: string) =>
    queryOptions({
      queryKey: [...all, 'sessions', id],
      queryFn: ({ signal }) => call(listUserSessions, { params: { id }, signal }),
      staleTime: 0,
    }),
}

function invalidate(client: QueryClient): Promise<void> {
  return client.invalidateQueries({ queryKey: all })
}

export const userMutations = {
  /** The first address of who is signed in. */
  writeOwnEmail: () =>
    mutationOptions({
      mutationFn: async (email: string) => {
        const { version } = await call(getAccount, {})
        return call(updateAccount, { body: { version, email } })
      },
      onSuccess: (account, _email, _result, { client }) => {
        client.setQueryData(ownAccount().queryKey, account)
        void invalidate(client)
        return client.invalidateQueries({ queryKey: currentSession().queryKey })
      },
    }),
  invite: () =>
    mutationOptions({
      mutationFn: (body: BodyInputOf<typeof inviteUser>) => call(inviteUser, { body }),
      // The answer holds the link, which no cache may keep.
      gcTime: 0,
      onSuccess: (_invited, _body, _result, { client }) => void invalidate(client),
    }),
  update: () =>
    mutationOptions({
      mutationFn: ({ id, ...body }: BodyInputOf<typeof updateUser> & { id: string }) =>
        call(updateUser, { params: { id }, body }),
      // Also after a refusal: it may be another's change that the next try has to begin with.
      onSettled: (_user, _error, _body, _result, { client }) => invalidate(client),
    }),
  createLink: () =>
    mutationOptions({
      mutationFn: (id: string) => call(createUserLink, { params: { id } }),
      // As with one who is invited.
      gcTime: 0,
    }),
  remove: () =>
    mutationOptions({
      mutationFn: (id: string) => call(deleteUser, { params: { id } }),
      // Also after a refusal: another owner may have deleted the user.
      onSettled: (_reply, _error, _id, _result, { client }) => void invalidate(client),
    }),
  endSession: () =>
    mutationOptions({
      mutationFn: (params: { id: string; sessionId: string }) => call(endUserSession, { params }),
      onSettled: (_reply, _error, _params, _result, { client }) => invalidate(client),
    }),
  endSessions: () =>
    mutationOptions({
      mutationFn: (id: string) => call(endUserSessions, { params: { id } }),
      onSettled: (_reply, _error, _id, _result, { client }) => invalidate(client),
    }),
}
