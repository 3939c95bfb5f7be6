import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getGateway, regenerateAgentToken } from '@patchbay/contracts/agents'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { SpawnedAgent } from '../../../agent/src/testing/spawned-agent.ts'
import { version } from '../../../agent/src/version.ts'
import { newAuthority } from '../outbound/authority.fixture.ts'
import { agentToBe, type NewAgent, newAgent } from '../testing/agents.ts'
import { startEchoServer } from '../testing/echo-server.ts'
import { mostAtOnce, onlineThrough, startTunnelling, type Tunnelling } from '../testing/tunnelling.ts'

let tunnelling: Tunnelling
beforeAll(async () => {
  tunnelling = await startTunnelling()
})
afterAll(() => tunnelling.patchbay.stop())

/** Our own program, started by what the page Agents shows. */
async function run({ id, accessToken }: NewAgent, args: string[]): Promise<SpawnedAgent> {
  const { port, hostKeyFingerprint } = await tunnelling.api.ok(getGateway)
  const told = ['--gateway', `127.0.0.1:${port}`, '--agent', id, '--fingerprint', String(hostKeyFingerprint)]
  const program = new SpawnedAgent([...told, ...args], { env: { PATCHBAY_AGENT_TOKEN: accessToken } })
  onTestFinished(() => program.kill())
  return program
}

async function behind(tls: Parameters<typeof startEchoServer>[0] = null, args: string[] = []) {
  const app = await startEchoServer(tls, tls === null ? '127.0.0.1' : 'localhost')
  onTestFinished(() => app.stop())
  const agent = await newAgent(tunnelling.api)
  const allow = ['--allow', new URL(app.origin).host]
  const program = await run(agent, [...allow, ...args])
  await agentToBe(tunnelling.api, agent, 'online')
  // It has been asked about itself, too.
  await expect.poll(async () => (await agentToBe(tunnelling.api, agent, 'online')).allow).toEqual([allow[1]])
  return { app, agent, program, connection: await onlineThrough(tunnelling.api, agent, app.origin) }
}

/** An answer that has begun, and how to end it. */
async function begun({ app, connection }: Pick<Awaited<ReturnType<typeof behind>>, 'app' | 'connection'>) {
  const { promise, resolve } = Promise.withResolvers<void>()
  app.answer(async (_request, response) => {
    response.write('first ')
    await promise
    response.end('last')
  })
  const answer = await tunnelling.through(connection)
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toBe('first ')
  return { end: resolve, next: async () => reader?.read() }
}

const refusal = async (response: Response) => ({
  status: response.status,
  ...((await response.json()) as object),
})

