import { createPublicKey, X509Certificate } from 'node:crypto'
import type { JWK } from 'oidc-provider'
import { SandboxError } from './error.ts'

/** Of a certificate or of a public key in PEM form: what RS256 is verified with (RFC 7518 section 3.3). */
export function readPublicKey(pem: string): JWK {
  if (pem.includes('PRIVATE KEY')) {
    throw new SandboxError('invalid_key', 'This is a private key. Paste its certificate, or its public key.')
  }
  const key = parse(pem)
  if (key?.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) {
    throw new SandboxError(
      'invalid_key',
      'Paste the certificate or public key of an RSA key of 2048 bits or more, in PEM form.',
    )
  }
  return { ...(key.export({ format: 'jwk' }) as JWK), use: 'sig', alg: 'RS256' }
}

function parse(pem: string) {
  try {
    return pem.includes('BEGIN CERTIFICATE') ? new X509Certificate(pem).publicKey : createPublicKey(pem)
  } catch {
    return undefined
  }
}
