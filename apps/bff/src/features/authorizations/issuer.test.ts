import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import {
  begin,
  callbackOf,
  draftAt,
  draftAtSandbox,
  outcomeOf,
  walkSandbox,
} from '../../testing/connecting.ts'
import { json, type OddServer, startOddServer } from '../../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  odd = await startOddServer()
  api = await patchbay.signedIn()
})
afterAll(() => Promise.all([patchbay.stop(), odd.stop()]))

describe('the issuer of the answer (RFC 9207)', () => {
  it.each([
    ['another one', (callback: URL) => callback.searchParams.set('iss', 'https://attacker.example/identity')],
    ['missing though advertised', (callback: URL) => callback.searchParams.delete('iss')],
  ])('%s: the answer is not taken', async (_what, tamper) => {
    const draft = await draftAtSandbox(api)
    const started = await begin(api, draft)
    const callback = await walkSandbox(started)
    expect(callback.searchParams.get('iss')).not.toBeNull()
    tamper(callback)
    const { authorization, connection, page } = await outcomeOf(api, { ...started, callback })
    expect(authorization).toMatchObject({ status: 'failed', error: { code: 'issuer_mismatch' } })
    expect(page).toContain('another issuer')
    expect(connection).toEqual(draft)
  })

  it('wrong though not advertised: the code goes nowhere', async () => {
    const draft = await draftAt(api, odd)
    const started = await begin(api, draft)
    const callback = callbackOf(started, { iss: 'https://attacker.example/identity' })
    const { authorization, connection } = await outcomeOf(api, { ...started, callback })
    expect(authorization.error?.code).toBe('issuer_mismatch')
    expect(odd.at('token')).toEqual([])
    expect(connection).toEqual(draft)
  })

  it('missing and not advertised: the answer is taken', async () => {
    const started = await begin(api, await draftAt(api, odd))
    const callback = callbackOf(started)
    expect((await outcomeOf(api, { ...started, callback })).authorization.status).toBe('succeeded')
  })

  it('is not believed from a discovery document that speaks for somebody else', async () => {
    const instanceUri = `${odd.origin}/other`
    const revocation = `${odd.origin}/stolen/identity/connect/revocation`
    odd.answer(
      'discovery',
      json({
        issuer: 'https://attacker.example',
        revocation_endpoint: revocation,
        authorization_response_iss_parameter_supported: true,
      }),
    )
    const started = await begin(api, await draftAt(api, odd, { settings: { instanceUri } }))
    const { authorization } = await outcomeOf(api, { ...started, callback: callbackOf(started) })
    expect(authorization.status).toBe('succeeded')
  })

  it('is demanded where the own discovery document advertises it', async () => {
    const instanceUri = `${odd.origin}/strict`
    const issuer = `${instanceUri}/identity`
    odd.answer('discovery', json({ issuer, authorization_response_iss_parameter_supported: true }))
    const draft = await draftAt(api, odd, { settings: { instanceUri } })
    const without = await begin(api, draft)
    const refused = await outcomeOf(api, { ...without, callback: callbackOf(without) })
    expect(refused.authorization.error?.code).toBe('issuer_mismatch')
    const withIt = await begin(api, draft)
    const taken = await outcomeOf(api, { ...withIt, callback: callbackOf(withIt, { iss: issuer }) })
    expect(taken.authorization.status).toBe('succeeded')
  })
})
