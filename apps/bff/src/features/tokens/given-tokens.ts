import type { OAuthFacts } from '@patchbay/applications/definition'
import type { importTokensBody } from '@patchbay/contracts/import-tokens'
import type * as z from 'zod'
import { accessOf } from '../../credentials/client-of.ts'
import { invalidValue } from '../../http/http-problem.ts'
import type { TokenSet } from '../../oauth/token-set.ts'
import type { ConnectionRecord } from '../../records/connection.ts'

/** A token that ends sooner is over before anybody could use it. */
const leastLifeMs = 60_000

export type ImportBody = z.output<typeof importTokensBody>

export interface Import {
  readonly record: ConnectionRecord
  readonly oauth: OAuthFacts
  readonly body: ImportBody
  readonly facts: Readonly<Record<string, string>>
}

/** @throws HttpProblem `invalid_value` where the connection uses no tokens that come from elsewhere */
export function tokenAccess(record: ConnectionRecord, { tokenType }: ImportBody): OAuthFacts {
  const access = accessOf(record)
  if (access.kind !== 'oauth2')
    throw invalidValue('authType', 'This connection signs in without tokens, so none can be imported.')
  const { grant, dpop = false } = access.oauth
  if (grant === 'jwt-bearer' || grant === 'client-credentials') {
    const message = 'This connection gets its tokens by itself, with what is stored in it.'
    throw invalidValue('authType', `${message} Authorize it instead.`)
  }
  const bound = 'Tokens bound to a key (DPoP) serve only where the key is, so they cannot be imported.'
  if (dpop) throw invalidValue('settings.dpop', `${bound} Switch DPoP off, or authorize the connection.`)
  if (/^dpop$/i.test(tokenType)) throw invalidValue('tokenType', `${bound} Authorize the connection.`)
  return access.oauth
}

function expiryOf({ expiresAt, expiresInS }: ImportBody): string | null {
  if (expiresInS !== undefined) return new Date(Date.now() + expiresInS * 1000).toISOString()
  return expiresAt === null ? null : new Date(expiresAt).toISOString()
}

/**
 * When they were obtained nobody says. It is reckoned from their end where their life is known; else they count as old
 * enough to be renewed, should a 401 show that they are over.
 */
function obtainedAt({ accessTokenTtlMs, minimumRefreshAgeMs }: OAuthFacts, expiresAt: string | null): string {
  const now = Date.now()
  const at =
    expiresAt === null || accessTokenTtlMs === null
      ? now - minimumRefreshAgeMs
      : Date.parse(expiresAt) - accessTokenTtlMs
  return new Date(Math.min(now, at)).toISOString()
}

/** At the latest: nobody says how long it has been unused already. */
function lapseOf({ refreshTokenTtlMs }: OAuthFacts): string | null {
  return refreshTokenTtlMs === null ? null : new Date(Date.now() + refreshTokenTtlMs).toISOString()
}

/** null: the access token is missing or over, so that the refresh token has to bring one. */
export function tokensAsGiven({ record, oauth, body, facts }: Import): TokenSet | null {
  const { accessToken, tokenType } = body
  const refreshToken = body.refreshToken || null
  const expiresAt = expiryOf(body)
  const isOver = expiresAt !== null && Date.parse(expiresAt) - Date.now() <= leastLifeMs
  if (isOver && refreshToken === null) {
    const path = body.expiresInS === undefined ? 'expiresAt' : 'expiresInS'
    throw invalidValue(path, 'The access token is over, and there is no refresh token to renew it with.')
  }
  if (!accessToken || isOver) return null
  return {
    accessToken,
    tokenType: /^bearer$/i.test(tokenType) ? 'Bearer' : tokenType,
    refreshToken,
    dpopKey: null,
    obtainedAt: obtainedAt(oauth, expiresAt),
    expiresAt,
    refreshExpiresAt: lapseOf(oauth),
    grantedScopes: body.grantedScopes ?? record.scopes,
    facts,
  }
}