describe('our own agent', () => {
  it('tells its version and what it lets through, and requests go through it', async () => {
    const { agent, connection } = await behind()
    expect(await agentToBe(tunnelling.api, agent, 'online')).toMatchObject({
      software: `patchbay-agent_${version}`,
      address: '127.0.0.1',
      certificateAuthority: null,
    })
    const answer = await tunnelling.through(connection, '/Customer')
    expect(await answer.json()).toMatchObject({ url: expect.stringContaining('/Customer') })
  })

  it('brings the authority that vouches for servers behind it, which is taken with the pairing', async () => {
    const authority = newAuthority()
    const dir = await mkdtemp(join(tmpdir(), 'patchbay-ca-'))
    onTestFinished(() => rm(dir, { recursive: true, force: true }))
    const file = join(dir, 'ca.pem')
    await writeFile(file, authority.pem)
    const { agent, connection } = await behind(authority.issue('localhost'), ['--ca', file])
    expect((await tunnelling.through(connection, '/Customer')).status).toBe(200)
    const { certificateAuthority, offeredCertificateAuthority } = await agentToBe(
      tunnelling.api,
      agent,
      'online',
    )
    expect(certificateAuthority?.certificates).toHaveLength(1)
    expect(offeredCertificateAuthority).toBeNull()
  })

  it('that does not let a server through is told apart from the server that refuses', async () => {
    const { app, agent, connection } = await behind()
    await app.stop()
    expect(await refusal(await tunnelling.through(connection))).toMatchObject({
      status: 502,
      type: expect.stringMatching(/unreachable$/),
    })
    const program = await run(agent, ['--allow', 'elsewhere.local:443'])
    await expect
      .poll(async () => (await agentToBe(tunnelling.api, agent, 'online')).allow)
      .toEqual(['elsewhere.local:443'])
    expect(await refusal(await tunnelling.through(connection))).toMatchObject({
      status: 502,
      type: expect.stringMatching(/agent_refused$/),
      detail: expect.stringContaining('--allow'),
    })
    await expect.poll(() => program.output).toContain(`Refused ${new URL(app.origin).host}`)
  })

  it('carries 100 requests at a time, each with its own answer', async () => {
    const { agent, app, connection } = await behind()
    const others = Array.from({ length: 3 }, () => onlineThrough(tunnelling.api, agent, app.origin))
    const connections = [connection, ...(await Promise.all(others))]
    const { promise: allThere, resolve } = Promise.withResolvers<void>()
    app.answer(async (request, response) => {
      if (app.inFlight === 100) resolve()
      await allThere
      request.pipe(response)
    })
    const sent = connections.flatMap((each) =>
      Array.from({ length: mostAtOnce }, async (_each, at) => {
        const body = `${each.id} ${at} `.repeat(10_000)
        const answer = await tunnelling.through(each, '/echo', { method: 'POST', body })
        return (await answer.text()) === body
      }),
    )
    expect(await Promise.all(sent)).toEqual(Array.from({ length: 100 }, () => true))
  })
})

describe('an end of our own agent', () => {
  it('by SIGTERM lets an answer come to its end, and takes no new request', async () => {
    const { app, agent, program, connection } = await behind()
    const { end, next } = await begun({ app, connection })
    program.process.kill('SIGTERM')
    await agentToBe(tunnelling.api, agent, 'offline')
    expect((await tunnelling.through(connection)).status).toBe(503)
    end()
    expect(await next()).toMatchObject({ value: 'last' })
    expect(await next()).toMatchObject({ done: true })
    expect((await program.exit).code).toBe(0)
  })

  it('by kill -9 leaves the answer broken, and a new one takes over', async () => {
    const { app, agent, program, connection } = await behind()
    const { next } = await begun({ app, connection })
    await program.kill('SIGKILL')
    await expect(next()).rejects.toThrow()
    await agentToBe(tunnelling.api, agent, 'offline')
    await run(agent, ['--allow', '*:*'])
    await agentToBe(tunnelling.api, agent, 'online')
    app.answer((_request, response) => response.end('next'))
    expect(await (await tunnelling.through(connection)).text()).toBe('next')
  })

  it('comes with another token at once, and it says so', async () => {
    const { agent, program, connection } = await behind()
    await tunnelling.api.ok(regenerateAgentToken, { params: { id: agent.id } })
    await agentToBe(tunnelling.api, agent, 'offline')
    await expect.poll(() => program.output, { timeout: 10_000 }).toContain('refused the access token')
    expect(program.output).not.toContain('pba_')
    expect(await refusal(await tunnelling.through(connection))).toMatchObject({
      status: 503,
      type: expect.stringMatching(/agent_offline$/),
    })
  })
})

describe('a gateway that was started again', () => {
  it('has our own agents back within 10 s, and the next request works', async () => {
    const { app, agent, connection } = await behind()
    const { port } = await tunnelling.api.ok(getGateway)
    await tunnelling.patchbay.restart({ PATCHBAY_AGENT_PORT: String(port) })
    const since = performance.now()
    await agentToBe(tunnelling.api, agent, 'online')
    expect(performance.now() - since).toBeLessThan(10_000)
    app.answer((_request, response) => response.end('back'))
    expect(await (await tunnelling.through(connection)).text()).toBe('back')
  })
})
