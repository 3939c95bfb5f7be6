import { createApiKey } from '@patchbay/contracts/api-keys'
import { getConnection, getToken } from '@patchbay/contracts/connections'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { authorizeAtSandbox, draftAtSandbox, newName } from '../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'
import { startTokenRelay, type TokenRelay } from '../testing/token-relay.ts'

let patchbay: TestPatchbay
let relay: TokenRelay
let api: ApiClient
let tokenEndpoint = ''
beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_SANDBOX: 'on' } })
  api = await patchbay.signedIn()
  relay = await startTokenRelay(() => tokenEndpoint)
})
afterEach(() => void vi.useRealTimers())
afterAll(() => Promise.all([patchbay.stop(), relay.stop()]))

/** The sandbox's lexbizz takes each refresh token once and ends the whole grant where one comes twice. */
async function online(): Promise<{ id: string; expiresAt: number }> {
  const draft = await draftAtSandbox(api, { settings: { tokenUrl: relay.url } })
  tokenEndpoint = `${String(draft.settings['instanceUri'])}/identity/connect/token`
  const { connection } = await authorizeAtSandbox(api, draft)
  expect(connection.status).toBe('online')
  return { id: connection.id, expiresAt: Date.parse(connection.token?.expiresAt ?? '') }
}

const moments: [string, number][] = [
  ['30 s before the end, while the old one lives', -30_000],
  ['at the very end', 0],
  ['long after the end', 60_000],
]

it.each(moments)(
  '500 programs that ask %s cause one refresh, and all are served',
  async (_when, offsetMs) => {
    const { id, expiresAt } = await online()
    const { key } = await api.ok(createApiKey, { body: { name: newName(), permissions: ['token'] } })
    const headers = { authorization: `Bearer ${key}` }
    const before = relay.granted
    vi.setSystemTime(expiresAt + offsetMs)
    const ask = () => api.ok(getToken, { params: { id }, headers })
    const got = await Promise.all(Array.from({ length: 500 }, ask))
    expect(relay.granted - before).toBe(1)
    // Who was not served the new token got one that still lived.
    for (const { expiresAt: end } of got) expect(Date.parse(end ?? '')).toBeGreaterThan(Date.now())
    expect(await ask()).toMatchObject({ accessToken: expect.any(String) })
    expect(relay.granted - before).toBe(1)
    expect((await api.ok(getConnection, { params: { id } })).status).toBe('online')
  },
)

it('programs and the background together cause one refresh', async () => {
  const { id, expiresAt } = await online()
  const before = relay.granted
  await api.ok(getToken, { params: { id } })
  // Its successor was planned with the first use, so the background wakes up by itself while programs ask too.
  vi.setSystemTime(expiresAt - 90_000)
  const ask = () => api.ok(getToken, { params: { id } })
  await vi.waitFor(
    async () => {
      const { expiresAt: end } = await ask()
      expect(Date.parse(end ?? '')).toBeGreaterThan(expiresAt)
    },
    { timeout: 5_000, interval: 5 },
  )
  expect(relay.granted - before).toBe(1)
})
