import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createConnection } from '@patchbay/contracts/connections'
import { discoverServer } from '@patchbay/contracts/discovery'
import { listIClients, registerIClient } from '@patchbay/contracts/iclients'
import { getApplication } from '@patchbay/contracts/applications'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAtSandbox, draftOf, newName } from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let sandboxIssuer: string
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
  const { sandbox } = await api.ok(getApplication, { params: { id: 'oauth2' } })
  sandboxIssuer = sandbox?.settings['issuer'] ?? ''
})
afterAll(() => patchbay.stop())

/** A server that answers every request so. */
async function serverThat(answer: (origin: string) => RequestListener): Promise<string> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  server.on('request', answer(origin))
  onTestFinished(() => void server.close())
  return origin
}

const json =
  (body: unknown): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

const wrong: readonly { what: string; answer: (origin: string) => RequestListener; says: RegExp }[] = [
  {
    what: 'a web page',
    answer: () => (_request, response) => response.writeHead(200).end('<!doctype html><h1>Welcome</h1>'),
    says: /web page, not with a discovery document/,
  },
  {
    what: 'the document of another issuer',
    answer: () => json({ issuer: 'https://other.example', token_endpoint: 'https://other.example/token' }),
    says: /speaks for https:\/\/other\.example\. Write that address/,
  },
  {
    what: 'redirects without end',
    answer: (origin) => (request, response) =>
      response.writeHead(302, { location: origin + request.url }).end(),
    says: /redirect, which is not followed/,
  },
  {
    what: 'five megabytes',
    answer: (origin) => json({ issuer: origin, padding: 'x'.repeat(5 * 1024 * 1024) }),
    says: /more than 1 MiB/,
  },
  {
    what: 'JSON that is none',
    answer: () => (_request, response) => response.writeHead(200).end('{"issuer":'),
    says: /no discovery document/,
  },
  { what: 'an array', answer: () => json([]), says: /no discovery document/ },
  {
    what: 'nothing',
    answer: () => (_request, response) => response.writeHead(404).end(),
    says: /has no discovery document for this issuer/,
  },
]

describe('an issuer that answers', () => {
  it.each(wrong)('$what is refused where it is written', async ({ answer, says }) => {
    const issuer = await serverThat(answer)
    const asked = await api.refused(discoverServer, { query: { issuer } })
    expect(asked).toMatchObject({
      status: 422,
      problem: { errors: [{ path: 'issuer', message: expect.stringMatching(says) }] },
    })
    const body = { name: newName(), application: 'oauth2', authType: 'oauth2', settings: { issuer } }
    const saved = await api.refused(createConnection, { body })
    expect(saved).toMatchObject({ status: 422 })
    expect(saved.problem.errors).toEqual([{ path: 'settings.issuer', message: expect.stringMatching(says) }])
  })

  it('not at all may be saved as a draft all the same', async () => {
    const issuer = 'http://127.0.0.1:1'
    expect(await api.refused(discoverServer, { query: { issuer } })).toMatchObject({
      code: 'application_unreachable',
    })
    const body = { name: newName(), application: 'oauth2', authType: 'oauth2', settings: { issuer } }
    expect(await api.ok(createConnection, { body })).toMatchObject({ status: 'draft' })
  })
})

describe('an issuer that may not be asked', () => {
  it.each([
    ['http://login.example.com', /must begin with https/],
    ['https://10.0.0.7', /private or local/],
    ['https://user:pass@login.example.com', /user name and password/],
    ['login.example.com', /not an address/],
    ['javascript:alert(1)', /must begin with https/],
  ])('%s', async (issuer, says) => {
    const { problem } = await api.refused(discoverServer, { query: { issuer } })
    expect(problem.errors).toEqual([{ path: 'issuer', message: expect.stringMatching(says) }])
  })
})

describe('what a server says of itself', () => {
  it('is told as far as it matters, from either document', async () => {
    const found = await api.ok(discoverServer, { query: { issuer: `${sandboxIssuer}/` } })
    expect(found).toMatchObject({
      issuer: sandboxIssuer,
      tokenUrl: `${sandboxIssuer}/token`,
      registrationUrl: `${sandboxIssuer}/register`,
      dpop: true,
      pushedAuthorizationRequests: true,
      scopes: expect.arrayContaining(['openid', 'notes:read']),
    })
    const issuer = await serverThat((origin) => (request, response) => {
      if (request.url !== '/.well-known/oauth-authorization-server') return response.writeHead(404).end()
      return json({ issuer: origin, token_endpoint: `${origin}/t` })(request, response)
    })
    expect(await api.ok(discoverServer, { query: { issuer } })).toMatchObject({
      tokenUrl: `${issuer}/t`,
      authorizationUrl: null,
      clientAuthentications: ['client_secret_basic'],
    })
  })
})

describe('registering a client at a server', () => {
  it('makes an iClient that signs in at once', async () => {
    const name = newName()
    const body = { name, application: 'oauth2', issuer: sandboxIssuer, scopes: ['openid', 'notes:read'] }
    const iClient = await api.ok(registerIClient, { body })
    expect(iClient).toMatchObject({ name, application: 'oauth2', sandbox: false })
    expect(JSON.stringify(iClient)).not.toContain('ecret":"')
    const draft = await draftOf(api, 'oauth2', { iClientId: iClient.id, scopes: ['openid', 'notes:read'] })
    const { connection } = await authorizeAtSandbox(api, draft)
    expect(connection).toMatchObject({ status: 'online', lastTest: { ok: true } })
  })

  it('registers nobody under a name that is taken', async () => {
    const { items } = await api.ok(listIClients)
    const body = { name: items[0]?.name, application: 'oauth2', issuer: sandboxIssuer }
    expect(await api.refused(registerIClient, { body })).toMatchObject({ code: 'name_taken' })
  })

  it('is refused for an application that has no issuer', async () => {
    const body = { name: newName(), application: 'lexbizz', issuer: sandboxIssuer }
    const { problem } = await api.refused(registerIClient, { body })
    expect(problem.errors).toEqual([{ path: 'application', message: expect.stringContaining('by hand') }])
  })
})
