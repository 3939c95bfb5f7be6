import {
  type Authorization,
  authorizationChannel,
  authorizationMessage,
} from '@patchbay/contracts/authorizations'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isApiError } from '../../api/api-error.ts'
import type { PendingAuthorization } from './pending-authorizations.ts'
import { connectionQueries } from './queries.ts'

export type AuthorizationFailure = NonNullable<Authorization['error']>
export type Outcome = { succeeded: true } | { succeeded: false; error: AuthorizationFailure }

const expired: AuthorizationFailure = {
  code: 'expired',
  message: 'The sign-in took longer than ten minutes. Try again.',
  description: null,
}
const unknown: AuthorizationFailure = {
  ...expired,
  message: 'This sign-in is not known any more. Try again.',
}
const sessionEnded: AuthorizationFailure = {
  code: 'session_ended',
  message: 'Your session ended during the sign-in, so the sign-in was not taken. Try again.',
  description: null,
}

interface Answer {
  data: Authorization | undefined
  error: unknown
}

function outcomeOf({ data: authorization, error }: Answer, lost: boolean): Outcome | null {
  if (isApiError(error, 'not_found')) return { succeeded: false, error: unknown }
  if (authorization === undefined) return null
  if (authorization.status === 'pending') return lost ? { succeeded: false, error: sessionEnded } : null
  if (authorization.status === 'succeeded') return { succeeded: true }
  return { succeeded: false, error: authorization.error ?? expired }
}

/** Asks more often at first: most of what ends soon ends wrong, and then nobody should wait for the word. */
function pollInterval(asked: number): number {
  return asked < 6 ? 700 : 1_500
}

export interface Standing {
  outcome: Outcome | null
  /** What the admin has to enter elsewhere meanwhile. */
  device: Authorization['device']
}

/**
 * How an authorization ended; null while it runs. The callback page says it on a channel. A page with COOP in between can
 * sever the popup from us, and a channel does not cross profiles, so the server is asked as well.
 */
export function useAuthorizationOutcome(pending: PendingAuthorization | null): Standing {
  const authorizationId = pending?.authorizationId ?? null
  const lost = pending?.lost === true
  const client = useQueryClient()
  const options = connectionQueries.authorization(authorizationId ?? '')
  const { data, error } = useQuery({
    ...options,
    ...(authorizationId === null ? { queryFn: skipToken } : {}),
    retry: false,
    // An end is final; asked again much later, the server would not know the attempt any more.
    staleTime: ({ state }) => (outcomeOf(state, lost) === null ? 0 : Number.POSITIVE_INFINITY),
    refetchInterval: ({ state }) =>
      outcomeOf(state, lost) === null ? pollInterval(state.dataUpdateCount + state.errorUpdateCount) : false,
    // The console is in the background while its popup is used.
    refetchIntervalInBackground: true,
  })

  useEffect(() => {
    if (authorizationId === null) return
    const channel = new BroadcastChannel(authorizationChannel)
    channel.addEventListener('message', (event: MessageEvent<unknown>) => {
      const message = authorizationMessage.safeParse(event.data)
      // Other tabs have their own authorizations on the same channel.
      if (!message.success || message.data.authorizationId !== authorizationId) return
      void client.invalidateQueries({ queryKey: connectionQueries.authorization(authorizationId).queryKey })
    })
    return () => channel.close()
  }, [authorizationId, client])

  if (authorizationId === null) return { outcome: null, device: null }
  return { outcome: outcomeOf({ data, error }, lost), device: data?.device ?? null }
}
