import { beforeAll, describe, expect, test } from 'vitest'
import { applicationOf, discover, sealing, temporaryDir, tokensFor } from './test-sandbox.ts'
import { startSandbox, type Sandbox } from './sandbox.ts'

let sandbox: Sandbox
let base: string
let token: string
let tokenWithoutApi: string

beforeAll(async () => {
  sandbox = await startSandbox({
    port: 0,
    dir: await temporaryDir(),
    callbackUrls: ['http://localhost:4600/connection/oauth2callback'],
    ...sealing,
  })
  const acumatica = applicationOf(sandbox, 'acumatica')
  base = `${acumatica.address}/entity`
  const config = await discover(acumatica)
  token = (await tokensFor(sandbox, config)).access_token
  tokenWithoutApi = (await tokensFor(sandbox, config, 'openid')).access_token
  return () => sandbox.close()
})

interface Body {
  id: string
  paths: object
  servers: unknown
}

async function call(path: string, init: RequestInit & { accessToken?: string } = {}) {
  const { accessToken = token, ...rest } = init
  const headers = { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' }
  const response = await fetch(`${base}${path}`, { ...rest, headers })
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Body & Body[],
  }
}

const put = (fields: object) =>
  call('/Default/24.200.001/Customer', { method: 'PUT', body: JSON.stringify(fields) })

describe('the entity API', () => {
  test('tells anybody its version and endpoints', async () => {
    const response = await fetch(base)
    expect(await response.json()).toMatchObject({
      version: { acumaticaBuildVersion: expect.any(String), databaseVersion: expect.any(String) },
      endpoints: expect.arrayContaining([
        { name: 'Default', version: '20.200.001', href: '/acumatica/entity/Default/20.200.001/' },
        { name: 'eCommerce', version: '24.200.001', href: expect.any(String) },
        { name: 'MANUFACTURING', version: '25.100.001', href: expect.any(String) },
      ]),
    })
  })

  test('requires a token', async () => {
    const response = await fetch(`${base}/Default/24.200.001/Customer`)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    const unknown = await call('/Default/24.200.001/Customer', { accessToken: 'unknown' })
    expect(unknown.status).toBe(401)
    expect(unknown.headers.get('www-authenticate')).toContain('error="invalid_token"')
  })

  test('does not take a token of the other application', async () => {
    const lexbizz = base.replace('/acumatica', '/lexbizz')
    const headers = { authorization: `Bearer ${token}` }
    expect((await fetch(`${lexbizz}/Default/20.200.001/Customer`, { headers })).status).toBe(401)
  })

  test('requires the scope api', async () => {
    const refused = await call('/Default/24.200.001/Customer', { accessToken: tokenWithoutApi })
    expect(refused).toMatchObject({ status: 403, body: { message: expect.stringContaining('api') } })
    expect(refused.headers.get('www-authenticate')).toContain('insufficient_scope')
  })

  test('describes an endpoint, an entity first', async () => {
    const { status, body } = await call('/Default/24.200.001/swagger.json?company=Sandbox')
    expect(status).toBe(200)
    expect(Object.keys(body.paths)[0]).toBe('/Customer')
    expect(body.servers).toEqual([{ url: `${base}/Default/24.200.001` }])
  })

  test.each(['Customer', 'StockItem', 'SalesOrder'])('lists %s records', async (entity) => {
    const all = await call(`/Default/24.200.001/${entity}`)
    expect(all.body.length).toBeGreaterThanOrEqual(25)
    expect(new Set(all.body.map(({ id }) => id)).size).toBe(all.body.length)
    const one = await call(`/Default/24.200.001/${entity}?$top=1&$skip=2`)
    expect(one.body).toEqual([all.body[2]])
    expect((await call(`/Default/24.200.001/${entity}/${all.body[2]?.id}`)).body).toEqual(all.body[2])
  })

  test('finds a record by its keys', async () => {
    const { body } = await call('/Default/24.200.001/SalesOrder/SO/005402')
    expect(body).toMatchObject({ OrderNbr: { value: '005402' }, OrderTotal: { value: expect.any(Number) } })
  })

  test('makes and changes a record', async () => {
    const made = await put({ CustomerID: { value: 'NEWONE' }, CustomerName: { value: 'New One' } })
    expect(made).toMatchObject({ status: 201, body: { CustomerName: { value: 'New One' } } })
    const changed = await put({ CustomerID: { value: 'newone' }, City: { value: 'Ulm' } })
    expect(changed).toMatchObject({ status: 200, body: { id: made.body.id, City: { value: 'Ulm' } } })
    expect((await put({ City: { value: 'Ulm' } })).status).toBe(422)
    expect((await put({ City: 'Ulm' })).status).toBe(422)
  })

  test.each([
    '/Default/1.00.001/Customer',
    '/Nothing/24.200.001/swagger.json',
    '/Default/24.200.001/Nothing',
    '/Default/24.200.001/Customer/NOBODY',
    '/constructor/24.200.001/Customer',
  ])('answers 404 to %s', async (path) => {
    expect(await call(path)).toMatchObject({ status: 404, body: { message: expect.any(String) } })
  })

  test('answers 400 to what it cannot read', async () => {
    expect((await call('/Default/24.200.001/Customer?$top=-1')).status).toBe(400)
    const broken = { method: 'PUT', body: '{' }
    expect(await call('/Default/24.200.001/Customer', broken)).toMatchObject({ status: 400 })
  })
})
