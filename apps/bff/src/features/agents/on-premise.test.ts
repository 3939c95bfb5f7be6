import { deleteAgent } from '@patchbay/contracts/agents'
import { startAuthorization } from '@patchbay/contracts/authorizations'
import { createConnection, getConnection, getToken, testConnection } from '@patchbay/contracts/connections'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentToBe, gatewayPort, newAgent, type SshAgent, sshAgent } from '../../testing/agents.ts'
import type { ApiClient } from '../../testing/api-client.ts'
import { draftBehind, ownServer } from '../../testing/behind-agent.ts'
import { authorizeAtSandbox, endAccess, newName } from '../../testing/connecting.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient

beforeAll(async () => {
  // Nothing private may be reached but through an agent.
  patchbay = await startTestPatchbay({ env: { PATCHBAY_AGENT_PORT: '0', PATCHBAY_ALLOW_HOSTS: '' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

/** An agent that is there, and a draft that leads through it to a server of our own. */
async function behind() {
  const agent = await newAgent(api)
  const port = await gatewayPort(api)
  const ssh = await sshAgent({ port, agent })
  await agentToBe(api, agent, 'online')
  const sandbox = await ownServer(api)
  const { id } = await draftBehind(api, agent, sandbox)
  return { agent, port, ssh, sandbox, params: { id } }
}

async function online() {
  const there = await behind()
  const { connection } = await authorizeAtSandbox(api, { id: there.params.id })
  expect(connection).toMatchObject({ status: 'online', agent: { name: there.agent.name, status: 'online' } })
  return { ...there, connection }
}

async function leaves(ssh: SshAgent, agent: { readonly id: string }): Promise<void> {
  await ssh.kill()
  await agentToBe(api, agent, 'offline')
}

const proxied = (id: string) => api.send('GET', `/api/connections/${id}/proxy/Customer?$top=1`)

describe('an on-premise connection', () => {
  it('is authorized, tested, used and refreshed through stock OpenSSH', async () => {
    const { connection, params } = await online()
    expect(connection.lastTest).toMatchObject({ ok: true, status: 200 })
    expect(await api.ok(testConnection, { params })).toMatchObject({ ok: true })
    expect(await proxied(params.id)).toMatchObject({ status: 200 })
    const before = await api.ok(getToken, { params })
    await endAccess(connection)
    // The 401 of the application leads to a refresh, through the agent as well.
    expect(await proxied(params.id)).toMatchObject({ status: 200 })
    expect((await api.ok(getToken, { params })).accessToken).not.toBe(before.accessToken)
  })

  it('answers 503 with the reason while its agent is away, and goes on by itself when it is back', async () => {
    const { agent, port, ssh, params } = await online()
    await leaves(ssh, agent)
    const refusal = await api.refused(testConnection, { params })
    expect(refusal).toMatchObject({ status: 503, code: 'agent_offline' })
    expect(refusal.problem.detail).toContain(`“${agent.name}” is not connected`)
    expect(refusal.headers.get('retry-after')).toBe('5')
    expect(await proxied(params.id)).toMatchObject({ status: 503 })
    expect(await api.ok(getConnection, { params })).toMatchObject({
      status: 'online',
      statusReason: null,
      agent: { status: 'offline' },
    })
    await sshAgent({ port, agent })
    await agentToBe(api, agent, 'online')
    expect(await proxied(params.id)).toMatchObject({ status: 200 })
  })

  it('cannot be authorized while its agent is away', async () => {
    const { agent, ssh, params } = await behind()
    await leaves(ssh, agent)
    expect(await api.refused(startAuthorization, { params })).toMatchObject({
      status: 503,
      code: 'agent_offline',
    })
  })

  it('keeps its agent from being deleted, by name', async () => {
    const { agent, connection } = await online()
    const refusal = await api.refused(deleteAgent, { params: { id: agent.id } })
    expect(refusal).toMatchObject({ status: 409, code: 'in_use' })
    expect(refusal.problem.detail).toContain(connection.name)
  })

  it('may not have its token endpoint anywhere else', async () => {
    const agent = await newAgent(api)
    const settings = {
      mode: 'on-premise',
      agentId: agent.id,
      instanceUri: 'https://acumatica.local',
      tokenUrl: 'https://elsewhere.local/token',
    }
    const body = { name: newName(), application: 'acumatica', authType: 'oauth2', settings }
    const { status, problem } = await api.refused(createConnection, { body })
    expect(status).toBe(422)
    expect(problem.errors).toEqual([
      { path: 'settings.tokenUrl', message: expect.stringContaining('only acumatica.local') },
    ])
  })
})
