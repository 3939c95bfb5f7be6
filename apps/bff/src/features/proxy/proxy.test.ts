import type { Connection } from '@patchbay/contracts/connection'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startEchoServer } from '../../testing/echo-server.ts'
import { type Proxying, startProxying } from '../../testing/proxying.ts'

let proxying: Proxying
let connection: Connection
beforeAll(async () => {
  proxying = await startProxying()
  connection = await proxying.online()
})
afterAll(() => proxying.stop())
beforeEach(() => proxying.app.answer())

interface Echo {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string>
  readonly body: string
}

describe('a request through a connection', () => {
  it('arrives as it was sent, with the connection’s token and nothing of ours', async () => {
    const response = await proxying.through(connection, '/Customer/a%20b?$top=1&x=%2F', {
      method: 'PUT',
      body: '{"a":1}',
      headers: {
        'content-type': 'application/json',
        cookie: 'patchbay=1',
        'x-own': 'yes',
        origin: proxying.patchbay.url,
      },
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('patchbay-request-id')).toMatch(/\S/)
    expect(response.headers.get('patchbay-error')).toBeNull()
    const seen = (await response.json()) as Echo
    expect(seen).toMatchObject({ method: 'PUT', url: '/api/v1/Customer/a%20b?$top=1&x=%2F', body: '{"a":1}' })
    expect(seen.headers).toMatchObject({
      'x-own': 'yes',
      'content-type': 'application/json',
      'content-length': '7',
    })
    expect(seen.headers['authorization']).toMatch(/^Bearer token-\d+$/)
    for (const name of ['cookie', 'origin']) expect(seen.headers).not.toHaveProperty(name)
    expect(JSON.stringify(seen)).not.toContain(proxying.key)
  })

  it('is answered as the application answers, but for what would act on this origin', async () => {
    proxying.app.answer((_request, response) => {
      response.writeHead(302, { location: 'https://elsewhere.example/', 'set-cookie': 'a=b', 'x-app': '1' })
      response.end('moved')
    })
    const response = await proxying.through(connection, '/moved')
    expect(response.status).toBe(302)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      location: 'https://elsewhere.example/',
      'x-app': '1',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    })
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(await response.text()).toBe('moved')
  })

  it.each([301, 302, 303, 307, 308])(
    'that is sent elsewhere by a %i goes there with no token',
    async (status) => {
      const elsewhere = await startEchoServer()
      const location = `${elsewhere.origin}/api/v1/steal`
      proxying.app.answer((_request, response) => response.writeHead(status, { location }).end())
      const response = await proxying.through(connection, '/x', { method: 'POST', body: 'x' })
      expect([response.status, response.headers.get('location')]).toEqual([status, location])
      expect(elsewhere.asked).toBe(0)
      await elsewhere.stop()
    },
  )

  it('that Patchbay itself cannot serve says so in its own words', async () => {
    const response = await proxying.through({ id: 'conn_x' }, '/')
    expect(response.status).toBe(404)
    expect(response.headers.get('patchbay-error')).toBe('1')
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    const anonymous = await fetch(`${proxying.patchbay.target}/api/connections/conn_x/proxy/`)
    expect(anonymous.status).toBe(401)
  })

  it('is taken from a session too, but from no page of another site', async () => {
    const { id } = connection
    proxying.app.answer((_request, response) => response.end('ok'))
    const bySession = (headers: Record<string, string>, method = 'GET') =>
      proxying.api.send(method, `/api/connections/${id}/proxy/x`, { headers })
    expect((await bySession({ 'sec-fetch-site': 'same-origin' })).status).toBe(200)
    expect((await bySession({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await bySession({ origin: 'https://evil.example' }, 'POST')).status).toBe(403)
  })
})
