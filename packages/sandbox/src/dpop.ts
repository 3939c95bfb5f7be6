import { createHash } from 'node:crypto'
import type { Request } from 'express'
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose'
import type { LiveToken } from './stand-in.ts'

interface Presented {
  token: string
  live: LiveToken
  origin: string
}

/** RFC 9449 section 7.1: a token bound to a key comes with a fresh proof by it. oidc-provider checks its own endpoints alone. */
export async function isProven(req: Request, { token, live, origin }: Presented): Promise<boolean> {
  const proof = req.get('dpop')
  const scheme = /^\S+/.exec(req.get('authorization') ?? '')?.[0].toLowerCase()
  if (live.jkt === undefined) return scheme === 'bearer'
  if (proof === undefined || scheme !== 'dpop') return false
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      maxTokenAge: 300,
      requiredClaims: ['jti'],
    })
    const address = new URL(req.originalUrl, origin)
    return (
      payload['htm'] === req.method &&
      payload['htu'] === address.origin + address.pathname &&
      payload['ath'] === createHash('sha256').update(token).digest('base64url') &&
      protectedHeader.jwk !== undefined &&
      (await calculateJwkThumbprint(protectedHeader.jwk)) === live.jkt
    )
  } catch {
    return false
  }
}
