import { getConnection, getToken } from '@patchbay/contracts/connections'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { agentToBe, gatewayPort, newAgent, sshAgent } from '../../testing/agents.ts'
import type { ApiClient } from '../../testing/api-client.ts'
import { authorizeAt, draftAt } from '../../testing/connecting.ts'
import { type OddServer, startOddServer, tokens } from '../../testing/odd-server.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient
let odd: OddServer
beforeEach(async () => {
  odd = await startOddServer()
  patchbay = await startTestPatchbay({ env: { PATCHBAY_AGENT_PORT: '0', PATCHBAY_ALLOW_HOSTS: '' } })
  api = await patchbay.signedIn()
})
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all([patchbay.stop(), odd.stop()])
})

const dayMs = 24 * 3_600_000

/** A connection that is online, and whose agent has just gone. */
async function leftBehind(members: Record<string, unknown>) {
  odd.answer('token', tokens(members))
  const agent = await newAgent(api)
  const port = await gatewayPort(api)
  const ssh = await sshAgent({ port, agent })
  await agentToBe(api, agent, 'online')
  const settings = { mode: 'on-premise', agentId: agent.id, instanceUri: odd.origin }
  const { connection } = await authorizeAt(api, await draftAt(api, odd, { settings }))
  expect(connection.status).toBe('online')
  const params = { id: connection.id }
  expect((await api.ok(getToken, { params })).accessToken).toBe('odd-access-1')
  await ssh.kill()
  await agentToBe(api, agent, 'offline')
  odd.requests.length = 0
  return { params, port, back: () => sshAgent({ port, agent }) }
}

const refreshes = () => odd.at('token').map(({ form }) => form.get('refresh_token'))

async function expectOnline(params: { id: string }): Promise<void> {
  expect(await api.ok(getConnection, { params })).toMatchObject({ status: 'online', statusReason: null })
}

describe('a refresh whose agent is away', () => {
  it('ahead of time waits for it, and comes by itself when it is back', async () => {
    // Planned for the first seconds.
    const { params, back } = await leftBehind({ expires_in: 70 })
    vi.setSystemTime(Date.now() + 12_000)
    // Some looks at what is due go by.
    await new Promise((resolve) => setTimeout(resolve, 500))
    await expectOnline(params)
    expect(refreshes()).toEqual([])
    await back()
    await vi.waitFor(() => expect(refreshes()).toEqual(['odd-refresh-1']), { timeout: 10_000 })
    await expectOnline(params)
  })

  it('that kept an idle connection alive waits for it, also over a restart', async () => {
    const { params, port, back } = await leftBehind({ expires_in: 3600 })
    vi.setSystemTime(Date.now() + 23 * dayMs)
    await patchbay.restart({ PATCHBAY_AGENT_PORT: String(port) })
    api = await patchbay.signedIn()
    await expectOnline(params)
    expect(refreshes()).toEqual([])
    await back()
    await vi.waitFor(() => expect(refreshes()).toEqual(['odd-refresh-1']), { timeout: 10_000 })
    await expectOnline(params)
  })

  it('that somebody waits for is answered 503, and nobody needs to sign in again', async () => {
    const { params, back } = await leftBehind({ expires_in: 3600 })
    vi.setSystemTime(Date.now() + 3601_000)
    api = await patchbay.signedIn()
    for (let times = 0; times < 8; times += 1) {
      const refusal = await api.refused(getToken, { params })
      expect(refusal).toMatchObject({ status: 503, code: 'agent_offline' })
    }
    await expectOnline(params)
    await back()
    // What was asked for in vain counts as no failure that would make it wait.
    await vi.waitFor(
      async () => expect((await api.ok(getToken, { params })).accessToken).toBe('odd-access-2'),
      { timeout: 10_000 },
    )
  })
})
