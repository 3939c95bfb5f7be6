import { createConnection } from '@patchbay/contracts/connections'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { newName } from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
beforeAll(async () => {
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

const bodyWith = (settings: object) => ({
  name: newName(),
  application: 'acumatica',
  authType: 'oauth2',
  settings,
  scopes: ['api'],
})

const faults: [string, unknown, RegExp][] = [
  ['no URL', 'example', /not an address.*Write .*https:/],
  ['empty', '', /Write the Instance URI/],
  ['no text', 5, /Write the Instance URI/],
  ['left out', undefined, /Write the Instance URI/],
  ['with credentials', 'https://admin:secret@example.com', /Leave user name and password out/],
  ['with a fragment', 'https://example.com/#x', /Leave out the #/],
  ['with an empty fragment', 'https://example.com/#', /Leave out the #/],
  ['with a query', 'https://example.com/?a=1', /Leave out the \?/],
  [
    'http to a public host',
    'http://example.com/isv',
    /must begin with https:.*Write https:\/\/example.com\/isv/,
  ],
  ['ftp', 'ftp://example.com', /must begin with https:/],
  ['a script', 'javascript:alert(1)', /must begin with https:/],
  ['of 5,000 characters', `https://example.com/${'x'.repeat(5000)}`, /at most 2000/],
]

const privateHosts = [
  '10.0.0.1',
  '192.168.1.1',
  '169.254.169.254',
  'localhost',
  '[::1]',
  '167772161',
  '0xa.1',
  '[::ffff:10.0.0.1]',
  'intranet',
]

describe('an Instance URI', () => {
  it.each(faults)(
    'that is %s is refused, and the field says what to write',
    async (_what, instanceUri, message) => {
      const { status, code, problem } = await api.refused(createConnection, {
        body: bodyWith({ instanceUri }),
      })
      expect({ status, code }).toEqual({ status: 422, code: 'invalid_value' })
      expect(problem.errors).toEqual([
        { path: 'settings.instanceUri', message: expect.stringMatching(message) },
      ])
    },
  )

  it.each(privateHosts)('at the private address %s is refused', async (host) => {
    const body = bodyWith({ instanceUri: `https://${host}` })
    const { status, problem } = await api.refused(createConnection, { body })
    expect(status).toBe(422)
    const message = expect.stringMatching(/private or local.*Write the public address/)
    expect(problem.errors).toEqual([{ path: 'settings.instanceUri', message }])
  })

  it('at a private address may be used where PATCHBAY_ALLOW_HOSTS names it', async () => {
    const body = bodyWith({ instanceUri: 'http://127.0.0.1:8080/erp' })
    expect((await api.ok(createConnection, { body })).settings['instanceUri']).toBe(
      'http://127.0.0.1:8080/erp',
    )
  })

  it.each([
    ['https://isv.lexbizz.app/entity/Default/20.200.001', 'https://isv.lexbizz.app', 'Default', '20.200.001'],
    [
      'https://try.acumatica.com/isv/entity/eCommerce/24.200.001/',
      'https://try.acumatica.com/isv',
      'eCommerce',
      '24.200.001',
    ],
    ['https://try.acumatica.com/isv', 'https://try.acumatica.com/isv', 'Default', '25.200.001'],
    [' HTTPS://Try.Acumatica.COM:443/ ', 'https://try.acumatica.com', 'Default', '25.200.001'],
  ])('pasted as %j is taken apart', async (pasted, instanceUri, endpointName, endpointVersion) => {
    const { settings } = await api.ok(createConnection, { body: bodyWith({ instanceUri: pasted }) })
    expect(settings).toEqual({ mode: 'cloud', instanceUri, endpointName, endpointVersion })
  })

  it('pasted beside an endpoint written by hand leaves that as it was written', async () => {
    const instanceUri = 'https://isv.lexbizz.app/entity/Default/20.200.001'
    const body = bodyWith({ instanceUri, endpointVersion: '22.200.001' })
    const { settings } = await api.ok(createConnection, { body })
    expect(settings).toMatchObject({ endpointName: 'Default', endpointVersion: '22.200.001' })
  })

  it('pasted with credentials is refused all the same', async () => {
    const instanceUri = 'https://admin:secret@isv.lexbizz.app/entity/Default/20.200.001'
    const { problem } = await api.refused(createConnection, { body: bodyWith({ instanceUri }) })
    expect(problem.errors?.[0]?.message).toMatch(/Leave user name and password out/)
    expect(JSON.stringify(problem)).not.toContain('secret')
  })
})
