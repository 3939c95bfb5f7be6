import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import { completeSetup, getSetup, signIn, signOut } from '@patchbay/contracts/session'
import { getSignInOptions } from '@patchbay/contracts/sign-in'
import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { currentSession } from '../../api/session.ts'

export const sessionQueries = {
  current: currentSession,
  /** Asked each time, since the next user may have come meanwhile. */
  options: () =>
    queryOptions({
      queryKey: ['sign-in'],
      queryFn: ({ signal }) => call(getSignInOptions, { signal }),
      staleTime: 0,
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
      mutationFn: (body: BodyInputOf<typeof signIn>) => call(signIn, { body }),
      // It holds a password.
      gcTime: 0,
      onSuccess: (session, _body, _result, { client }) =>
        client.setQueryData(sessionQueries.current().queryKey, session),
    }),
  passkey: () =>
    mutationOptions({
      mutationFn: async (given: BodyInputOf<typeof signIn> | null) => {
        const { signInByPasskey } = await import('./ask-passkey.ts')
        return signInByPasskey(given)
      },
      gcTime: 0,
      onSuccess: (session, _given, _result, { client }) =>
        client.setQueryData(sessionQueries.current().queryKey, session),
    }),
  setUp: () =>
    mutationOptions({
      mutationFn: (body: { token: string; password: string }) => call(completeSetup, { body }),
      // It holds a password.
      gcTime: 0,
      onSuccess: (session, _body, _result, { client }) =>
        client.setQueryData(sessionQueries.current().queryKey, session),
    }),
  signOut: () => mutationOptions({ mutationFn: () => call(signOut, {}) }),
}
