import { revokeConnection } from '@patchbay/contracts/connections'
import { signIn } from '@patchbay/contracts/session'
import * as endpoints from '@patchbay/contracts/webhooks'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { authorizeAt, draftAt } from '../../testing/connecting.ts'
import { eventually } from '../../testing/eventually.ts'
import { startOddServer } from '../../testing/odd-server.ts'
import { startReceiver, verified } from '../../testing/receiver.ts'
import { spawnPatchbay } from '../../testing/spawned-patchbay.ts'

const cleanups: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

const password = 'a password for the start'

async function start(env: Record<string, string> = {}) {
  const patchbay = await spawnPatchbay({
    PATCHBAY_ADMIN_PASSWORD: password,
    PATCHBAY_ALLOW_HOSTS: '127.0.0.1',
    ...env,
  })
  cleanups.push(() => patchbay.cleanup())
  const url = await patchbay.ready
  const api = new ApiClient(`http://127.0.0.1:${new URL(url).port}`, url)
  await api.ok(signIn, { body: { password } })
  return { patchbay, api }
}

describe('a message that was not delivered', () => {
  it('is delivered after kill -9 and the next start, once its receiver is there', async () => {
    const odd = await startOddServer()
    cleanups.push(() => odd.stop())
    // Its port, on which nobody listens for now.
    const closed = await startReceiver()
    await closed.stop()
    const { patchbay, api } = await start()
    const body = { name: 'Away', url: closed.url }
    const { id, secret } = await api.ok(endpoints.createWebhook, { body })
    const { connection } = await authorizeAt(api, await draftAt(api, odd))
    await api.ok(revokeConnection, { params: { id: connection.id } })
    await eventually(async () => {
      const { items } = await api.ok(endpoints.listDeliveries, { params: { id } })
      expect(items).toMatchObject([{ status: 'pending', attempts: 1, statusCode: null }])
    })
    patchbay.kill('SIGKILL')
    await patchbay.exited
    const receiver = await startReceiver(closed.port)
    cleanups.push(() => receiver.stop())
    const again = await start({ PATCHBAY_DATA_DIR: patchbay.dir })
    await vi.waitFor(() => expect(receiver.received).toHaveLength(1), { timeout: 20_000 })
    expect(verified(secret, receiver.received[0]!)).toMatchObject({ data: { id: connection.id } })
    await eventually(async () => {
      const { items } = await again.api.ok(endpoints.listDeliveries, { params: { id } })
      expect(items).toMatchObject([
        { id: receiver.received[0]?.headers['webhook-id'], status: 'delivered', attempts: 2 },
      ])
    })
  }, 40_000)
})
