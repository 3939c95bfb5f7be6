import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as endpoints from '@patchbay/contracts/agents'
import { listConnections } from '@patchbay/contracts/connections'
import { listEvents } from '@patchbay/contracts/events'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { selfSignedCertificate } from '../../outbound/self-signed.fixture.ts'
import { agentToBe, gatewayPort, newAgent, sshAgent } from '../../testing/agents.ts'
import { type ApiClient, bodyOf } from '../../testing/api-client.ts'
import { draftBehind, ownServer } from '../../testing/behind-agent.ts'
import { openEventStream } from '../../testing/event-stream.ts'
import { startTestPatchbay, type TestPatchbay } from '../../testing/test-patchbay.ts'

let patchbay: TestPatchbay
let api: ApiClient

beforeAll(async () => {
  patchbay = await startTestPatchbay({ env: { PATCHBAY_AGENT_PORT: '0' } })
  api = await patchbay.signedIn()
})
afterAll(() => patchbay.stop())

async function storedText(): Promise<string> {
  const folders = ['agents', 'agent-links', 'audit'].map((name) => join(patchbay.dir, name))
  const names = await Promise.all(
    folders.map(async (folder) => (await readdir(folder).catch(() => [])).map((file) => join(folder, file))),
  )
  return (await Promise.all(names.flat().map((file) => readFile(file, 'utf8')))).join('\n')
}

describe('an agent', () => {
  it('is nobody’s to see or make who has not signed in', async () => {
    const visitor = patchbay.visitor()
    for (const endpoint of [endpoints.listAgents, endpoints.createAgent, endpoints.getGateway])
      expect(await visitor.refused(endpoint, bodyOf(endpoint, { name: 'x' }))).toMatchObject({ status: 401 })
  })

  it('is answered with its access token once, and only the token’s SHA-256 is kept', async () => {
    const { status, headers, body } = await api.call(endpoints.createAgent, { body: { name: 'Warehouse' } })
    const { accessToken, ...agent } = body as endpoints.Agent & { accessToken: string }
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`/api/agents/${agent.id}`)
    expect(accessToken).toMatch(/^pba_[\w-]{43}$/)
    expect(agent).toMatchObject({
      version: 1,
      status: 'offline',
      onlineSince: null,
      lastSeenAt: null,
      usedBy: 0,
    })
    expect(await api.ok(endpoints.getAgent, { params: { id: agent.id } })).toEqual(agent)
    const { items } = await api.ok(endpoints.listAgents, { query: { q: 'ware' } })
    expect(items).toEqual([agent])
    expect((await storedText()) + patchbay.log.text()).not.toContain(accessToken.slice(4))
  })

  it('has a name of its own, which can be changed by whoever read it last', async () => {
    const { id, name } = await newAgent(api)
    expect(await api.refused(endpoints.createAgent, { body: { name: name.toUpperCase() } })).toMatchObject({
      status: 409,
      code: 'name_taken',
    })
    const params = { id }
    const changed = await api.ok(endpoints.updateAgent, { params, body: { version: 1, name: `${name}!` } })
    expect(changed).toMatchObject({ name: `${name}!`, version: 2 })
    expect(
      await api.refused(endpoints.updateAgent, { params, body: { version: 1, name: 'late' } }),
    ).toMatchObject({ status: 409, code: 'stale_version' })
  })

  it('comes and goes without a new version, and is remembered with where it came from', async () => {
    const agent = await newAgent(api)
    const ssh = await sshAgent({ port: await gatewayPort(api), agent })
    const online = await agentToBe(api, agent, 'online')
    expect(online).toMatchObject({ version: 1, address: '127.0.0.1', lastSeenAt: null, allow: null })
    expect(online.software).toMatch(/^OpenSSH_/)
    expect(online.onlineSince).toMatch(/Z$/)
    await ssh.kill()
    const gone = await agentToBe(api, agent, 'offline')
    expect(gone).toMatchObject({
      version: 1,
      onlineSince: null,
      address: '127.0.0.1',
      software: online.software,
    })
    await patchbay.restart()
    api = await patchbay.signedIn()
    const after = await api.ok(endpoints.getAgent, { params: { id: agent.id } })
    expect(after.lastSeenAt).toMatch(/Z$/)
    expect(after.software).toBe(online.software)
  })

  it('is told of to every open console as it comes and goes', async () => {
    const agent = await newAgent(api)
    const stream = await openEventStream(api)
    onTestFinished(() => stream.leave())
    const ssh = await sshAgent({ port: await gatewayPort(api), agent })
    await expect.poll(() => stream.statusesOf(agent.id)).toEqual(['online'])
    await ssh.kill()
    await expect.poll(() => stream.statusesOf(agent.id)).toEqual(['online', 'offline'])
  })

  it('can be watched by Prometheus', async () => {
    const agent = await newAgent(api)
    const up = async () => {
      const { text } = await api.send('GET', '/metrics')
      return new RegExp(`^patchbay_agent_up\\{agent="${agent.id}",name="${agent.name}"\\} (\\d)$`, 'm').exec(
        text,
      )?.[1]
    }
    expect(await up()).toBe('0')
    await sshAgent({ port: await gatewayPort(api), agent })
    await agentToBe(api, agent, 'online')
    expect(await up()).toBe('1')
  })

  it('may be given certificates that vouch for servers behind it, and nothing that is none', async () => {
    const { cert } = selfSignedCertificate()
    const body = { name: 'With authority', certificateAuthority: cert }
    const { id, certificateAuthority } = await api.ok(endpoints.createAgent, { body })
    expect(certificateAuthority?.certificates).toEqual([
      {
        subject: 'CN=localhost',
        fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
        validTo: '2099-01-01T00:00:00.000Z',
      },
    ])
    const broken = cert.replace(/^[A-Za-z0-9]{20}/m, 'AAAAAAAAAAAAAAAAAAAA')
    for (const bad of ['not pem', broken]) {
      const refusal = await api.refused(endpoints.updateAgent, {
        params: { id },
        body: { version: 1, certificateAuthority: bad },
      })
      expect(refusal.problem.errors?.[0]?.path).toBe('certificateAuthority')
    }
    const none = { version: 1, certificateAuthority: null }
    expect(await api.ok(endpoints.updateAgent, { params: { id }, body: none })).toMatchObject({
      certificateAuthority: null,
    })
  })

  it('is counted and listed with the connections that use it', async () => {
    const agent = await newAgent(api)
    const draft = await draftBehind(api, agent, await ownServer(api))
    expect(await api.ok(endpoints.getAgent, { params: { id: agent.id } })).toMatchObject({ usedBy: 1 })
    const { items } = await api.ok(listConnections, { query: { agentId: agent.id } })
    expect(items.map(({ id }) => id)).toEqual([draft.id])
  })

  it('that nothing uses can be deleted, and leaves nothing behind', async () => {
    const agent = await newAgent(api)
    const ssh = await sshAgent({ port: await gatewayPort(api), agent })
    await agentToBe(api, agent, 'online')
    const params = { id: agent.id }
    await api.ok(endpoints.deleteAgent, { params })
    expect(await ssh.exited).not.toBe(0)
    expect(await api.refused(endpoints.getAgent, { params })).toMatchObject({ status: 404 })
    const files = await readdir(join(patchbay.dir, 'agent-links')).catch(() => [])
    await expect.poll(() => files.filter((file) => file.startsWith(agent.id))).toEqual([])
  })

  it('has every change of it in the audit log', async () => {
    const { id } = await newAgent(api)
    const params = { id }
    await api.ok(endpoints.updateAgent, { params, body: { version: 1, name: `Agent ${id}` } })
    await api.ok(endpoints.regenerateAgentToken, { params })
    await api.ok(endpoints.deleteAgent, { params })
    const { items } = await api.ok(listEvents, { query: { limit: 4 } })
    expect(items.map(({ action }) => action)).toEqual([
      'agent.deleted',
      'agent.token_regenerated',
      'agent.updated',
      'agent.created',
    ])
  })
})

