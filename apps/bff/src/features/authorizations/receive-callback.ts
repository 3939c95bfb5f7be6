import type { Authorization } from '@patchbay/contracts/authorizations'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import type { SessionCaller } from '../../http/caller.ts'
import type { LinkPass } from '../../http/sign-in-link-cookie.ts'
import type { AuthorizationStateRecord } from '../../records/authorization.ts'
import { stateRecordId } from './authorization-state.ts'
import { finishAuthorization } from './finish-authorization.ts'
import { finishByLink, isBrowserOf } from './link-journey.ts'

/** What the callback page shows and tells the console. */
export interface CallbackOutcome {
  readonly status: number
  readonly authorizationId: string | null
  readonly connectionName: string | null
  readonly error: Authorization['error']
  /** Whoever reads the page came by a sign-in link, and knows no console. */
  readonly link?: { readonly id: string | null; readonly secret: string | null }
}

/** Whose browser brings a callback. */
export interface Visitor {
  readonly caller: SessionCaller | null
  /** Of a link, or of any link. */
  readonly passOf: (linkId: string | null) => LinkPass | null
}

function refused(
  status: CallbackOutcome['status'],
  message: string,
  more: Partial<CallbackOutcome> = {},
): CallbackOutcome {
  const error = { code: 'other' as const, message, description: null }
  return { status, authorizationId: null, connectionName: null, error, ...more }
}

const unknownState =
  'This sign-in is not known here: it was used already, or it never began here. Start again from the console.'

/** null: this session began it. */
function refuseSession(
  waiting: AuthorizationStateRecord | null,
  { caller, passOf }: Visitor,
): CallbackOutcome | null {
  const pass = passOf(null)
  if (caller === null && waiting === null && pass !== null) {
    const message = 'This sign-in is over already. Open the sign-in link again to see how it stands.'
    return refused(400, message, { link: { id: null, secret: pass.secret } })
  }
  if (caller === null) {
    return refused(
      401,
      'You are not signed in to Patchbay in this browser any more. Sign in, then start again from the console.',
    )
  }
  if (waiting === null) return refused(400, unknownState)
  if (waiting.sessionId === caller.sessionId) return null
  return refused(
    403,
    'This sign-in was begun in another session. Start again from the console in this browser.',
  )
}

/** null: the link's page was used in this browser. */
function refuseBrowser(waiting: AuthorizationStateRecord, pass: LinkPass | null): CallbackOutcome | null {
  if (isBrowserOf(waiting, pass?.nonce)) return null
  const message =
    'This sign-in was begun in another browser. Go on there, or open the sign-in link in this one.'
  return refused(403, message, { link: { id: null, secret: null } })
}

function whoMayNot(waiting: AuthorizationStateRecord | null, visitor: Visitor): CallbackOutcome | null {
  return waiting?.link === undefined
    ? refuseSession(waiting, visitor)
    : refuseBrowser(waiting, visitor.passOf(waiting.link.id))
}

/** What the page of somebody who came by a link needs. */
function linkOf({ link }: AuthorizationStateRecord, { passOf }: Visitor): Pick<CallbackOutcome, 'link'> {
  return link === undefined ? {} : { link: { id: link.id, secret: passOf(link.id)?.secret ?? null } }
}

/**
 * Checks that a callback belongs to an authorization which this browser began, by its session or by a sign-in link, and
 * that it is the first one (RFC 9700 section 4.7.1). A callback from another browser does not use the state up.
 */
export async function receiveCallback(
  deps: CredentialsDeps,
  parameters: URLSearchParams,
  visitor: Visitor,
): Promise<CallbackOutcome> {
  const states = parameters.getAll('state')
  const [state] = states
  if (state === undefined || states.length !== 1 || state === '') {
    return refused(
      400,
      'The application sent no state with its answer, so it cannot be matched to a sign-in. Start again from the console.',
    )
  }
  const waiting = await deps.records.authorizationStates.get(stateRecordId(state))
  const refusal = whoMayNot(waiting, visitor)
  if (refusal !== null || waiting === null) return refusal ?? refused(400, unknownState)
  const taken = await deps.records.authorizationStates.take(waiting.id)
  if (taken === null) return refused(400, unknownState, linkOf(waiting, visitor))
  const { authorizationId } = taken
  const link = linkOf(taken, visitor)
  if (Date.parse(taken.expiresAt) <= Date.now()) {
    const message = 'This sign-in took longer than 10 minutes and has expired. Try again from the console.'
    return refused(410, message, { authorizationId, ...link })
  }
  const finish = taken.link === undefined ? finishAuthorization : finishByLink
  const { connection, error } = await finish(deps, taken, parameters)
  const connectionName = connection?.name ?? null
  return { status: error === null ? 200 : 400, authorizationId, connectionName, error, ...link }
}
