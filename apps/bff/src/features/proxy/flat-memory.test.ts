import { signIn } from '@patchbay/contracts/session'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../testing/api-client.ts'
import { startEchoServer } from '../../testing/echo-server.ts'
import { onlineAt, proxyKey } from '../../testing/proxying.ts'
import { type SpawnedPatchbay, spawnPatchbay } from '../../testing/spawned-patchbay.ts'
import { adminPassword } from '../../testing/test-patchbay.ts'
import { download, mebibyte, peakOf, type TransferWay, upload } from '../../testing/transfer.ts'

let patchbay: SpawnedPatchbay
let way: TransferWay
beforeAll(async () => {
  const app = await startEchoServer()
  patchbay = await spawnPatchbay({
    PATCHBAY_ADMIN_PASSWORD: adminPassword,
    PATCHBAY_ALLOW_HOSTS: '127.0.0.1',
  })
  const url = await patchbay.ready
  const api = new ApiClient(url.replace('localhost', '127.0.0.1'), url)
  await api.ok(signIn, { body: { password: adminPassword } })
  const { id } = await onlineAt(api, app.origin)
  way = { url, app, key: await proxyKey(api), path: `/api/connections/${id}/proxy/bytes` }
})
afterAll(() => Promise.all([patchbay.cleanup(), way.app.stop()]))

it('1 GiB goes up and 1 GiB comes down in flat memory', { timeout: 120_000 }, async () => {
  await upload(way, 64 * mebibyte)
  await download(way, 64 * mebibyte)
  const before = await peakOf(patchbay.pid)
  await upload(way, 1024 * mebibyte)
  await download(way, 1024 * mebibyte)
  expect((await peakOf(patchbay.pid)) - before).toBeLessThan(96)
})
