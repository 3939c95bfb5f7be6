import type { ClientAuthentication } from '@patchbay/applications/definition'
import * as client from 'openid-client'
import type { OAuthClient } from './client.ts'
import { OAuthError } from './oauth-error.ts'
import { signingKey } from './signing-key.ts'

/** RFC 8414 section 2: what a server takes that does not say. */
const unspecified = ['client_secret_basic']

/** Of what the server takes, what this client can do. */
function chosen({ clientSecret, privateKey }: OAuthClient, offered: readonly string[]): ClientAuthentication {
  if (privateKey !== null && offered.includes('private_key_jwt')) return 'private_key_jwt'
  if (clientSecret === null) return 'none'
  if (offered.includes('client_secret_basic')) return 'client_secret_basic'
  if (offered.includes('client_secret_post')) return 'client_secret_post'
  if (offered.includes('none')) return 'none'
  const ways = offered.join(', ')
  const message = `The server takes no client secret, only ${ways}. Choose the client authentication in the HTTP view, then try again.`
  throw new OAuthError('other', message)
}

function secretOf({ clientSecret }: OAuthClient): string {
  if (clientSecret !== null) return clientSecret
  throw new OAuthError(
    'other',
    'The iClient has no client secret, and the server wants one. Add it to the iClient, then try again.',
  )
}

async function byKey(
  { oauth, privateKey }: OAuthClient,
  server: client.ServerMetadata,
): Promise<client.ClientAuth> {
  if (privateKey === null) {
    throw new OAuthError(
      'other',
      'The connection has no private key to prove the client with. Add it, then try again.',
    )
  }
  const key = await signingKey(privateKey, server.token_endpoint_auth_signing_alg_values_supported)
  return client.PrivateKeyJwt(oauth.keyId === undefined ? key : { key, kid: oauth.keyId })
}

/** How the client proves itself (RFC 6749 section 2.3, RFC 7523 section 2.2). @throws OAuthError */
export async function authenticate(
  input: OAuthClient,
  server: client.ServerMetadata,
): Promise<client.ClientAuth> {
  const offered = server.token_endpoint_auth_methods_supported ?? unspecified
  switch (input.oauth.clientAuthentication ?? chosen(input, offered)) {
    case 'none':
      return client.None()
    case 'private_key_jwt':
      return byKey(input, server)
    case 'client_secret_post':
      return client.ClientSecretPost(secretOf(input))
    default:
      return client.ClientSecretBasic(secretOf(input))
  }
}
