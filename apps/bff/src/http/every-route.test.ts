import { getOpenApi } from '@patchbay/contracts/openapi'
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

interface Route {
  readonly method: string
  readonly path: string
  readonly isOpen: boolean
}

/** From the description that is served, so that a new route is met by these tests without a change here. */
async function routes(): Promise<Route[]> {
  const { paths } = (await api.ok(getOpenApi)) as { paths: Record<string, Record<string, object>> }
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replaceAll(/\{\w+\}/g, 'conn_x'),
      isOpen: (operation as { 'x-permission'?: string })['x-permission'] === 'anyone',
    })),
  )
  expect(all.length).toBeGreaterThan(20)
  return all
}

const send = (client: ApiClient, { method, path }: Route, headers: Record<string, string> = {}) =>
  client.send(method, path, {
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body: '{}' }),
  })

describe('every route', () => {
  it('but sign-in and setup requires sign-in', async () => {
    for (const route of await routes()) {
      const { status } = await send(patchbay.visitor(), route)
      if (route.isOpen) expect([200, 422], `${route.method} ${route.path}`).toContain(status)
      else expect(status, `${route.method} ${route.path}`).toBe(401)
    }
  })

  it('open to anyone is known by name', async () => {
    const open = (await routes()).filter(({ isOpen }) => isOpen)
    expect(open.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
      'GET /api/setup',
      'GET /api/sign-in',
      'POST /api/invitation',
      'POST /api/invitation/look',
      'POST /api/session',
      'POST /api/session/passkey',
      'POST /api/session/passkey/options',
      'POST /api/setup',
    ])
  })

  it('tells a visitor nothing but to sign in, whatever is sent', async () => {
    for (const route of (await routes()).filter(({ isOpen }) => !isOpen)) {
      const { code, problem } = asRefusal(await send(patchbay.visitor(), route))
      expect(code).toBe('not_signed_in')
      expect(problem.errors).toBeUndefined()
    }
  })

  it.each([
    ['another site', 'https://attacker.example'],
    ['a sandboxed page', 'null'],
    ['nobody', ''],
  ])('that changes something is refused when it comes from %s', async (_who, origin) => {
    for (const route of (await routes()).filter(({ method }) => method !== 'GET')) {
      const answer = await send(api, route, { origin })
      const what = `${route.method} ${route.path}`
      // Without a cookie to abuse, programs that say no origin may sign in.
      if (route.isOpen && origin === '') expect([200, 422], what).toContain(answer.status)
      else expect(asRefusal(answer), what).toMatchObject({ status: 403, code: 'foreign_origin' })
    }
  })

  it('that only reads needs no origin', async () => {
    for (const route of (await routes()).filter(({ method }) => method === 'GET')) {
      const { status } = await send(api, route, { origin: '' })
      // 422: a query that must be there is not.
      expect([200, 404, 409, 422], route.path).toContain(status)
    }
  })

  it('is kept by no cache and has a request id of its own', async () => {
    const ids = new Set<string | null>()
    const all = await routes()
    for (const route of all) {
      const { headers } = await send(patchbay.visitor(), route)
      expect(headers.get('cache-control'), route.path).toBe('no-store')
      ids.add(headers.get('patchbay-request-id'))
    }
    expect(ids.size).toBe(all.length)
    expect(ids).not.toContain(null)
  })
})

describe('a path that is no route', () => {
  it.each([
    ['GET', '/api/nope'],
    ['GET', '/api'],
    ['PUT', '/api/connections'],
    ['DELETE', '/api/connections'],
    ['GET', '/api/connections/conn_x/nope'],
    ['PATCH', '/api/session'],
  ])('%s %s answers 404 as a problem, which names it', async (method, path) => {
    for (const client of [api, patchbay.visitor()]) {
      const refusal = asRefusal(await client.send(method, `${path}?secret=x`))
      expect(refusal).toMatchObject({ status: 404, code: 'not_found' })
      expect(refusal.problem.detail).toBe(`There is no call ${method} ${path}.`)
    }
  })
})
