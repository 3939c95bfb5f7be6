import { getConnection, getToken, updateConnection } from '@patchbay/contracts/connections'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ApiClient } from '../testing/api-client.ts'
import { authorizeAt, draftAt } from '../testing/connecting.ts'
import { eventually } from '../testing/eventually.ts'
import { json, type OddServer, page, startOddServer, tokens } from '../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let odd: OddServer
let api: ApiClient
beforeAll(async () => {
  odd = await startOddServer()
})
beforeEach(async () => {
  odd.reset()
  patchbay = await startTestPatchbay()
  api = await patchbay.signedIn()
})
afterEach(async () => {
  vi.useRealTimers()
  await patchbay.stop()
})
afterAll(() => odd.stop())

const dayMs = 24 * 3_600_000

/** Days go by in which nobody uses anything, the administrator's session included. */
async function later(days: number): Promise<void> {
  vi.setSystemTime(Date.now() + days * dayMs)
  await patchbay.restart()
  api = await patchbay.signedIn()
}

async function onlineWith(members: Record<string, unknown> = {}): Promise<{ id: string }> {
  odd.answer('token', tokens(members))
  const { connection } = await authorizeAt(api, await draftAt(api, odd))
  expect(connection.status).toBe('online')
  odd.requests.length = 0
  return { id: connection.id }
}

const refreshes = () => odd.at('token').map(({ form }) => form.get('refresh_token'))

describe('a connection that nobody uses', () => {
  it('is renewed before its refresh token lapses, and not long before', async () => {
    const params = await onlineWith()
    // Of Acumatica the catalogue says 30 days.
    await later(19)
    expect(refreshes()).toEqual([])
    await later(4)
    await eventually(() => expect(refreshes()).toEqual(['odd-refresh-1']))
    await eventually(async () => {
      const { token } = await api.ok(getConnection, { params })
      expect(Date.parse(token?.obtainedAt ?? '')).toBeGreaterThan(Date.now() - dayMs)
    })
    await later(1)
    expect(refreshes()).toHaveLength(1)
  })

  it.each(['refresh_token_expires_in', 'refresh_expires_in'])(
    'is renewed in the time that the answer names as %s',
    async (member) => {
      await onlineWith({ [member]: 7 * 24 * 3600 })
      await later(6)
      await eventually(() => expect(refreshes()).toEqual(['odd-refresh-1']))
    },
  )

  it('that was taken offline by a change is left alone', async () => {
    const params = await onlineWith()
    const { version } = await api.ok(getConnection, { params })
    const body = { version, scopes: ['api', 'offline_access', 'openid'] }
    expect((await api.ok(updateConnection, { params, body })).status).toBe('offline')
    await later(29)
    expect((await api.ok(getConnection, { params })).status).toBe('offline')
    expect(refreshes()).toEqual([])
  })
})

describe('a token endpoint that asks to wait', () => {
  it.each([
    ['429', page('Slow down', 429, { 'Retry-After': '120' })],
    ['503 with an OAuth error', json({ error: 'temporarily_unavailable' }, 503, { 'Retry-After': '120' })],
  ])('(%s) is not asked before, while the token lives', async (_what, answer) => {
    const params = await onlineWith({ expires_in: 3600 })
    odd.answer('token', answer)
    vi.setSystemTime(Date.now() + 3300_000)
    const ask = async () => expect((await api.ok(getToken, { params })).accessToken).toBe('odd-access-1')
    await ask()
    await eventually(() => expect(refreshes()).toHaveLength(1))
    // The wait counts from the answer.
    await eventually(() => expect(patchbay.log.text()).toContain('refresh ahead of time failed'))
    vi.setSystemTime(Date.now() + 110_000)
    for (let times = 0; times < 5; times += 1) await ask()
    expect(refreshes()).toHaveLength(1)
    vi.setSystemTime(Date.now() + 15_000)
    await ask()
    await eventually(() => expect(refreshes()).toHaveLength(2))
  })
})

describe('a host that fails again and again', () => {
  it('is left alone for a while, and other hosts are not', async () => {
    const other = await startOddServer()
    const ids = [await onlineWith({ expires_in: 0 }), await onlineWith({ expires_in: 0 })] as const
    odd.answer('token', page('<h1>Down</h1>', 502))
    for (let times = 0; times < 5; times += 1) {
      expect((await api.refused(getToken, { params: ids[0] })).status).toBe(502)
    }
    const refusal = await api.refused(getToken, { params: ids[1] })
    expect(refusal).toMatchObject({ status: 502, code: 'application_unreachable' })
    expect(refusal.problem.detail).toMatch(/failed several times in a row.*tries again in \d+ s/)
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(refreshes()).toHaveLength(5)

    other.answer('token', tokens({ expires_in: 0 }))
    const elsewhere = await authorizeAt(api, await draftAt(api, other))
    await api.ok(getToken, { params: { id: elsewhere.connection.id } })
    await other.stop()

    odd.answer('token', tokens({ expires_in: 3600 }))
    vi.setSystemTime(Date.now() + 6_000)
    await api.ok(getToken, { params: ids[1] })
    await api.ok(getToken, { params: ids[0] })
  })
})
