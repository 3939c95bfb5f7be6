import {
  changePassword,
  endOtherSessions,
  endOwnSession,
  listOwnSessions,
  updateAccount,
} from '@patchbay/contracts/account'
import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { ownAccount } from '../../api/account.ts'
import { call } from '../../api/call.ts'
import { currentSession } from '../../api/session.ts'

export const accountQueries = {
  own: ownAccount,
  sessions: () =>
    queryOptions({
      queryKey: [...ownAccount().queryKey, 'sessions'],
      queryFn: ({ signal }) => call(listOwnSessions, { signal }),
      staleTime: 0,
    }),
}

export const accountMutations = {
  update: () =>
    mutationOptions({
      mutationFn: (body: BodyInputOf<typeof updateAccount>) => call(updateAccount, { body }),
      // It may hold a password.
      gcTime: 0,
      onSuccess: (account, _body, _result, { client }) => {
        client.setQueryData(ownAccount().queryKey, account)
        // Its name is at the foot of the navigation.
        return client.invalidateQueries({ queryKey: currentSession().queryKey })
      },
    }),
  changePassword: () =>
    mutationOptions({
      mutationFn: (body: BodyInputOf<typeof changePassword>) => call(changePassword, { body }),
      // It holds two.
      gcTime: 0,
      onSuccess: (account, _body, _result, { client }) => {
        client.setQueryData(ownAccount().queryKey, account)
        return client.invalidateQueries({ queryKey: accountQueries.sessions().queryKey })
      },
    }),
  endSession: () =>
    mutationOptions({
      mutationFn: (id: string) => call(endOwnSession, { params: { id } }),
      onSettled: (_reply, _error, _id, _result, { client }) =>
        client.invalidateQueries({ queryKey: accountQueries.sessions().queryKey }),
    }),
  endOthers: () =>
    mutationOptions({
      mutationFn: () => call(endOtherSessions, {}),
      onSettled: (_reply, _error, _nothing, _result, { client }) =>
        client.invalidateQueries({ queryKey: accountQueries.sessions().queryKey }),
    }),
}
