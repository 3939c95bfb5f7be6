import { discoverServer, type DiscoveryReply } from '@patchbay/contracts/discovery'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { readServer } from '../../credentials/read-server.ts'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import type { ServerMetadata } from '../../oauth/server-metadata.ts'

function present(server: ServerMetadata): DiscoveryReply {
  return {
    issuer: server.issuer,
    authorizationUrl: server.authorization_endpoint ?? null,
    tokenUrl: server.token_endpoint ?? null,
    revocationUrl: server.revocation_endpoint ?? null,
    deviceAuthorizationUrl: server.device_authorization_endpoint ?? null,
    registrationUrl: server.registration_endpoint ?? null,
    userinfoUrl: server.userinfo_endpoint ?? null,
    scopes: server.scopes_supported ?? [],
    // RFC 8414 section 2: what holds where a server does not say.
    grantTypes: server.grant_types_supported ?? ['authorization_code', 'implicit'],
    clientAuthentications: server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'],
    pushedAuthorizationRequests: server.pushed_authorization_request_endpoint !== undefined,
    dpop: server.dpop_signing_alg_values_supported !== undefined,
  }
}

export function discoveryRoutes(bind: Bind, deps: Deps & CredentialsDeps): void {
  bind(discoverServer, async ({ query }) => present(await readServer(deps, query.issuer, 'issuer')))
}
