import { Patchbay, PatchbayError } from '@patchbay/client'
import { createApiKey } from '@patchbay/contracts/api-keys'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAtSandbox, draftAtSandbox, newName } from '../../testing/connecting.ts'
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
