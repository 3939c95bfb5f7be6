import { createConnection } from '@patchbay/contracts/connections'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiClient, asRefusal } from '../testing/api-client.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

describe('a body', () => {
  const post = (body: string | Uint8Array<ArrayBuffer>, contentType = 'application/json') =>
    api.send('POST', createConnection.path, { headers: { 'content-type': contentType }, body })

  it.each([
    ['that is not JSON', '{"name":', 400, 'invalid_json', 'application/json'],
    ['that is empty', '', 422, 'invalid_value', 'application/json'],
    ['that is a list', '[]', 422, 'invalid_value', 'application/json'],
    ['that is null', 'null', 422, 'invalid_value', 'application/json'],
    ['of a form', 'name=x', 415, 'not_json', 'application/x-www-form-urlencoded'],
    ['of plain text', '{}', 415, 'not_json', 'text/plain'],
    ['of another character set', '{}', 415, 'not_json', 'application/json; charset=latin1'],
    [
      'over 256 KiB',
      JSON.stringify({ name: 'x'.repeat(256 * 1024) }),
      413,
      'body_too_large',
      'application/json',
    ],
  ])('%s is refused', async (_what, body, status, code, contentType) => {
    expect(asRefusal(await post(body, contentType))).toMatchObject({ status, code })
  })

  it('of less than 256 KiB is read', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(255 * 1024) })
    expect(asRefusal(await post(body))).toMatchObject({ status: 422 })
  })

  it('of prototype members is refused as of unknown ones', async () => {
    const answer = await post(`{"__proto__":{"admin":true},"name":"x"}`)
    expect(asRefusal(answer).status).toBeGreaterThanOrEqual(400)
    expect(asRefusal(await post('{"constructor":{}}'))).toMatchObject({ status: 400, code: 'unknown_member' })
  })

  it('is not quoted in the log where it cannot be read', async () => {
    await post('{"clientSecret":"leaked-4f1d')
    await post('leaked-4f1d')
    expect(patchbay.log.text()).not.toContain('leaked-4f1d')
  })
})

describe('an id that no record has', () => {
  it.each(['conn_nope', 'nope', '../users', '..\\users', '%', 'x'.repeat(101), 'conn_\u0000', '💥'])(
    '%j answers 404',
    async (id) => {
      const answer = await api.send(
        'GET',
        `/api/connections/${encodeURIComponent(id).replaceAll('.', '%2e')}`,
      )
      expect(asRefusal(answer)).toMatchObject({ status: 404, code: 'not_found' })
    },
  )

  it.each(['iclients', 'authorizations', 'applications'])('answers 404 among %s too', async (collection) => {
    const answer = await api.send('GET', `/api/${collection}/nope_1`)
    expect(asRefusal(answer)).toMatchObject({ status: 404, code: 'not_found' })
  })

  it('that is a broken escape answers 400', async () => {
    expect(asRefusal(await api.send('GET', '/api/connections/%ZZ')).status).toBe(400)
  })
})
