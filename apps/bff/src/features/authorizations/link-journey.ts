import { createHash } from 'node:crypto'
import { clientOf } from '../../credentials/client-of.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { signsInDirectly, signsInElsewhere } from '../../credentials/direct-sign-in.ts'
import { invalidValue } from '../../http/http-problem.ts'
import { OAuthError } from '../../oauth/oauth-error.ts'
import type { TokenSet } from '../../oauth/token-set.ts'
import type { AuthorizationStateRecord } from '../../records/authorization.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { modify } from '../../records/modify.ts'
import { isLive, type SignInLinkRecord } from '../../records/sign-in-link.ts'
import { beginInBrowser, checkScopes } from './browser-authorization.ts'
import { concludeAuthorization, type Finished } from './conclude-authorization.ts'
import { exchangeCode } from './finish-authorization.ts'

function hashOf(nonce: string): string {
  return createHash('sha256').update(nonce).digest('base64url')
}

/**
 * Whether somebody else can sign the connection in, by whichever browser.
 *
 * @throws HttpProblem `invalid_value`, naming what is in the way
 */
export async function checkForLink(deps: CredentialsDeps, connection: ConnectionRecord): Promise<void> {
  if (connection.status === 'online') {
    throw invalidValue('status', 'The connection is online already, so nobody needs to sign in.')
  }
  if (signsInDirectly(connection)) {
    const message =
      'This connection signs in with what is stored in it, so nobody needs to sign in in a browser.'
    throw invalidValue('authType', `${message} Authorize it here.`)
  }
  if (signsInElsewhere(connection)) {
    const message = 'This connection signs in by a code that can be entered on any device.'
    throw invalidValue('authType', `${message} Authorize it here, and pass the code and its address on.`)
  }
  checkScopes(connection)
  await clientOf(deps, connection)
}

/** What a sign-in link needs of authorizations. */
export interface LinkJourney {
  readonly check: (connection: ConnectionRecord) => Promise<void>
  /** The address to send the browser to that holds the nonce. */
  readonly begin: (connection: ConnectionRecord, link: SignInLinkRecord, start: LinkStart) => Promise<string>
}

export interface LinkStart {
  readonly nonce: string
  readonly redirectUri: string
}

export function linkJourney(deps: CredentialsDeps): LinkJourney {
  return {
    check: (connection) => checkForLink(deps, connection),
    async begin(connection, { id }, { nonce, redirectUri }) {
      const link = { id, nonceHash: hashOf(nonce) }
      const start = await beginInBrowser(deps, connection, { sessionId: null, link, redirectUri })
      return start.authorizationUrl
    },
  }
}

export function isBrowserOf({ link }: AuthorizationStateRecord, nonce: string | undefined): boolean {
  return nonce !== undefined && link?.nonceHash === hashOf(nonce)
}

function ended(message: string): OAuthError {
  return new OAuthError('link_ended', message)
}

/** @throws OAuthError `link_ended` where nobody may sign in by the link any more */
async function requireLive(deps: CredentialsDeps, waiting: AuthorizationStateRecord): Promise<void> {
  const link = waiting.link && (await deps.records.signInLinks.get(waiting.link.id))
  if (!link) throw ended('The sign-in link was withdrawn while you were signing in.')
  if (link.usedBy !== null) throw ended('The sign-in link was used meanwhile. Nothing is left to do.')
  if (!isLive(link)) throw ended('The sign-in link expired while you were signing in.')
  const connection = await deps.records.connections.get(waiting.connectionId)
  if (connection?.status === 'online') throw ended('Somebody else has signed in meanwhile.')
}

/** Of several attempts at once, one uses the link up. */
async function useUp(deps: CredentialsDeps, waiting: AuthorizationStateRecord): Promise<void> {
  await requireLive(deps, waiting)
  const { authorizationId, link } = waiting
  const used = await modify<SignInLinkRecord>(deps.records.signInLinks, link?.id ?? '', (current) =>
    current.usedBy === null ? { ...current, usedBy: authorizationId } : null,
  )
  if (used?.usedBy === authorizationId) return
  await requireLive(deps, waiting)
  throw ended('The sign-in link was used meanwhile. Nothing is left to do.')
}

/** An attempt that failed after all leaves the link as it was. */
async function giveBack(deps: CredentialsDeps, waiting: AuthorizationStateRecord): Promise<void> {
  const { authorizationId, link } = waiting
  await modify<SignInLinkRecord>(deps.records.signInLinks, link?.id ?? '', (current) =>
    current.usedBy === authorizationId ? { ...current, usedBy: null } : null,
  )
}

/** As the usual journey ends, but the tokens are taken only where the link still counts then, and they use it up. */
export async function finishByLink(
  deps: CredentialsDeps,
  waiting: AuthorizationStateRecord,
  parameters: URLSearchParams,
): Promise<Finished> {
  const finished = await concludeAuthorization(deps, waiting, async (): Promise<TokenSet> => {
    await requireLive(deps, waiting)
    const tokens = await exchangeCode(deps, waiting, parameters)
    await useUp(deps, waiting)
    return tokens
  })
  if (finished.error !== null) await giveBack(deps, waiting)
  return finished
}
