import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { readLogoutToken } from './logout-token.ts'

const issuer = 'https://login.example.com'
const audience = 'patchbay'
const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }

type Pair = Awaited<ReturnType<typeof generateKeyPair>>
let own: Pair
let others: Pair
beforeAll(async () => {
  own = await generateKeyPair('ES256')
  others = await generateKeyPair('ES256')
})

const now = () => Math.floor(Date.now() / 1000)
const good = (): JWTPayload => ({
  iss: issuer,
  aud: audience,
  iat: now(),
  jti: 'once',
  sub: 'mira',
  sid: 'at the provider',
  events,
})
const sign = (payload: JWTPayload, key = own.privateKey) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ: 'logout+jwt' }).sign(key)
const read = (token: string) =>
  readLogoutToken(token, () => Promise.resolve(own.publicKey), { issuer, audience })

describe('a logout token', () => {
  it('says whose session has ended', async () => {
    expect(await read(await sign(good()))).toEqual({
      issuer,
      id: 'once',
      subject: 'mira',
      sid: 'at the provider',
    })
    const { sub: _sub, ...bySession } = good()
    expect(await read(await sign(bySession))).toMatchObject({ subject: null, sid: 'at the provider' })
  })

  it.each<[string, (payload: JWTPayload) => JWTPayload]>([
    ['of another issuer', (payload) => ({ ...payload, iss: 'https://other.example.com' })],
    ['for another client', (payload) => ({ ...payload, aud: 'another' })],
    ['that is old', (payload) => ({ ...payload, iat: now() - 3600 })],
    ['that does not say how old it is', ({ iat: _iat, ...payload }) => payload],
    ['that has run out', (payload) => ({ ...payload, exp: now() - 300 })],
    ['that is an ID token', ({ events: _events, ...payload }) => ({ ...payload, nonce: 'x' })],
    ['that has a nonce', (payload) => ({ ...payload, nonce: 'x' })],
    ['of another event', (payload) => ({ ...payload, events: { 'urn:example:other': {} } })],
    ['without an id', ({ jti: _jti, ...payload }) => payload],
    ['that names nobody', ({ sub: _sub, sid: _sid, ...payload }) => payload],
  ])('%s is refused', async (_what, change) => {
    await expect(read(await sign(change(good())))).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('that somebody else has signed, or nobody, is refused', async () => {
    const unsigned = new UnsecuredJWT(good()).setIssuer(issuer).encode()
    for (const token of [await sign(good(), others.privateKey), unsigned, 'x.y.z', '']) {
      await expect(read(token)).rejects.toMatchObject({ code: 'invalid_request' })
    }
  })
})
