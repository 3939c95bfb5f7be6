import type { KoaContextWithOIDC } from 'oidc-provider'
import { installJwtBearer } from './jwt-bearer.ts'
import type { AuthorizationServer, StandInScope } from './authorization-server.ts'

/** A space is then part of a scope's name, and no scope has such a one. */
function asSpaces(query: KoaContextWithOIDC['query']): KoaContextWithOIDC['query'] {
  const { scope } = query
  if (typeof scope !== 'string') return query
  return { ...query, scope: scope.replaceAll(' ', '+').replaceAll(',', ' ') }
}

/**
 * A server of before the specification, as some still are: scopes parted by commas, no word of how long a token lives,
 * no discovery, no `iss`. It is reached by its URLs alone.
 */
export function commaSeparated(scopes: readonly StandInScope[]): AuthorizationServer {
  return {
    id: 'comma-',
    path: '/comma-separated',
    routes: { authorization: '/authorize', token: '/token', revocation: '/revoke' },
    wellKnown: [],
    namesIssuer: false,
    scopes,
    clientAuthentication: ['client_secret_basic', 'client_secret_post'],
    accessTokenTtlSeconds: 3600,
    refreshTokenTtlSeconds: 14 * 24 * 3600,
    authorizationCodeTtlSeconds: 60,
    refreshTokenLifetime: 'idle',
    rotatesRefreshTokens: false,
    issuesRefreshToken: () => true,
    requiresPkce: false,
    redirectUriOptional: false,
    // Its clients are the other server's too, and registered for all that it does.
    features: { clientCredentials: { enabled: true }, deviceFlow: { enabled: true } },
    quirks: {
      extend(provider, issuer) {
        const scope = 'notes:read notes:write'
        installJwtBearer(provider, { tokenPath: '/token', audiences: [issuer], scope })
      },
      authorizationRequest: asSpaces,
      tokenAnswer({ expires_in: _unsaid, id_token: _none, scope, ...answer }) {
        return { ...answer, ...(typeof scope === 'string' ? { scope: scope.replaceAll(' ', ',') } : {}) }
      },
    },
  }
}
