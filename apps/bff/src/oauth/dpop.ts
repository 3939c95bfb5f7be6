import type { OAuthFacts } from '@patchbay/applications/definition'
import { exportJWK, importJWK, type JWK } from 'jose'
import * as client from 'openid-client'

/** The private key that a connection's tokens are bound to (RFC 9449), as a JWK (RFC 7517). */
export type DpopKey = JWK & { readonly alg: string }

/** Every server that knows DPoP is expected to know ES256; some allow only others. */
const algorithms = ['ES256', 'ES384', 'PS256', 'RS256']

/** @param accepted the server's word; undefined: it does not say */
async function newDpopKey(accepted?: readonly string[]): Promise<DpopKey> {
  const alg = algorithms.find((each) => accepted?.includes(each) ?? true) ?? 'ES256'
  const { privateKey } = await client.randomDPoPKeyPair(alg, { extractable: true })
  return { ...(await exportJWK(privateKey)), alg }
}

async function keyPair({ alg, ...key }: DpopKey): Promise<client.CryptoKeyPair> {
  const { kty, crv, x, y, n, e } = key
  const publicKey = Object.fromEntries(
    Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined),
  )
  return {
    privateKey: (await importJWK(key, alg, { extractable: false })) as client.CryptoKey,
    publicKey: (await importJWK(publicKey as JWK, alg, { extractable: true })) as client.CryptoKey,
  }
}

/** What proves with each request that we hold the key; it keeps the nonces that servers hand out (section 8). */
async function dpopHandle(configuration: client.Configuration, key: DpopKey): Promise<client.DPoPHandle> {
  return client.getDPoPHandle(configuration, await keyPair(key))
}

/** A new key where the connection wants its tokens bound. */
export async function dpopKeyFor(
  configuration: client.Configuration,
  { oauth }: { readonly oauth: OAuthFacts },
): Promise<DpopKey | null> {
  if (oauth.dpop !== true) return null
  return newDpopKey(configuration.serverMetadata().dpop_signing_alg_values_supported)
}

/** The option for openid-client's requests; nothing where tokens are not bound. */
export async function dpopOption(
  configuration: client.Configuration,
  key: DpopKey | null,
): Promise<{ DPoP?: client.DPoPHandle }> {
  return key === null ? {} : { DPoP: await dpopHandle(configuration, key) }
}
