import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { applicationOf, redirectUri, registerClient, startTestSandbox, temporaryDir } from './test-sandbox.ts'

const dir = await temporaryDir()
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = publicKey.export({ format: 'pem', type: 'spki' }) as string

describe('Certinia’s JWT bearer token', () => {
  async function startWithKey() {
    const sandbox = await startTestSandbox({ dir })
    const application = applicationOf(sandbox, 'certinia')
    const { client } = await registerClient(sandbox, application, {
      clientName: 'With a key',
      redirectUri,
      publicKey: pem,
    })
    const { address } = application
    const assertion = (claims = {}, key = privateKey, alg = 'RS256') =>
      new SignJWT({
        iss: client.clientId,
        sub: 'admin@sandbox.example',
        aud: address,
        exp: Math.floor(Date.now() / 1000) + 180,
        jti: randomUUID(),
        ...claims,
      })
        .setProtectedHeader({ alg })
        .sign(key)
    const exchange = async (jwt: string, more = {}) => {
      const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
      const body = new URLSearchParams({ grant_type, assertion: jwt, ...more })
      const response = await fetch(`${address}/services/oauth2/token`, { method: 'POST', body })
      return { status: response.status, body: (await response.json()) as Record<string, string> }
    }
    const get = (path: string, accessToken: string) =>
      fetch(`${sandbox.origin}/certinia-org${path}`, { headers: { authorization: `Bearer ${accessToken}` } })
    return { sandbox, application, client, assertion, exchange, get }
  }

  test('comes without client secret, and without refresh token', async () => {
    const { sandbox, assertion, exchange, get, client } = await startWithKey()
    const { status, body } = await exchange(await assertion())
    expect(status).toBe(200)
    expect(body).toMatchObject({ instance_url: `${sandbox.origin}/certinia-org`, scope: 'api id full' })
    expect(body).not.toHaveProperty('refresh_token')
    expect(body).not.toHaveProperty('expires_in')
    expect((await get('/services/oauth2/userinfo', body['access_token'] ?? '')).status).toBe(200)
    const more = { client_id: client.clientId, client_secret: 'not looked at' }
    expect((await exchange(await assertion(), more)).status).toBe(200)
  })

  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  test.each([
    ['of another user', { sub: 'nobody@sandbox.example' }, privateKey, "user hasn't approved this consumer"],
    ['for another audience', { aud: 'https://login.salesforce.com' }, privateKey, 'audience is invalid'],
    ['that is expired', { exp: 1_700_000_000 }, privateKey, 'assertion is expired'],
    ['that lives too long', { exp: Math.floor(Date.now() / 1000) + 3600 }, privateKey, 'invalid assertion'],
    ['signed with another key', {}, other, 'invalid assertion'],
  ])('is refused to an assertion %s', async (_what, claims, key, description) => {
    const { assertion, exchange } = await startWithKey()
    expect(await exchange(await assertion(claims, key))).toEqual({
      status: 400,
      body: { error: 'invalid_grant', error_description: description },
    })
  })

  test('is refused to another algorithm, an assertion used before, and an unknown client', async () => {
    const { assertion, exchange } = await startWithKey()
    expect((await exchange(await assertion({}, privateKey, 'PS256'))).status).toBe(400)
    const once = await assertion()
    expect((await exchange(once)).status).toBe(200)
    expect((await exchange(once)).status).toBe(400)
    expect((await exchange(await assertion({ iss: 'nobody' }))).status).toBe(400)
    expect((await exchange('no jwt')).status).toBe(400)
  })

  test.each([
    ['a private key', privateKey.export({ format: 'pem', type: 'pkcs8' }) as string, 'This is a private key'],
    ['no PEM', 'hello', 'in PEM form'],
    [
      'an EC key',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
        format: 'pem',
        type: 'spki',
      }) as string,
      'RSA key of 2048 bits',
    ],
  ])('is not set up with %s', async (_what, key, words) => {
    const sandbox = await startTestSandbox({ dir })
    const application = applicationOf(sandbox, 'certinia')
    const { page } = await registerClient(sandbox, application, {
      clientName: 'x',
      redirectUri,
      publicKey: key,
    })
    expect(page.status).toBe(422)
    expect(page.text).toContain(words)
  })
})
