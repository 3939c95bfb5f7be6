import { signIn } from '@patchbay/contracts/session'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { agentToBe, gatewayPort, newAgent, sshAgent } from '../testing/agents.ts'
import { ApiClient } from '../testing/api-client.ts'
import { type EchoServer, startEchoServer } from '../testing/echo-server.ts'
import { proxyKey } from '../testing/proxying.ts'
import { type SpawnedPatchbay, spawnPatchbay } from '../testing/spawned-patchbay.ts'
import { adminPassword } from '../testing/test-patchbay.ts'
import { download, mebibyte, peakOf, upload } from '../testing/transfer.ts'
import { onlineThrough } from '../testing/tunnelling.ts'

let patchbay: SpawnedPatchbay
let app: EchoServer
beforeAll(async () => {
  app = await startEchoServer()
  patchbay = await spawnPatchbay({ PATCHBAY_ADMIN_PASSWORD: adminPassword, PATCHBAY_AGENT_PORT: '0' })
})
afterAll(() => Promise.all([patchbay.cleanup(), app.stop()]))

it('1 GiB goes up and 1 GiB comes down through a tunnel in flat memory', { timeout: 180_000 }, async () => {
  const url = await patchbay.ready
  const api = new ApiClient(url.replace('localhost', '127.0.0.1'), url)
  await api.ok(signIn, { body: { password: adminPassword } })
  const agent = await newAgent(api)
  await sshAgent({ port: await gatewayPort(api), agent })
  await agentToBe(api, agent, 'online')
  const { id } = await onlineThrough(api, agent, app.origin)
  const way = { url, app, key: await proxyKey(api), path: `/api/connections/${id}/proxy/bytes` }

  await upload(way, 64 * mebibyte)
  await download(way, 64 * mebibyte)
  const before = await peakOf(patchbay.pid)
  await upload(way, 1024 * mebibyte)
  await download(way, 1024 * mebibyte)
  expect((await peakOf(patchbay.pid)) - before).toBeLessThan(96)
})
