import { Patchbay, PatchbayError } from '@patchbay/client'
import { createApiKey } from '@patchbay/contracts/api-keys'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAtSandbox, draftAtSandbox, newName } from '../../testing/connecting.ts'
import { startEchoServer } from '../../testing/echo-server.ts'
import { onlineAt } from '../../testing/proxying.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let program: Patchbay
let id: string
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
  const { connection } = await authorizeAtSandbox(api, await draftAtSandbox(api))
  ;({ id } = connection)
  const body = { name: newName(), permissions: ['token', 'proxy'] }
  const { key: apiKey } = await api.ok(createApiKey, { body })
  program = new Patchbay({ url: `${patchbay.target}/`, apiKey })
})
afterAll(() => patchbay.stop())

it('the client gets tokens', async () => {
  const token = await program.token(id)
  expect(token).toMatchObject({ tokenType: 'Bearer', facts: {} })
  expect(Date.parse(token.expiresAt ?? '')).toBeGreaterThan(Date.now() + 60_000)
})

it('the client sends requests through a connection, and takes refusals of the application for answers', async () => {
  const response = await program.fetch(id, 'Customer?$top=1', { headers: { accept: 'application/json' } })
  expect(response.status).toBe(200)
  expect(await response.json()).toHaveLength(1)
  expect((await program.fetch(id, '/Nothing')).status).toBe(404)
})

it('the client throws what Patchbay itself has to say', async () => {
  const { id: draft } = await draftAtSandbox(api)
  await expect(program.fetch(draft, '/Customer')).rejects.toMatchObject({
    name: 'PatchbayError',
    code: 'not_authorized_yet',
    status: 409,
    requestId: expect.any(String),
  })
  const stranger = new Patchbay({ url: patchbay.target, apiKey: 'pb_unknown' })
  await expect(stranger.token(id)).rejects.toBeInstanceOf(PatchbayError)
  await expect(stranger.fetch(id, '/Customer')).rejects.toMatchObject({ code: 'invalid_api_key' })
})

it.each(['/../token', '..', '%2e%2e/token', '/a/../../token', '/..\\token'])(
  'the client makes no other call of a path: %s',
  async (path) => {
    await expect(program.fetch(id, path)).rejects.toThrow(TypeError)
  },
)

it.each([
  [
    'a pool that is full',
    'application/problem+json',
    '{"type":"urn:patchbay:problem:too_busy","detail":"Wait."}',
    'too_busy',
    'Wait.',
  ],
  ['a page of something in between', 'text/html', '<h1>Busy</h1>', 'unknown', 'Patchbay answered 503.'],
])('the client says when to try again: %s', async (_what, contentType, body, code, message) => {
  const headers = {
    'content-type': contentType,
    'retry-after': '5',
    'patchbay-error': '1',
    'patchbay-request-id': 'request',
  }
  const busy = new Patchbay({
    url: patchbay.target,
    apiKey: 'pb_any',
    fetch: () => Promise.resolve(new Response(body, { status: 503, headers })),
  })
  const error = { name: 'PatchbayError', code, message, status: 503, retryAfterS: 5, requestId: 'request' }
  await expect(busy.token(id)).rejects.toMatchObject(error)
  await expect(busy.fetch(id, '/x')).rejects.toMatchObject(error)
})

it('the client streams bodies, and passes on redirects as answers', async () => {
  const app = await startEchoServer()
  const connection = await onlineAt(api, app.origin)
  const pieces = ['a', 'b', 'c']
  const body = ReadableStream.from(pieces.map((piece) => new TextEncoder().encode(piece)))
  const streamed = await program.fetch(connection.id, 'x?y=1', {
    method: 'PUT',
    body,
    duplex: 'half',
  })
  expect(await streamed.json()).toMatchObject({ method: 'PUT', url: '/api/v1/x?y=1', body: 'abc' })
  app.answer((_request, response) =>
    response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
  )
  const moved = await program.fetch(connection.id, '/moved')
  expect([moved.status, moved.headers.get('location')]).toEqual([302, 'https://elsewhere.example/'])
  await app.stop()
})
