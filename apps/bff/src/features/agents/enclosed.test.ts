import { connect } from 'node:net'
import { getGateway } from '@patchbay/contracts/agents'
import { getToken, testConnection } from '@patchbay/contracts/connections'
import { applicationOf } from '@patchbay/sandbox/test-sandbox'
import type { Sandbox } from '@patchbay/sandbox/sandbox'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { SpawnedAgent } from '../../../../agent/src/testing/spawned-agent.ts'
import { parseAllowList } from '../../outbound/address-rules.ts'
import { createOutbound } from '../../outbound/outbound.ts'
import { callbackPath } from '../../public-urls.ts'
import { agentToBe, gatewayPort, type NewAgent, newAgent, sshAgent } from '../../testing/agents.ts'
import type { ApiClient } from '../../testing/api-client.ts'
import { draftBehind } from '../../testing/behind-agent.ts'
import { begin, outcomeOf, standInOf } from '../../testing/connecting.ts'
import { type Enclosed, startEnclosed } from '../../testing/enclosed.ts'
import { type Enclosure, makeEnclosure } from '../../testing/namespace.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let enclosure: Enclosure
let patchbay: TestPatchbay
let enclosed: Enclosed
let api: ApiClient
beforeAll(async () => {
  enclosure = await makeEnclosure()
  patchbay = await startTestPatchbay({
    env: { PATCHBAY_HOST: enclosure.listenOn, PATCHBAY_AGENT_PORT: '0', PATCHBAY_ALLOW_HOSTS: '' },
  })
  api = await patchbay.signedIn()
  enclosed = await startEnclosed(enclosure, api.origin + callbackPath)
})
afterAll(async () => {
  await enclosed.stop()
  await patchbay.stop()
  await enclosure.stop()
})

const sandbox = () => ({ applications: enclosed.applications }) as Sandbox

/** Whether this process, which Patchbay runs in, gets there by itself. */
function isReached(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), timeout: 2_000 })
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true))
    for (const event of ['error', 'timeout']) socket.once(event, () => resolve(false))
  }).finally(() => socket.destroy()) as Promise<boolean>
}

async function startOpenSsh(agent: NewAgent): Promise<void> {
  const { within, outside: host } = enclosure
  await sshAgent({ port: await gatewayPort(api), agent, within, host })
}

async function startOwn({ id, accessToken }: NewAgent): Promise<void> {
  const { within, outside } = enclosure
  const { port, hostKeyFingerprint } = await api.ok(getGateway)
  const gateway = ['--gateway', `${outside}:${port}`, '--fingerprint', String(hostKeyFingerprint)]
  const allow = new URL(applicationOf(sandbox(), 'acumatica').address).host
  const args = [...gateway, '--agent', id, '--allow', allow]
  const program = new SpawnedAgent(args, { within, env: { PATCHBAY_AGENT_TOKEN: accessToken } })
  onTestFinished(() => program.kill())
}

const proxied = (id: string) => api.send('GET', `/api/connections/${id}/proxy/Customer?$top=1`)

describe('an Acumatica that only the agent reaches', () => {
  it('is not reached by Patchbay itself', async () => {
    const { address } = applicationOf(sandbox(), 'acumatica')
    const isNamespace = enclosure.kind === 'namespace'
    // A second loopback address is refused by rule, a namespace by the network even where the rules allow it.
    if (isNamespace) expect(await isReached(address)).toBe(false)
    const outbound = createOutbound({ allow: parseAllowList(isNamespace ? [enclosure.name] : []) })
    const code = isNamespace ? 'dns' : 'address_refused'
    await expect(outbound.fetch(address)).rejects.toMatchObject({ code })
  })

  it.each([
    ['OpenSSH', startOpenSsh],
    ['our own agent', startOwn],
  ])(
    'is authorized, tested, used and refreshed through %s that runs beside it',
    async (_kind, startAgent) => {
      const agent = await newAgent(api)
      await startAgent(agent)
      await agentToBe(api, agent, 'online')
      const draft = await draftBehind(api, agent, sandbox())
      const { authorizationId, url } = await begin(api, draft)
      const callback = new URL(await enclosed.authorize(url.href))
      const { connection } = await outcomeOf(api, { authorizationId, callback })
      expect(connection).toMatchObject({ status: 'online', agent: { status: 'online' } })
      expect(connection.lastTest).toMatchObject({ ok: true, status: 200 })

      const params = { id: connection.id }
      expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true })
      expect(await proxied(connection.id)).toMatchObject({ status: 200 })
      const { accessToken } = await api.ok(getToken, { params })
      expect(await enclosed.post(`${standInOf(connection)}/sandbox/end-access-tokens`)).toBe(204)
      expect(await proxied(connection.id)).toMatchObject({ status: 200 })
      expect((await api.ok(getToken, { params })).accessToken).not.toBe(accessToken)
    },
  )
})
