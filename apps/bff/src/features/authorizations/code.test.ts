import { getToken } from '@patchbay/contracts/connections'
import { updateIClient } from '@patchbay/contracts/iclients'
import { createIClient } from '@patchbay/contracts/iclients'
import { getApplication } from '@patchbay/contracts/applications'
import { getIClient } from '@patchbay/contracts/iclients'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import {
  authorizeAtSandbox,
  begin,
  draftAtSandbox,
  newName,
  outcomeOf,
  walkSandbox,
} from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

describe('the code', () => {
  it('of an earlier callback is not taken again', async () => {
    const first = await begin(api, await draftAtSandbox(api))
    const firstCallback = await walkSandbox(first)
    await outcomeOf(api, { ...first, callback: firstCallback })
    const draft = await draftAtSandbox(api)
    const second = await begin(api, draft)
    const callback = await walkSandbox(second)
    callback.searchParams.set('code', firstCallback.searchParams.get('code') ?? '')
    const { authorization, connection } = await outcomeOf(api, { ...second, callback })
    expect(authorization).toMatchObject({ status: 'failed', error: { code: 'invalid_grant' } })
    expect(connection).toEqual(draft)
  })

  it('is worth nothing without the verifier of its challenge (PKCE)', async () => {
    const draft = await draftAtSandbox(api)
    const started = await begin(api, draft)
    started.url.searchParams.set('code_challenge', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM')
    const callback = await walkSandbox(started)
    const { authorization, connection, page } = await outcomeOf(api, { ...started, callback })
    expect(authorization).toMatchObject({ status: 'failed', error: { code: 'invalid_grant' } })
    expect(page).toContain('Not connected')
    expect(connection).toEqual(draft)
  })

  it('that somebody else obtained for another connection is not taken (code injection)', async () => {
    const victim = await begin(api, await draftAtSandbox(api))
    const stolen = (await walkSandbox(victim)).searchParams.get('code') ?? ''
    const draft = await draftAtSandbox(api)
    const started = await begin(api, draft)
    const callback = await walkSandbox(started)
    callback.searchParams.set('code', stolen)
    const { authorization, connection } = await outcomeOf(api, { ...started, callback })
    expect(authorization.error?.code).toBe('invalid_grant')
    expect(connection).toEqual(draft)
  })

  it('that is missing is an answer that cannot be used', async () => {
    const draft = await draftAtSandbox(api)
    const started = await begin(api, draft)
    const callback = await walkSandbox(started)
    callback.searchParams.delete('code')
    const { authorization, connection } = await outcomeOf(api, { ...started, callback })
    expect(authorization).toMatchObject({ status: 'failed', error: { code: 'invalid_answer' } })
    expect(connection).toEqual(draft)
  })
})

describe('a wrong client secret', () => {
  const wrongSecret = 'not-the-secret-of-this-client'

  it('is named, and the connection stays a draft until it is corrected', async () => {
    const { sandbox } = await api.ok(getApplication, { params: { id: 'acumatica' } })
    const { clientId } = await api.ok(getIClient, { params: { id: sandbox?.iClientId ?? '' } })
    const body = { name: newName(), application: 'acumatica', clientId, clientSecret: wrongSecret }
    const { id: iClientId } = await api.ok(createIClient, { body })
    const draft = await draftAtSandbox(api, { iClientId })
    const { authorization, connection, page } = await authorizeAtSandbox(api, draft)
    expect(authorization).toMatchObject({ status: 'failed', error: { code: 'invalid_client' } })
    expect(authorization.error?.message).toMatch(/does not accept the client ID and secret/)
    expect(connection).toEqual(draft)
    for (const text of [page, patchbay.log.text()]) expect(text).not.toContain(wrongSecret)
  })

  it('of an online connection leaves it online with its working token', async () => {
    const { sandbox } = await api.ok(getApplication, { params: { id: 'acumatica' } })
    const online = (await authorizeAtSandbox(api, await draftAtSandbox(api))).connection
    const token = await api.ok(getToken, { params: { id: online.id } })
    const params = { id: sandbox?.iClientId ?? '' }
    const { version } = await api.ok(getIClient, { params })
    await api.ok(updateIClient, { params, body: { version, clientSecret: wrongSecret } })
    const { authorization, connection } = await authorizeAtSandbox(api, online)
    expect(authorization.error?.code).toBe('invalid_client')
    expect(connection).toEqual(online)
    expect(await api.ok(getToken, { params: { id: online.id } })).toEqual(token)
  })
})
