import { HttpProblem } from '../http/http-problem.ts'
import type { Credentials, TokenCredentials } from '../records/connection.ts'
import { accessOf, openSecrets } from './client-of.ts'
import type { CredentialsDeps } from './credentials-deps.ts'
import type { Fresh } from './fresh-credentials.ts'

/** How a request through a connection says who it is from. */
export function requestHeaders(
  deps: CredentialsDeps,
  { record, credentials }: Fresh,
): Record<string, string> {
  switch (credentials.kind) {
    case 'cookie':
      return { cookie: credentials.cookies }
    case 'basic': {
      const access = accessOf(record)
      const secrets = openSecrets(deps, record)
      if (access.kind !== 'basic') return {}
      const pair = `${secrets[access.basic.userName]}:${secrets[access.basic.password]}`
      return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
    }
    default:
      return { authorization: `${credentials.tokenType} ${credentials.accessToken}` }
  }
}

export function isToken(credentials: Credentials): credentials is TokenCredentials {
  return credentials.kind === undefined || credentials.kind === 'token'
}

/** @throws HttpProblem `no_token` for connections that use none, or one that nobody else can use */
export function tokenOf(credentials: Credentials): TokenCredentials {
  if (isToken(credentials) && (credentials.dpopKey ?? null) === null) return credentials
  const why = isToken(credentials)
    ? 'The token of this connection is bound to a key that stays here (DPoP).'
    : 'This connection signs in without a token.'
  throw new HttpProblem('no_token', `${why} Send requests through it instead.`)
}
