import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { agentHelloTarget } from '@patchbay/contracts/agent-program'
import { agentHelloSchema } from '@patchbay/contracts/agents'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AgentStart, SpawnedAgent } from './testing/spawned-agent.ts'
import { newHostKey, StandInGateway } from './testing/stand-in-gateway.ts'
import { socksConnect } from './testing/socks-connect.ts'
import { Target } from './testing/target.ts'
import { version } from './version.ts'

const hostKey = newHostKey()
let gateway: StandInGateway
let agents: SpawnedAgent[]
let dir: string
beforeEach(async () => {
  gateway = await new StandInGateway(hostKey).listen()
  agents = []
  dir = mkdtempSync(join(tmpdir(), 'patchbay-agent-'))
})
afterEach(async () => {
  await Promise.all(agents.map((agent) => agent.kill()))
  await gateway.stop()
  rmSync(dir, { recursive: true, force: true })
})

function start(args: string[], options: AgentStart = {}): SpawnedAgent {
  const agent = new SpawnedAgent(args, options)
  agents.push(agent)
  return agent
}

const startLinked = async (...allow: string[]) => {
  const agent = start([...gateway.options, ...allow.flatMap((rule) => ['--allow', rule])])
  const arrival = await gateway.arrival()
  await expect.poll(() => agent.output).toContain('Linked to')
  return { agent, arrival }
}

const says = (agent: SpawnedAgent, expected: string | RegExp) =>
  expect.poll(() => agent.output, { timeout: 10_000 }).toMatch(expected)

describe('the agent', () => {
  it('names itself, and says when it is linked', async () => {
    const { agent, arrival } = await startLinked('acumatica.local:443')
    expect(arrival.ident).toBe(`patchbay-agent_${version}`)
    expect(agent.output).toBe(`Linked to 127.0.0.1:${gateway.port}.\n`)
  })

  it('lets through what --allow names, by name and by address', async () => {
    await using target = await new Target((socket) => socket.end('hello from behind')).listen()
    const { arrival } = await startLinked(`localhost:${target.port}`, `127.0.0.1:${target.port}`)
    for (const host of ['localhost', '127.0.0.1']) {
      const through = await socksConnect(await arrival.open(), { host, port: target.port })
      expect(await text(through)).toBe('hello from behind')
    }
  })

  it('refuses what no --allow names, reaches nothing, and says so once', async () => {
    let reached = 0
    await using target = await new Target(() => (reached += 1)).listen()
    const { agent, arrival } = await startLinked('acumatica.local:443')
    const destination = { host: '127.0.0.1', port: target.port }
    for (let times = 0; times < 2; times += 1) {
      await expect(socksConnect(await arrival.open(), destination)).rejects.toThrow('NotAllowed')
    }
    expect(reached).toBe(0)
    await says(agent, `Refused 127.0.0.1:${target.port}: no --allow names it.`)
    expect(agent.output.split('Refused')).toHaveLength(2)
  })

  it('tells what refuses at the other end apart from what it refuses itself', async () => {
    const target = await new Target(() => {}).listen()
    const { port } = target
    await target[Symbol.asyncDispose]()
    const { arrival } = await startLinked('*:*')
    await expect(socksConnect(await arrival.open(), { host: '127.0.0.1', port })).rejects.toThrow(
      'ConnectionRefused',
    )
    await expect(
      socksConnect(await arrival.open(), { host: 'no-such-host.invalid', port: 443 }),
    ).rejects.toThrow('HostUnreachable')
  })

  it('tells about itself, where Patchbay asks', async () => {
    const { arrival } = await startLinked('acumatica.local:443', '*:8443')
    const answer = await text(await socksConnect(await arrival.open(), { ...agentHelloTarget }))
    expect(agentHelloSchema.parse(JSON.parse(answer))).toEqual({
      version,
      allow: ['acumatica.local:443', '*:8443'],
      certificateAuthority: null,
    })
  })

  it('ends channels that speak no SOCKS, and goes on', async () => {
    await using target = await new Target((socket) => socket.end('still here')).listen()
    const { arrival } = await startLinked('*:*')
    for (const rubbish of [
      'GET / HTTP/1.1\r\n\r\n',
      '\u0004\u0001',
      '\u0005\u0001\u0000\u0005\u0001\u0000\u0009\u0000',
    ]) {
      const channel = await arrival.open()
      channel.end(rubbish)
      await text(channel)
    }
    const through = await socksConnect(await arrival.open(), { host: '127.0.0.1', port: target.port })
    expect(await text(through)).toBe('still here')
  })
})

