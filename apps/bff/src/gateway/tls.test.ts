import { getAgent, updateAgent } from '@patchbay/contracts/agents'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { newAuthority } from '../outbound/authority.fixture.ts'
import { agentToBe, newAgent } from '../testing/agents.ts'
import { authorizeAt } from '../testing/connecting.ts'
import { startEchoServer } from '../testing/echo-server.ts'
import { draftThrough, startTunnelling, type Tunnelling } from '../testing/tunnelling.ts'

const authority = newAuthority()

let tunnelling: Tunnelling
beforeAll(async () => {
  tunnelling = await startTunnelling()
})
afterAll(() => tunnelling.patchbay.stop())

/** A server with a certificate for some names, gone to by one. */
async function server(names: readonly string[], name: string) {
  const app = await startEchoServer(authority.issue(...names), name)
  onTestFinished(() => app.stop())
  return app
}

const trusted = async (names: readonly string[], name: string) =>
  tunnelling.behind({
    app: await server(names, name),
    agent: await newAgent(tunnelling.api, authority.pem),
  })

/** What the admin is told of an authorization that cannot succeed. */
async function failureAt(origin: string, certificateAuthority: string | null): Promise<string> {
  const agent = await newAgent(tunnelling.api, certificateAuthority)
  await tunnelling.link(agent)
  await agentToBe(tunnelling.api, agent, 'online')
  const draft = await draftThrough(tunnelling.api, agent, origin)
  const { authorization } = await authorizeAt(tunnelling.api, draft)
  expect(authorization.status).toBe('failed')
  return JSON.stringify(authorization.error)
}

describe('TLS inside the tunnel', () => {
  it.each([['localhost'], ['127.0.0.1']])(
    'ends at the server itself, by the authority that the agent’s record names (%s)',
    async (name) => {
      const { connection } = await trusted([name], name)
      const answer = await tunnelling.through(connection, '/Customer')
      expect(answer.status).toBe(200)
      expect(await answer.json()).toMatchObject({ url: expect.stringContaining('/Customer') })
    },
  )

  it('is refused where the certificate is for another name', async () => {
    const { origin } = await server(['acumatica.local', '10.0.0.5'], 'localhost')
    expect(await failureAt(origin, authority.pem)).toMatch(/localhost.*certificate/)
  })

  it('is refused where another authority made the certificate, or none is given', async () => {
    const { origin } = await server(['localhost'], 'localhost')
    expect(await failureAt(origin, newAuthority('Another one').pem)).toMatch(/certificate.*--ca/)
    expect(await failureAt(origin, null)).toMatch(/certificate.*--ca/)
  })

  it('is refused from the moment on that the authority is taken away', async () => {
    const { agent, connection } = await trusted(['localhost'], 'localhost')
    expect((await tunnelling.through(connection)).status).toBe(200)
    const params = { id: agent.id }
    const { version } = await tunnelling.api.ok(getAgent, { params })
    await tunnelling.api.ok(updateAgent, { params, body: { version, certificateAuthority: null } })
    const answer = await tunnelling.through(connection)
    expect(answer.status).toBe(502)
    expect(await answer.text()).toMatch(/certificate.*--ca/)
  })

  it('has an answer broken that the end of the agent cuts off', async () => {
    const { app, connection, ssh } = await trusted(['localhost'], 'localhost')
    app.answer((request) => request.socket.write('HTTP/1.1 200 OK\r\n\r\nfirst '))
    const reader = (await tunnelling.through(connection)).body?.getReader()
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('first ')
    await ssh.kill('SIGKILL')
    await expect(reader?.read()).rejects.toThrow()
  })
})
