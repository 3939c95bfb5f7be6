import * as endpoints from '@patchbay/contracts/iclients'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { newName } from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_ALLOW_HOSTS: 'login.intra.example' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const authorizationUrl = 'https://login.example.com/authorize?tenant=1'
const tokenUrl = 'https://login.example.com/token'
function bodyOf(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { name: newName(), application: 'acumatica', clientId: 'id', clientSecret: 's', ...changes }
}

describe('the addresses of an iClient', () => {
  it('are answered as they are kept, in one spelling', async () => {
    const typed = {
      authorizationUrl: ` ${authorizationUrl} `,
      tokenUrl: 'HTTPS://Login.Example.com:443/token',
    }
    const { id } = await api.ok(endpoints.createIClient, { body: bodyOf(typed) })
    const read = await api.ok(endpoints.getIClient, { params: { id } })
    expect(read).toMatchObject({ authorizationUrl, tokenUrl })
  })

  it('stay where they are left out, and go where they are null', async () => {
    const { id } = await api.ok(endpoints.createIClient, { body: bodyOf({ authorizationUrl, tokenUrl }) })
    const params = { id }
    const kept = await api.ok(endpoints.updateIClient, { params, body: { version: 1, clientId: 'other' } })
    expect(kept).toMatchObject({ authorizationUrl, tokenUrl })
    const body = { version: 2, authorizationUrl: null }
    const taken = await api.ok(endpoints.updateIClient, { params, body })
    expect(taken).toMatchObject({ authorizationUrl: null, tokenUrl })
  })

  it.each([
    ['relative', '/oauth/token', /not an address/],
    ['empty', '', /not an address/],
    ['of another scheme', 'ftp://example.com/token', /begin with https/],
    ['with a fragment', 'https://example.com/token#', /Leave out the #/],
    ['with a user name', 'https://me@example.com/token', /user name and password/],
    ['with a password', 'https://me:pw@example.com/token', /user name and password/],
    ['of 2,001 characters', `https://example.com/${'x'.repeat(1981)}`, /at most 2,000/],
    ['unencrypted', 'http://example.com/token?a=1', /Write https:\/\/example.com\/token\?a=1\./],
    ['private', 'https://10.0.0.1/token', /private or local.*PATCHBAY_ALLOW_HOSTS/],
    ['local', 'https://localhost/token', /private or local/],
    ['no text', 7, /Write it as https/],
  ])('are refused where they are %s', async (_what, address, message) => {
    const errors = ['authorizationUrl', 'tokenUrl'].map((path) => ({
      path,
      message: expect.stringMatching(message),
    }))
    const body = bodyOf({ authorizationUrl: address, tokenUrl: address })
    const created = await api.refused(endpoints.createIClient, { body })
    expect(created.problem).toMatchObject({ status: 422, errors })
    const { id } = await api.ok(endpoints.createIClient, { body: bodyOf() })
    const change = { version: 1, tokenUrl: address }
    const changed = await api.refused(endpoints.updateIClient, { params: { id }, body: change })
    expect(changed.problem).toMatchObject({ status: 422, errors: errors.slice(1) })
  })

  it('may be private where the operator names the host', async () => {
    const body = bodyOf({ tokenUrl: 'http://login.intra.example/token' })
    expect(await api.ok(endpoints.createIClient, { body })).toMatchObject({ tokenUrl: body['tokenUrl'] })
  })

  it('are named together with what else is wrong', async () => {
    const body = bodyOf({ clientSecret: undefined, tokenUrl: 'https://10.0.0.1/' })
    const { problem } = await api.refused(endpoints.createIClient, { body })
    expect(problem.errors).toMatchObject([{ path: 'clientSecret' }, { path: 'tokenUrl' }])
  })
})
