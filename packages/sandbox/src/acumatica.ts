import { randomUUID } from 'node:crypto'
import { acumaticaScopes } from '@patchbay/applications/parts/acumatica-engine'
import { createEntityApi } from './entity-api.ts'
import type { StandIn } from './stand-in.ts'

type Variant = Pick<StandIn, 'application' | 'name' | 'monogram'> & { endpointVersion: string }

/** Paths, scopes and lifetimes: Acumatica's integration development guide, "Authorization Code" flow. */
function acumaticaLike({ endpointVersion, ...variant }: Variant): StandIn {
  return {
    ...variant,
    settings: (instanceUri) => ({ instanceUri, endpointName: 'Default', endpointVersion }),
    newClientId: () => `${randomUUID().toUpperCase()}@Sandbox`,
    authorizationServers: [
      {
        id: '',
        path: '/identity',
        routes: {
          authorization: '/connect/authorize',
          token: '/connect/token',
          revocation: '/connect/revocation',
          userinfo: '/connect/userinfo',
          jwks: '/.well-known/openid-configuration/jwks',
        },
        wellKnown: ['openid-configuration'],
        namesIssuer: true,
        scopes: acumaticaScopes,
        // The guide names the body and a private key JWT; whether Basic works is not confirmed,
        // so it is not announced; oidc-provider takes either from whoever may send one.
        clientAuthentication: ['client_secret_post'],
        accessTokenTtlSeconds: 3600,
        refreshTokenTtlSeconds: 30 * 24 * 3600,
        authorizationCodeTtlSeconds: 300,
        refreshTokenLifetime: 'absolute',
        rotatesRefreshTokens: true,
        issuesRefreshToken: (scopes) => scopes.has('offline_access'),
        requiresPkce: false,
        redirectUriOptional: false,
      },
    ],
    facts: (instanceUri) => [
      ['Instance URI', instanceUri],
      ['Endpoint', 'Default', endpointVersion],
    ],
    links: [
      { label: 'Discovery document', path: '/identity/.well-known/openid-configuration' },
      { label: 'Endpoints', path: '/entity' },
    ],
    api: createEntityApi,
  }
}

export const lexbizz = acumaticaLike({
  application: 'lexbizz',
  name: 'lexbizz',
  monogram: { text: 'LB', color: '#3a6ea5' },
  endpointVersion: '20.200.001',
})

export const acumatica = acumaticaLike({
  application: 'acumatica',
  name: 'Acumatica',
  monogram: { text: 'AC', color: '#1d5b8f' },
  endpointVersion: '25.200.001',
})
