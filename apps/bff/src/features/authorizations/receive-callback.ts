import type { Authorization } from '@patchbay/contracts/authorizations'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import type { SessionCaller } from '../../http/caller.ts'
import type { AuthorizationStateRecord } from '../../records/authorization.ts'
import { stateRecordId } from './authorization-state.ts'
import { finishAuthorization } from './finish-authorization.ts'

/** What the callback page shows and tells the console. */
export interface CallbackOutcome {
  readonly status: number
  readonly authorizationId: string | null
  readonly connectionName: string | null
  readonly error: Authorization['error']
}

function refused(
  status: CallbackOutcome['status'],
  message: string,
  waiting?: AuthorizationStateRecord,
): CallbackOutcome {
  const error = { code: 'other' as const, message, description: null }
  return { status, authorizationId: waiting?.authorizationId ?? null, connectionName: null, error }
}

const unknownState =
  'This sign-in is not known here: it was used already, or it never began here. Start again from the console.'

/**
 * Checks that a callback belongs to an authorization which this browser session began, and that it is the first one
 * (RFC 9700 section 4.7.1). A callback from another session does not use the state up.
 */
export async function receiveCallback(
  deps: CredentialsDeps,
  parameters: URLSearchParams,
  caller: SessionCaller | null,
): Promise<CallbackOutcome> {
  const states = parameters.getAll('state')
  const [state] = states
  if (state === undefined || states.length !== 1 || state === '') {
    return refused(
      400,
      'The application sent no state with its answer, so it cannot be matched to a sign-in. Start again from the console.',
    )
  }
  if (caller === null) {
    return refused(
      401,
      'You are not signed in to Patchbay in this browser any more. Sign in, then start again from the console.',
    )
  }
  const waiting = await deps.records.authorizationStates.get(stateRecordId(state))
  if (waiting === null) return refused(400, unknownState)
  if (waiting.sessionId !== caller.sessionId) {
    return refused(
      403,
      'This sign-in was begun in another session. Start again from the console in this browser.',
    )
  }
  const taken = await deps.records.authorizationStates.take(waiting.id)
  if (taken === null) return refused(400, unknownState)
  if (Date.parse(taken.expiresAt) <= Date.now()) {
    return refused(
      410,
      'This sign-in took longer than 10 minutes and has expired. Try again from the console.',
      taken,
    )
  }
  const { connection, error } = await finishAuthorization(deps, taken, parameters)
  return {
    status: error === null ? 200 : 400,
    authorizationId: taken.authorizationId,
    connectionName: connection?.name ?? null,
    error,
  }
}