describe('the gateway', () => {
  it('has one host key for good, for its owner alone', async () => {
    const before = await api.ok(endpoints.getGateway)
    expect(before).toMatchObject({ state: 'listening', host: 'localhost' })
    expect(before.hostKeyFingerprint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/)
    const { mode } = await stat(join(patchbay.dir, 'agent-host-key'))
    expect(mode & 0o777).toBe(0o600)
    await patchbay.restart()
    api = await patchbay.signedIn()
    expect((await api.ok(endpoints.getGateway)).hostKeyFingerprint).toBe(before.hostKeyFingerprint)
  })

  it('shows ssh the very fingerprint that the console does', async () => {
    const agent = await newAgent(api)
    const { hostKeyFingerprint } = await api.ok(endpoints.getGateway)
    const ssh = await sshAgent({ port: await gatewayPort(api), agent, args: ['-v', '-N', '-R', '0'] })
    await agentToBe(api, agent, 'online')
    expect(ssh.said()).toContain(`Server host key: ssh-ed25519 ${hostKeyFingerprint}`)
  })

  it('can be switched off, and says so', async () => {
    await patchbay.restart({ PATCHBAY_AGENT_PORT: 'off' })
    api = await patchbay.signedIn()
    expect(await api.ok(endpoints.getGateway)).toMatchObject({ state: 'off', port: null })
    await patchbay.restart({ PATCHBAY_AGENT_PORT: '0' })
    api = await patchbay.signedIn()
  })
})
