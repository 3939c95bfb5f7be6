import { createSignInLink, getSignInLink, withdrawSignInLink } from '@patchbay/contracts/sign-in-links'
import { mutationOptions } from '@tanstack/react-query'
import { isApiError } from '../../api/api-error.ts'
import { call } from '../../api/call.ts'

/** None is out: no failure, but an answer. */
function none(error: unknown): null {
  if (isApiError(error, 'not_found')) return null
  throw error
}

export const signInLinkMutations = {
  /** The link that is out, without its address; else a new one. */
  offer: () =>
    mutationOptions({
      mutationFn: async (id: string) =>
        (await call(getSignInLink, { params: { id } }).catch(none)) ??
        (await call(createSignInLink, { params: { id } })),
      // The answer may hold the address, which no cache may keep.
      gcTime: 0,
    }),
  create: () =>
    mutationOptions({ mutationFn: (id: string) => call(createSignInLink, { params: { id } }), gcTime: 0 }),
  withdraw: () =>
    mutationOptions({ mutationFn: (id: string) => call(withdrawSignInLink, { params: { id } }) }),
}
