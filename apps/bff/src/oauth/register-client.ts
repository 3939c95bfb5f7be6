import type { Grant } from '@patchbay/applications/definition'
import * as client from 'openid-client'
import type { OAuthDeps } from './client.ts'
import { OAuthError, translateOAuthError } from './oauth-error.ts'
import type { ServerMetadata } from './server-metadata.ts'
import { tokenFetch } from './token-fetch.ts'

export interface RegistrationInput {
  readonly issuer: string
  readonly name: string
  readonly grant: Grant
  readonly redirectUris: readonly string[]
  readonly scopes: readonly string[]
}

export interface RegisteredClient {
  readonly clientId: string
  /** null: a public client. */
  readonly clientSecret: string | null
}

const grantTypes: Readonly<Record<Grant, string>> = {
  'authorization-code': 'authorization_code',
  'client-credentials': 'client_credentials',
  'jwt-bearer': 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  device: 'urn:ietf:params:oauth:grant-type:device_code',
}

/** The first that we would choose for a secret; without any the client is a public one. */
function methodOf({
  token_endpoint_auth_methods_supported: offered = ['client_secret_basic'],
}: ServerMetadata): string {
  return ['client_secret_basic', 'client_secret_post'].find((each) => offered.includes(each)) ?? 'none'
}

function metadataOf({ name, grant, redirectUris, scopes }: RegistrationInput, server: ServerMetadata) {
  const isInWindow = grant === 'authorization-code'
  const refreshes = isInWindow || grant === 'device'
  const canRefresh = server.grant_types_supported?.includes('refresh_token') ?? true
  return {
    client_name: name,
    redirect_uris: isInWindow ? [...redirectUris] : [],
    response_types: isInWindow ? ['code'] : [],
    grant_types: [grantTypes[grant], ...(refreshes && canRefresh ? ['refresh_token'] : [])],
    token_endpoint_auth_method: methodOf(server),
    ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
  }
}

/** What went wrong is not the client's sign-in but what was asked for it. */
function aboutRegistration(error: OAuthError): OAuthError {
  if (error.code !== 'other' && error.code !== 'invalid_client') return error
  const message =
    'The server does not register the client. Register it there by hand, then add it as an iClient.'
  return new OAuthError('other', message, { description: error.description, cause: error })
}

/**
 * Registers a client at a server that lets programs do so (RFC 7591), for one grant and the given callback URLs. What
 * the server hands out to manage the registration later (RFC 7592) is not kept.
 *
 * @throws OAuthError
 */
export async function registerClient(
  { outbound, discovery }: OAuthDeps,
  input: RegistrationInput,
): Promise<RegisteredClient> {
  const server = await discovery.server(input.issuer)
  if (server.registration_endpoint === undefined) {
    const message =
      'The server does not let programs register clients. Register one there by hand, then add it as an iClient.'
    throw new OAuthError('other', message)
  }
  const send = tokenFetch(outbound, { isIssuerKnown: true })
  const wellKnown = new URL('/.well-known/openid-configuration', server.issuer)
  try {
    const configuration = await client.dynamicClientRegistration(
      wellKnown,
      metadataOf(input, server),
      undefined,
      {
        // It would read the document that has just been read and checked.
        [client.customFetch]: async (url, init) =>
          url === wellKnown.href ? Response.json(server) : send(url, init),
        execute: [client.allowInsecureRequests],
      },
    )
    const { client_id: clientId, client_secret: clientSecret } = configuration.clientMetadata()
    return { clientId, clientSecret: typeof clientSecret === 'string' ? clientSecret : null }
  } catch (error) {
    throw aboutRegistration(translateOAuthError(error))
  }
}
