import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import * as client from 'openid-client'
import { configure, type OAuthClient, type OAuthDeps } from './client.ts'
import { dpopKeyFor, dpopOption } from './dpop.ts'
import { OAuthError, translateOAuthError } from './oauth-error.ts'
import { signingKey } from './signing-key.ts'
import { readTokenSet, type TokenSet } from './token-set.ts'

const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

export interface JwtBearerInput extends OAuthClient {
  /** RSA, in PEM form: what signs the assertion. */
  readonly assertionKey: string
  readonly scopes: readonly string[]
}

async function sign({ oauth, clientId, assertionKey }: JwtBearerInput): Promise<string> {
  const { assertion } = oauth
  if (assertion === undefined) throw new OAuthError('other', 'The application takes no JWT bearer token.')
  const issuedAt = Math.floor(Date.now() / 1000)
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256', ...(oauth.keyId === undefined ? {} : { kid: oauth.keyId }) })
    .setIssuer(clientId)
    .setSubject(assertion.subject)
    .setAudience(assertion.audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + assertion.lifetimeS)
    .setJti(randomUUID())
    .sign(await signingKey(assertionKey, ['RS256']))
}

/** There is no sign-in to repeat: what the assertion says or who signed it is wrong (RFC 7521 section 4.1.1). */
function aboutAssertion(error: OAuthError): OAuthError {
  if (error.code !== 'invalid_grant') return error
  const message =
    'The application does not accept the signed assertion. Compare the user name, see that the certificate of this key ' +
    'is registered there and that the user is approved, then try again.'
  return new OAuthError('invalid_grant', message, { description: error.description, cause: error })
}

/**
 * A token for a signed assertion (RFC 7523 section 2.1). There is no refresh token: when it ends, sign again.
 *
 * @throws OAuthError
 */
export async function exchangeAssertion(deps: OAuthDeps, input: JwtBearerInput): Promise<TokenSet> {
  try {
    const configuration = await configure(deps, input)
    const dpopKey = await dpopKeyFor(configuration, input)
    const parameters = {
      ...input.oauth.tokenParameters,
      ...(input.scopes.length === 0 ? {} : { scope: input.scopes.join(input.scopeSeparator) }),
      assertion: await sign(input),
    }
    const requestedAt = Date.now()
    const options = await dpopOption(configuration, dpopKey)
    const answer = await client.genericGrantRequest(configuration, grantType, parameters, options)
    return readTokenSet(answer, {
      client: input,
      requestedAt,
      askedScopes: input.scopes,
      knownFacts: {},
      dpopKey,
    })
  } catch (error) {
    throw aboutAssertion(translateOAuthError(error))
  }
}
