import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { JWK } from 'oidc-provider'
import type { RecordStore } from './record-store.ts'

export interface ProviderKeys {
  signing: JWK
  cookies: string[]
}

const model = 'ProviderKeys'
const id = 'keys'

/** Made once and kept: ID tokens and cookies of before a restart stay good. */
export async function loadKeys(store: RecordStore): Promise<ProviderKeys> {
  const stored = store.get(model, id)
  if (stored) return stored as unknown as ProviderKeys
  // RS256, since a client that knows nothing else of the server must expect it (OpenID Connect Core section 3.1.3.7).
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const keys = {
    signing: { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' } as JWK,
    cookies: [randomBytes(32).toString('base64url')],
  }
  await store.put({ model, id, payload: keys, expiresAt: null })
  return keys
}
