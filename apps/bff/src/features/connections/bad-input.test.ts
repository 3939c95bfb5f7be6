import { createConnection, listConnections } from '@patchbay/contracts/connections'
import { createIClient } from '@patchbay/contracts/iclients'
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

const good = {
  application: 'acumatica',
  authType: 'oauth2',
  settings: { instanceUri: 'https://example.acumatica.com' },
  scopes: ['api'],
}
type Row = [what: string, change: object, status: number, path: string, message: RegExp]

const names: Row[] = [
  ['an empty name', { name: '' }, 422, 'name', /Write a name/],
  ['a name of spaces', { name: ' \t ' }, 422, 'name', /Write a name/],
  ['a name of 201 characters', { name: 'x'.repeat(201) }, 422, 'name', /at most 200 characters/],
  ['a name of 5,000 characters', { name: 'x'.repeat(5000) }, 422, 'name', /at most 200 characters/],
  [
    'a name with a line break',
    { name: 'one\ntwo' },
    422,
    'name',
    /without line breaks or control characters/,
  ],
  ['a name with a null character', { name: 'one\u0000two' }, 422, 'name', /without line breaks/],
  ['a name that is no text', { name: 5 }, 422, 'name', /Write a name/],
  ['no name', { name: undefined }, 422, 'name', /Write a name/],
]

const others: Row[] = [
  ['an unknown scope', { scopes: ['api', 'zzz'] }, 422, 'scopes', /no scope “zzz”. Choose from api,/],
  [
    'the blocked scope',
    { scopes: ['api', 'api:concurrent_access'] },
    422,
    'scopes',
    /api:concurrent_access: Cannot be added.*session cookie/,
  ],
  ['an unknown application', { application: 'nope' }, 422, 'application', /no application “nope”/],
  ['no application', { application: undefined }, 422, 'application', /Choose the application/],
  ['an application of the prototype', { application: 'constructor' }, 422, 'application', /no application/],
  ['another authentication type', { authType: 'basic' }, 422, 'authType', /does not offer “basic”. Choose/],
  ['no authentication type', { authType: 'magic' }, 422, 'authType', /Choose an authentication type/],
  ['an unknown member', { colour: 'red' }, 400, 'colour', /no member “colour” here. Leave it out/],
  [
    'an unknown setting',
    { settings: { ...good.settings, port: '1' } },
    400,
    'settings.port',
    /no member “port” here. Leave it out/,
  ],
  ['an unknown advanced member', { advanced: { x: 1 } }, 400, 'advanced.x', /no member “x” here/],
  [
    'a concurrency level of 0',
    { advanced: { concurrencyLevel: 0 } },
    422,
    'advanced.concurrencyLevel',
    /from 1 to 25/,
  ],
  ['one of 26', { advanced: { concurrencyLevel: 26 } }, 422, 'advanced.concurrencyLevel', /from 1 to 25/],
  ['one of 2.5', { advanced: { concurrencyLevel: 2.5 } }, 422, 'advanced.concurrencyLevel', /whole number/],
  [
    'an endpoint name with a slash',
    { settings: { ...good.settings, endpointName: 'a/b' } },
    422,
    'settings.endpointName',
    /Write the name alone/,
  ],
  [
    'an endpoint version of words',
    { settings: { ...good.settings, endpointVersion: 'new' } },
    422,
    'settings.endpointVersion',
    /Write the version/,
  ],
  [
    'an unknown mode',
    { settings: { ...good.settings, mode: 'moon' } },
    422,
    'settings.mode',
    /Choose Cloud or On-premise/,
  ],
  [
    'on-premise without an agent',
    { settings: { ...good.settings, mode: 'on-premise' } },
    422,
    'settings.agentId',
    /Choose the agent/,
  ],
  [
    'an agent that does not exist',
    { settings: { ...good.settings, mode: 'on-premise', agentId: 'agt_x' } },
    422,
    'settings.agentId',
    /does not exist.*choose another one/,
  ],
  [
    'an iClient that does not exist',
    { iClientId: 'icl_nope' },
    422,
    'iClientId',
    /does not exist.*choose another one/,
  ],
  ['an iClient id that is a path', { iClientId: '../users/x' }, 422, 'iClientId', /does not exist/],
  ['secrets in the wrong place', { clientSecret: 'x' }, 400, 'clientSecret', /Leave it out/],
]

describe('creating a connection', () => {
  it('requires sign-in', async () => {
    const body = { ...good, name: newName() }
    expect(await patchbay.visitor().refused(createConnection, { body })).toMatchObject({ status: 401 })
  })

  it.each([...names, ...others])('with %s is refused', async (_what, change, status, path, message) => {
    const refusal = await api.refused(createConnection, { body: { name: newName(), ...good, ...change } })
    expect(refusal.status).toBe(status)
    expect(refusal.code).toBe(status === 400 ? 'unknown_member' : 'invalid_value')
    const fault = refusal.problem.errors?.find((each) => each.path.startsWith(path))
    expect(fault?.message, JSON.stringify(refusal.problem)).toMatch(message)
  })

  it('names every fault at once', async () => {
    const body = {
      ...good,
      name: newName(),
      settings: { instanceUri: 'http://10.0.0.1' },
      scopes: ['zzz'],
      iClientId: 'icl_x',
    }
    const { problem } = await api.refused(createConnection, { body })
    expect(problem.errors?.map(({ path }) => path)).toEqual(['settings.instanceUri', 'scopes', 'iClientId'])
    expect(problem.detail).toBe('3 values need a change.')
  })

  it('with an iClient of another application is refused', async () => {
    const client = { name: newName(), application: 'lexbizz', clientId: 'x', clientSecret: 'y' }
    const { id: iClientId } = await api.ok(createIClient, { body: client })
    const { problem } = await api.refused(createConnection, { body: { ...good, name: newName(), iClientId } })
    expect(problem.errors).toEqual([
      {
        path: 'iClientId',
        message: `${client.name} belongs to another application. Choose one of the same.`,
      },
    ])
  })

  it('refused stores nothing', async () => {
    expect((await api.ok(listConnections)).total).toBe(0)
  })
})
