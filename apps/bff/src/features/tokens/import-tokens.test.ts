import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getConnection, getToken, updateConnection } from '@patchbay/contracts/connections'
import { listConnectionEvents } from '@patchbay/contracts/events'
import { createIClient } from '@patchbay/contracts/iclients'
import { importTokens } from '@patchbay/contracts/import-tokens'
import { obtainTokens } from '@patchbay/sandbox/obtain-tokens'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callbackPath } from '../../public-urls.ts'
import type { ApiClient } from '../../testing/api-client.ts'
import {
  authorizeAt,
  draftAt,
  draftAtSandbox,
  draftOf,
  endAccess,
  newName,
  standInOf,
} from '../../testing/connecting.ts'
import { json, type OddServer, startOddServer, tokens } from '../../testing/odd-server.ts'
import { registerClient } from '../../testing/stand-in-client.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  odd = await startOddServer()
  api = await patchbay.signedIn()
})
beforeEach(() => odd.reset())
afterAll(() => Promise.all([patchbay.stop(), odd.stop()]))

const secrets = { accessToken: 'elsewhere-access', refreshToken: 'elsewhere-refresh' }
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
const importInto = (id: string, body: object) => api.ok(importTokens, { params: { id }, body })
const refusedBy = (id: string, body: object) => api.refused(importTokens, { params: { id }, body })

/** A draft whose client somebody else has used before, and the tokens of that. */
async function movingOver() {
  const draft = await draftAtSandbox(api)
  const client = await registerClient({ api, address: standInOf(draft) })
  const body = { name: newName(), application: 'acumatica', ...client }
  const { id: iClientId } = await api.ok(createIClient, { body })
  const params = { id: draft.id }
  await api.ok(updateConnection, { params, body: { version: draft.version, iClientId } })
  const server = `${standInOf(draft)}/identity/connect`
  const given = await obtainTokens({
    ...client,
    redirectUri: api.origin + callbackPath,
    authorizationUrl: `${server}/authorize`,
    tokenUrl: `${server}/token`,
    scope: draft.scopes.join(' '),
  })
  return { draft, given }
}

