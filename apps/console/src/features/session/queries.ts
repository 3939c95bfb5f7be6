import { completeSetup, getSession, getSetup, signIn, signOut } from '@patchbay/contracts/session'
import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../api/call.ts'

export const sessionQueries = {
  current: () =>
    queryOptions({
      queryKey: ['session'],
      queryFn: ({ signal }) => call(getSession, { signal }),
      staleTime: 60_000,
      meta: { asksWhoIAm: true },
    }),
  setup: () =>
    queryOptions({
      queryKey: ['setup'],
      queryFn: ({ signal }) => call(getSetup, { signal }),
      staleTime: 0,
    }),
}

export const sessionMutations = {
  signIn: () =>
    mutationOptions({
      mutationFn: (password: string) => call(signIn, { body: { password } }),
      onSuccess: (session, _password, _result, { client }) =>
        client.setQueryData(sessionQueries.current().queryKey, session),
    }),
  setUp: () =>
    mutationOptions({
      mutationFn: (body: { token: string; password: string }) => call(completeSetup, { body }),
      onSuccess: (session, _body, _result, { client }) =>
        client.setQueryData(sessionQueries.current().queryKey, session),
    }),
  signOut: () => mutationOptions({ mutationFn: () => call(signOut, {}) }),
}
