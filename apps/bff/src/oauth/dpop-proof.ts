import { createHash, randomUUID } from 'node:crypto'
import { importJWK, SignJWT } from 'jose'
import type { DpopKey } from './dpop.ts'

interface ProofInput {
  readonly accessToken: string
  readonly method: string
  readonly url: URL
  readonly nonce: string | undefined
}

/** Proves with one request that we hold the key of its token (RFC 9449 section 7.1). */
export async function dpopProof({ alg, ...key }: DpopKey, input: ProofInput): Promise<string> {
  const { accessToken, method, url, nonce } = input
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...jwk } = key
  return new SignJWT({
    htm: method,
    htu: url.origin + url.pathname,
    ath: createHash('sha256').update(accessToken).digest('base64url'),
    ...(nonce === undefined ? {} : { nonce }),
  })
    .setProtectedHeader({ typ: 'dpop+jwt', alg, jwk })
    .setIssuedAt()
    .setJti(randomUUID())
    .sign(await importJWK(key, alg))
}
