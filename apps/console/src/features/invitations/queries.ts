import type { BodyInputOf } from '@patchbay/contracts/endpoint'
import { acceptInvitation, readInvitation } from '@patchbay/contracts/invitations'
import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { call } from '../../api/call.ts'

const invitationKey = 'invitation'

export const invitationQueries = {
  /** The token is a secret, and so no part of the key. */
  of: (token: string) =>
    queryOptions({
      queryKey: [invitationKey],
      queryFn: ({ signal }) => call(readInvitation, { body: { token }, signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
}

export const invitationMutations = {
  accept: () =>
    mutationOptions({
      mutationFn: (body: BodyInputOf<typeof acceptInvitation>) => call(acceptInvitation, { body }),
      // It holds a password.
      gcTime: 0,
      // What was known here may be somebody else's who was signed in before. The invitation is shown until the page goes.
      onSuccess: (_user, _body, _result, { client }) =>
        client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== invitationKey }),
    }),
}
