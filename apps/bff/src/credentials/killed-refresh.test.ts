import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Connection } from '@patchbay/contracts/connection'
import { createConnection, getConnection, getToken } from '@patchbay/contracts/connections'
import { createIClient } from '@patchbay/contracts/iclients'
import { signIn } from '@patchbay/contracts/session'
import { Visitor } from '@patchbay/sandbox/visitor'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callbackPath } from '../public-urls.ts'
import { ApiClient } from '../testing/api-client.ts'
import { begin, newName, outcomeOf } from '../testing/connecting.ts'
import { type Issuer, startIssuer } from '../testing/issuer.ts'
import { type SpawnedPatchbay, spawnPatchbay } from '../testing/spawned-patchbay.ts'
import { adminPassword } from '../testing/test-patchbay.ts'
import { startTokenRelay, type TokenRelay } from '../testing/token-relay.ts'

let dir: string
let issuer: Issuer
let relay: TokenRelay
let patchbay: SpawnedPatchbay
let api: ApiClient
let id: string

async function startAgain(): Promise<void> {
  patchbay = await spawnPatchbay({
    PATCHBAY_DATA_DIR: dir,
    PATCHBAY_ADMIN_PASSWORD: adminPassword,
    PATCHBAY_ALLOW_HOSTS: '127.0.0.1',
  })
  const url = await patchbay.ready
  api = new ApiClient(url.replace('localhost', '127.0.0.1'), url)
  await api.ok(signIn, { body: { password: adminPassword } })
}

/** A server that takes each refresh token once, and ends the whole grant when one comes twice. */
function startRotatingIssuer(redirectUri: string): Promise<Issuer> {
  return startIssuer({
    clients: [{ client_id: 'patchbay', client_secret: 'only-in-this-test', redirect_uris: [redirectUri] }],
    configuration: {
      scopes: ['openid', 'read'],
      rotateRefreshToken: true,
      clientAuthMethods: ['client_secret_post'],
      clientDefaults: {
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'client_secret_post',
      },
      // The first is about to end, those that follow are not.
      ttl: { AccessToken: (ctx) => (ctx.oidc.params?.['grant_type'] === 'refresh_token' ? 3600 : 30) },
    },
  })
}

async function connect(): Promise<Connection> {
  const name = newName()
  const client = { name, application: 'oauth2', clientId: 'patchbay', clientSecret: 'only-in-this-test' }
  const { id: iClientId } = await api.ok(createIClient, { body: client })
  const settings = {
    authorizationUrl: `${issuer.origin}/auth`,
    tokenUrl: relay.url,
    clientAuthentication: 'client_secret_post',
    testUrl: `${issuer.origin}/me`,
  }
  const rest = { application: 'oauth2', authType: 'oauth2', scopes: ['openid', 'read'] }
  const draft = await api.ok(createConnection, { body: { name, settings, iClientId, ...rest } })
  const started = await begin(api, draft)
  const page = await new Visitor(issuer.origin).get(started.url.href)
  const callback = new URL(page.headers.get('location') ?? page.url)
  const { authorizationId } = started
  const { connection } = await outcomeOf(api, { authorizationId, callback })
  expect(connection.status).toBe('online')
  return connection
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'patchbay-killed-'))
  await startAgain()
  issuer = await startRotatingIssuer(api.origin + callbackPath)
  relay = await startTokenRelay(() => `${issuer.origin}/token`)
  ;({ id } = await connect())
})
afterEach(async () => {
  await patchbay.cleanup()
  await Promise.all([relay.stop(), issuer.stop()])
  await rm(dir, { recursive: true, force: true })
})

const callers = 100

/** Ends the process in the middle of a refresh that many programs wait for, and starts another. */
async function killAt(moment: (kill: () => void) => unknown): Promise<void> {
  const killed = new Promise<void>((resolve) => {
    const kill = () => {
      patchbay.kill('SIGKILL')
      resolve()
    }
    void moment(kill)
  })
  for (let count = 0; count < callers; count += 1) {
    api.call(getToken, { params: { id } }).catch(() => undefined)
  }
  await killed
  await patchbay.exited
  relay.onRequest = () => undefined
  relay.onAnswer = () => undefined
  await startAgain()
}

const never = () => new Promise<never>(() => undefined)

async function status(): Promise<Pick<Connection, 'status' | 'statusReason'>> {
  return api.ok(getConnection, { params: { id } })
}

/** Whether the server still takes a token, which is the only thing that counts. */
async function isAccepted(accessToken: string): Promise<boolean> {
  const { ok } = await fetch(`${issuer.origin}/me`, { headers: { authorization: `Bearer ${accessToken}` } })
  return ok
}

/** What a program gets holds what it promises, or the connection says that it is over. */
async function expectNothingSilentlyWrong(): Promise<void> {
  const answer = await api.call(getToken, { params: { id } })
  if (answer.status === 200) {
    const { accessToken } = answer.body as { accessToken: string }
    expect(await isAccepted(accessToken)).toBe(true)
  } else {
    expect(answer.status, answer.text).toBe(409)
    expect(await status()).toMatchObject({
      status: 'offline',
      statusReason: expect.stringMatching(/Authorize again/),
    })
  }
}

describe('a process that is killed in the middle of a refresh', () => {
  it('before the application has it, refreshes after the next start', async () => {
    await killAt((kill) => {
      relay.onRequest = () => {
        kill()
        return never()
      }
    })
    await expect.poll(() => relay.granted).toBe(2)
    await expectNothingSilentlyWrong()
    expect((await status()).status).toBe('online')
  })

  it('after the application has answered, says honestly that the access is lost', async () => {
    await killAt((kill) => {
      relay.onAnswer = kill
    })
    await expect.poll(async () => (await status()).status).toBe('offline')
    expect((await status()).statusReason).toMatch(/cut off while it renewed the access.*Authorize again/)
    await expectNothingSilentlyWrong()
  })

  it('after the new tokens are written, goes on with them', async () => {
    const path = join(dir, 'connections', `${id}.json`)
    const sealed = async () =>
      (JSON.parse(await readFile(path, 'utf8')) as { credentials: object }).credentials
    const before = await sealed()
    await killAt(async (kill) => {
      await expect.poll(sealed, { interval: 1 }).not.toEqual(before)
      kill()
    })
    expect((await status()).status).toBe('online')
    await expectNothingSilentlyWrong()
    expect(relay.granted).toBe(2)
  })

  it.each([0, 4, 8, 14])('%i ms after it was asked for, leaves nothing silently wrong', async (ms) => {
    await killAt(async (kill) => {
      await wait(ms)
      kill()
    })
    await expectNothingSilentlyWrong()
  })
})
