import { createPrivateKey, type KeyObject } from 'node:crypto'
import { importPKCS8 } from 'jose'
import type { CryptoKey } from 'openid-client'
import { OAuthError } from './oauth-error.ts'

const ofCurve: Readonly<Record<string, string>> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
}

/** RFC 7518 section 3.1, RFC 8037: what a key can sign with, the most common first. */
function algorithmsOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string[] {
  if (asymmetricKeyType === 'ed25519') return ['EdDSA', 'Ed25519']
  if (asymmetricKeyType === 'ec') return [ofCurve[asymmetricKeyDetails?.namedCurve ?? ''] ?? []].flat()
  return ['RS256', 'PS256', 'RS384', 'PS384', 'RS512', 'PS512']
}

/**
 * A private key in PEM form, for the first algorithm of its kind that the server takes.
 *
 * @param accepted the server's word; undefined: it does not say
 * @throws OAuthError
 */
export async function signingKey(pem: string, accepted?: readonly string[]): Promise<CryptoKey> {
  const key = createPrivateKey(pem)
  const algorithm = algorithmsOf(key).find((each) => accepted?.includes(each) ?? true)
  if (algorithm === undefined) {
    const message = `The server takes signatures by ${accepted?.join(', ')} only, which this private key cannot make. Use another key.`
    throw new OAuthError('other', message)
  }
  return importPKCS8(key.export({ type: 'pkcs8', format: 'pem' }).toString(), algorithm)
}