describe('tokens from elsewhere', () => {
  it('require sign-in', async () => {
    const params = { id: 'conn_x' }
    expect(await patchbay.visitor().refused(importTokens, { params })).toMatchObject({ status: 401 })
  })

  it('that are real make the connection online, tested, and renewable', async () => {
    const { draft, given } = await movingOver()
    const { connection, test } = await importInto(draft.id, {
      accessToken: given.access_token,
      refreshToken: given.refresh_token,
      expiresInS: given.expires_in,
    })
    expect(test).toMatchObject({ ok: true, status: 200 })
    expect(connection).toMatchObject({ status: 'online', lastTest: { ok: true } })
    expect(connection.token).toMatchObject({ refreshable: true, grantedScopes: draft.scopes })
    const params = { id: draft.id }
    expect((await api.ok(getToken, { params })).accessToken).toBe(given.access_token)
    await endAccess(draft)
    const { test: again } = await importInto(draft.id, {
      accessToken: given.access_token,
      refreshToken: given.refresh_token,
    })
    expect(again).toMatchObject({ ok: true, status: 200 })
    expect((await api.ok(getToken, { params })).accessToken).not.toBe(given.access_token)
    const { items } = await api.ok(listConnectionEvents, { params })
    expect(items[0]).toMatchObject({ action: 'connection.tokens_imported', result: 'success' })
  })

  it('that are a refresh token alone, or over already, are renewed first', async () => {
    for (const body of [
      { refreshToken: secrets.refreshToken },
      { ...secrets, accessToken: '', expiresAt: inAnHour() },
      { ...secrets, expiresAt: '2020-01-01T00:00:00Z' },
      { ...secrets, expiresInS: 0 },
    ]) {
      odd.reset()
      odd.answer('token', tokens())
      const { id } = await draftAt(api, odd)
      const { connection } = await importInto(id, body)
      expect(odd.at('token')).toHaveLength(1)
      expect(odd.at('token')[0]?.form.get('refresh_token')).toBe(secrets.refreshToken)
      expect(connection.status).toBe('online')
      expect((await api.ok(getToken, { params: { id } })).accessToken).toBe('odd-access-1')
    }
  })

  it('are sealed, and in no log and no answer', async () => {
    const { id } = await draftAt(api, odd)
    const answer = await api.call(importTokens, {
      params: { id },
      body: { ...secrets, expiresAt: inAnHour() },
    })
    expect(answer.status, answer.text).toBe(200)
    const stored = await readFile(join(patchbay.dir, 'connections', `${id}.json`), 'utf8')
    for (const text of [answer.text, stored, patchbay.log.text()])
      for (const secret of Object.values(secrets)) expect(text).not.toContain(secret)
  })

  it('whose refresh is refused change nothing', async () => {
    for (const [error, path] of [
      ['invalid_grant', 'refreshToken'],
      ['invalid_client', 'iClientId'],
    ] as const) {
      odd.answer('token', json({ error, error_description: secrets.refreshToken }, 400))
      const draft = await draftAt(api, odd)
      const { status, problem } = await refusedBy(draft.id, { refreshToken: secrets.refreshToken })
      expect(status).toBe(422)
      expect(problem.errors).toMatchObject([
        { path, message: expect.stringContaining('Nothing was changed') },
      ])
      expect(JSON.stringify(problem)).not.toContain(secrets.refreshToken)
      expect(await api.ok(getConnection, { params: { id: draft.id } })).toEqual(draft)
    }
    odd.answer('token', json({}, 500))
    const draft = await draftAt(api, odd)
    const { code } = await refusedBy(draft.id, { refreshToken: secrets.refreshToken })
    expect(code).toBe('application_failed')
    expect(await api.ok(getConnection, { params: { id: draft.id } })).toEqual(draft)
  })

  it('that the test call cannot use stay online, and it is shown beside them', async () => {
    for (const place of ['endpoints', 'contract', 'record'] as const) odd.answer(place, json({}, 403))
    const { id } = await draftAt(api, odd)
    const { connection, test } = await importInto(id, { ...secrets, expiresAt: inAnHour() })
    expect(test).toMatchObject({ ok: false, status: 403 })
    expect(connection).toMatchObject({ status: 'online', lastTest: { ok: false, status: 403 } })
    expect(odd.at('token')).toEqual([])
  })

  it('that get a 401 are renewed once; where that is refused, the connection says why', async () => {
    for (const place of ['endpoints', 'contract', 'record'] as const) odd.answer(place, json({}, 401))
    odd.answer('token', json({ error: 'invalid_grant' }, 400))
    const { id } = await draftAt(api, odd)
    const { connection, test } = await importInto(id, { ...secrets, expiresAt: inAnHour() })
    expect(odd.at('token')).toHaveLength(1)
    expect(test.ok).toBe(false)
    expect(connection.status).toBe('offline')
    expect(connection.statusReason).toBe(test.detail)
  })

  it('take the place of those that are there', async () => {
    odd.answer('token', tokens())
    const { connection } = await authorizeAt(api, await draftAt(api, odd))
    const { id, version } = connection
    expect(await refusedBy(id, { ...secrets, version: version + 5 })).toMatchObject({ status: 409 })
    await importInto(id, { ...secrets, expiresAt: inAnHour(), version })
    expect((await api.ok(getToken, { params: { id } })).accessToken).toBe(secrets.accessToken)
  })

  it.each([
    ['nothing', {}, 'accessToken'],
    ['empty ones', { accessToken: '', refreshToken: '' }, 'accessToken'],
    ['a header', { accessToken: 'Bearer elsewhere-access' }, 'accessToken'],
    ['a line break', { accessToken: 'elsewhere-\naccess' }, 'accessToken'],
    ['quotes', { refreshToken: '"elsewhere-refresh"' }, 'refreshToken'],
    ['no text', { accessToken: ['elsewhere-access'] }, 'accessToken'],
    ['an odd time', { ...secrets, expiresAt: 'elsewhere-access' }, 'expiresAt'],
    ['two times', { ...secrets, expiresAt: '2090-01-01T00:00:00Z', expiresInS: 5 }, 'expiresInS'],
    ['one that is over', { accessToken: 'elsewhere-access', expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    ['one bound to a key', { ...secrets, tokenType: 'dpop' }, 'tokenType'],
    [
      'facts of another application',
      { ...secrets, facts: { instance_url: 'elsewhere-access' } },
      'facts.instance_url',
    ],
    ['an unknown member', { ...secrets, idToken: 'elsewhere-access' }, 'idToken'],
  ])('with %s are refused, naming the member and not its value', async (_what, body, path) => {
    const draft = await draftAt(api, odd)
    const { status, problem } = await refusedBy(draft.id, body)
    expect([400, 422]).toContain(status)
    expect(problem.errors?.map((each) => each.path)).toEqual([path])
    expect(JSON.stringify(problem)).not.toMatch(/elsewhere-/)
    expect(await api.ok(getConnection, { params: { id: draft.id } })).toEqual(draft)
  })

  it('with a refresh token need the client that it belongs to', async () => {
    const { id } = await draftAt(api, odd, { iClientId: null })
    const { problem } = await refusedBy(id, secrets)
    expect(problem.errors?.map(({ path }) => path)).toEqual(['iClientId'])
    const alone = { accessToken: secrets.accessToken, expiresAt: inAnHour() }
    const { connection } = await importInto(id, alone)
    expect(connection).toMatchObject({ status: 'online', token: { refreshable: false } })
  })

  it('are for connections that use tokens of a sign-in', async () => {
    const cases = [
      [
        await draftOf(api, 'acumatica', {
          authType: 'cookie',
          iClientId: null,
          scopes: [],
          settings: { userName: 'admin' },
          secrets: { password: 'sandbox' },
        }),
        'without tokens',
      ],
      [await draftOf(api, 'oauth2', { authType: 'client-credentials' }), 'by itself'],
    ] as const
    for (const [{ id }, why] of cases) {
      const { status, problem } = await refusedBy(id, secrets)
      expect(status).toBe(422)
      expect(problem.errors).toMatchObject([{ path: 'authType', message: expect.stringContaining(why) }])
    }
    const bound = await draftOf(api, 'oauth2', { settings: { dpop: 'on' } })
    expect((await refusedBy(bound.id, secrets)).problem.errors).toMatchObject([{ path: 'settings.dpop' }])
  })

  it('are held to what the application tells with them', async () => {
    const { id } = await draftOf(api, 'lightspeed', {
      settings: { apiType: 'x-series', subdomain: 'typed-shop' },
    })
    for (const facts of [{ domain_prefix: 'attacker.example/' }, { domain_prefix: 'UPPER' }]) {
      const { problem } = await refusedBy(id, { ...secrets, facts })
      expect(problem.errors?.map(({ path }) => path)).toEqual(['facts.domain_prefix'])
    }
    const facts = { domain_prefix: 'sandbox-shop' }
    const { connection } = await importInto(id, { ...secrets, expiresAt: inAnHour(), facts })
    expect(connection.token?.facts).toEqual(facts)
    const certinia = await draftOf(api, 'certinia')
    const instance = { instance_url: standInOf(certinia) }
    const imported = await importInto(certinia.id, { accessToken: 'elsewhere-access', facts: instance })
    expect(imported.connection.token).toMatchObject({ expiresAt: null, facts: instance })
  })
})
