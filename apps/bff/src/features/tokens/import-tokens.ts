import type { TestResult } from '@patchbay/contracts/connection'
import { clientOf, definitionOf } from '../../credentials/client-of.ts'
import { through } from '../../credentials/way-out.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { tokenGrant, withGrant } from '../../credentials/sealed-credentials.ts'
import { testCall } from '../../credentials/test-call.ts'
import { HttpProblem, invalidValue, notFound } from '../../http/http-problem.ts'
import { OAuthError } from '../../oauth/oauth-error.ts'
import { refreshTokens } from '../../oauth/refresh.ts'
import type { TokenSet } from '../../oauth/token-set.ts'
import type { ConnectionRecord } from '../../records/connection.ts'
import { modify } from '../../records/modify.ts'
import { type Import, type ImportBody, tokenAccess, tokensAsGiven } from './given-tokens.ts'
import { checkFacts } from './import-facts.ts'

function asRefusal(error: unknown, record: ConnectionRecord): unknown {
  if (!(error instanceof OAuthError)) return error
  const { name } = definitionOf(record)
  if (error.code === 'invalid_grant') {
    const why = 'It has expired, was revoked or used already, or belongs to another client.'
    return invalidValue(
      'refreshToken',
      `${name} does not accept this refresh token. ${why} Nothing was changed.`,
    )
  }
  if (error.code === 'invalid_client' || error.code === 'unauthorized_client') {
    const message = `${name} does not accept the iClient. Nothing was changed.`
    return invalidValue('iClientId', `${message} The tokens must be those of the same client.`)
  }
  return error
}

async function tokensByRefresh(deps: CredentialsDeps, { record, body, facts }: Import): Promise<TokenSet> {
  const client = await clientOf(deps, record, facts)
  const refreshToken = body.refreshToken ?? ''
  const grantedScopes = body.grantedScopes ?? record.scopes
  try {
    const { oauth } = await through(deps, record)
    return await refreshTokens(oauth, { ...client, refreshToken, grantedScopes, facts, dpopKey: null })
  } catch (error) {
    throw asRefusal(error, record)
  }
}

function leadsTo({ settings, authType, iClientId }: ConnectionRecord): string {
  return JSON.stringify([settings, authType, iClientId])
}

async function keep(deps: CredentialsDeps, record: ConnectionRecord, tokens: TokenSet): Promise<void> {
  let isChanged = false
  const lastUsedAt = new Date().toISOString()
  const stored = await modify<ConnectionRecord>(deps.records.connections, record.id, (current) => {
    isChanged = leadsTo(current) !== leadsTo(record)
    return isChanged ? null : { ...withGrant(deps, current, tokenGrant(tokens)), lastTest: null, lastUsedAt }
  })
  if (stored === null) throw notFound('connection')
  if (isChanged)
    throw new HttpProblem('stale_version', 'The connection was changed meanwhile. Import the tokens again.')
  await deps.authorized(stored)
}

async function takeOver(deps: CredentialsDeps, id: string, body: ImportBody): Promise<void> {
  const record = await deps.records.connections.get(id)
  if (record === null) throw notFound('connection')
  if (body.version !== undefined && body.version !== record.version) {
    throw new HttpProblem(
      'stale_version',
      'It was changed since you read it. Load it again and repeat your change.',
    )
  }
  const oauth = tokenAccess(record, body)
  const given = { record, oauth, body, facts: checkFacts(oauth, body.facts) }
  const tokens = tokensAsGiven(given)
  // Without its client nothing could ever be renewed.
  if (body.refreshToken) await clientOf(deps, record, given.facts)
  await keep(deps, record, tokens ?? (await tokensByRefresh(deps, given)))
}

/** A 401 is answered by a refresh, as everywhere; where that ends the access, the connection says why. */
async function testNow(deps: CredentialsDeps, id: string): Promise<TestResult> {
  try {
    return await testCall(deps, id)
  } catch (error) {
    if (!(error instanceof HttpProblem || error instanceof OAuthError)) throw error
    return { ok: false, status: null, detail: error.message, durationMs: 0 }
  }
}

/**
 * Makes a connection online with tokens that were obtained elsewhere, and runs the application's test call. Waits for a
 * refresh under way, which would put its own tokens in their place.
 *
 * @throws HttpProblem `not_found`, `stale_version`, `invalid_value`, `unknown_member`; OAuthError
 */
export async function importTokens(
  deps: CredentialsDeps,
  id: string,
  body: ImportBody,
): Promise<{ connection: ConnectionRecord; test: TestResult }> {
  await deps.store.withLock(`refresh:${id}`, () => takeOver(deps, id, body))
  const test = await testNow(deps, id)
  const connection = await deps.records.connections.get(id)
  if (connection === null) throw notFound('connection')
  return { connection, test }
}