describe('the gateway', () => {
  it('with another host key than the fingerprint gets no token, and both are named', async () => {
    const expected = `SHA256:${'x'.repeat(43)}`
    const agent = start([...gateway.options.slice(0, -1), expected, '--allow', '*:*'])
    await says(agent, /host key of .* is SHA256:.*, but --fingerprint says SHA256:xxx/)
    expect(agent.output).toContain(gateway.fingerprint)
    expect(gateway.passwords).toEqual([])
    expect(gateway.arrivals).toEqual([])
  })

  it('that refuses the token is not asked again at once, and the token is in no line', async () => {
    const agent = start([...gateway.options, '--allow', '*:*'], {
      env: { PATCHBAY_AGENT_TOKEN: 'pba_wrong_one' },
    })
    await says(agent, /The gateway refused the access token\. .* Trying again once a minute\./)
    expect(gateway.passwords).toEqual(['pba_wrong_one'])
    expect(agent.output).not.toContain('pba_')
  })

  it('that cannot be reached is tried again until it is there, and no longer than a moment after', async () => {
    const { options, port } = gateway
    await gateway.stop()
    const agent = start([...options, '--allow', '*:*'])
    await says(agent, `No connection to 127.0.0.1:${port}`)
    gateway = await new StandInGateway(hostKey).listen(port)
    const back = Date.now()
    await gateway.arrival()
    expect(Date.now() - back).toBeLessThan(10_000)
  })

  it('that is started again gets the agent back within 10 s, and the next request works', async () => {
    await using target = await new Target((socket) => socket.end('again')).listen()
    const { agent } = await startLinked('*:*')
    const { port } = gateway
    await gateway.stop()
    await says(agent, 'Trying again')
    gateway = await new StandInGateway(hostKey).listen(port)
    const back = Date.now()
    const arrival = await gateway.arrival()
    expect(Date.now() - back).toBeLessThan(10_000)
    const through = await socksConnect(await arrival.open(), { host: '127.0.0.1', port: target.port })
    expect(await text(through)).toBe('again')
  })
})

describe('the access token', () => {
  it('is read from a file, anew for each link', async () => {
    const file = join(dir, 'token')
    writeFileSync(file, `${StandInGateway.token}\n`)
    const { port } = gateway
    const env = { PATCHBAY_AGENT_TOKEN: undefined }
    start([...gateway.options, '--allow', '*:*', '--token-file', file], { env })
    await gateway.arrival()
    await gateway.stop()
    writeFileSync(file, 'pba_the_next_one')
    gateway = await new StandInGateway(hostKey).listen(port)
    await expect.poll(() => gateway.passwords, { timeout: 10_000 }).toEqual(['pba_the_next_one'])
  })

  it('that is nowhere stops the start, and says where it may be', async () => {
    const agent = start([...gateway.options, '--allow', '*:*'], { env: { PATCHBAY_AGENT_TOKEN: '' } })
    expect(await agent.exit).toEqual({ code: 2, signal: null })
    expect(agent.output).toMatch(/PATCHBAY_AGENT_TOKEN.*--token-file/)
  })
})

describe('the command', () => {
  it('with mistakes names them and exits with 2', async () => {
    const agent = start(['--gateway', 'patchbay.example.com', '--allow', 'x'])
    expect((await agent.exit).code).toBe(2)
    expect(agent.output).toMatch(/--agent is missing[^]*--fingerprint is missing[^]*--allow is “x”[^]*--help/)
  })

  it.each([
    ['--help', /Usage: patchbay-agent/],
    ['--version', new RegExp(`^${version}\n$`)],
  ])('%s answers and exits with 0', async (option, answer) => {
    const agent = start([option])
    expect((await agent.exit).code).toBe(0)
    expect(agent.output).toMatch(answer)
  })
})

describe('SIGTERM', () => {
  it('lets what is open come to its end, and takes nothing new', async () => {
    let finish = () => {}
    await using target = await new Target((socket) => {
      socket.write('first ')
      finish = () => void socket.end('last')
    }).listen()
    const { agent, arrival } = await startLinked('*:*')
    const through = await socksConnect(await arrival.open(), { host: '127.0.0.1', port: target.port })
    const answer = text(through)
    agent.process.kill('SIGTERM')
    await arrival.cancelled
    await expect(arrival.open()).rejects.toThrow('Channel open failure')
    finish()
    expect(await answer).toBe('first last')
    through.end()
    expect(await agent.exit).toEqual({ code: 0, signal: null })
    expect(agent.output).toMatch(/\nStopping: 1 open, which are given 5 s to end\.\n$/)
  })

  it('a second time ends it at once', async () => {
    await using target = await new Target(() => {}).listen()
    const { agent, arrival } = await startLinked('*:*')
    const through = await socksConnect(await arrival.open(), { host: '127.0.0.1', port: target.port })
    through.resume()
    agent.process.kill('SIGTERM')
    await says(agent, 'Stopping: 1 open')
    const started = Date.now()
    agent.process.kill('SIGTERM')
    expect((await agent.exit).code).toBe(0)
    expect(Date.now() - started).toBeLessThan(3000)
  })

  it('while it waits to try again ends it at once', async () => {
    await gateway.stop()
    const agent = start([...gateway.options, '--allow', '*:*'])
    await says(agent, 'Trying again')
    agent.process.kill('SIGTERM')
    expect((await agent.exit).code).toBe(0)
    gateway = await new StandInGateway(hostKey).listen()
  })
})
