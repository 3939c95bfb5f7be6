import type { ServerResponse } from 'node:http'
import { getAgent } from '@patchbay/contracts/agents'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentToBe, loopedSshAgent, sshAgent } from '../testing/agents.ts'
import {
  type Behind,
  mostAtOnce,
  onlineThrough,
  startTunnelling,
  type Tunnelling,
} from '../testing/tunnelling.ts'

let tunnelling: Tunnelling
beforeAll(async () => {
  tunnelling = await startTunnelling()
})
afterAll(() => tunnelling.patchbay.stop())

const offlineWithinMs = 15_000
const onlineWithinMs = 10_000

/** An answer that has begun and is not finished yet. */
async function begun({ app, connection }: Behind) {
  const { promise, resolve } = Promise.withResolvers<ServerResponse>()
  app.answer((_request, response) => {
    response.write('first ')
    resolve(response)
  })
  const answer = await tunnelling.through(connection)
  expect(answer.status).toBe(200)
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toBe('first ')
  app.answer((_request, response) => response.end('next'))
  return { response: await promise, next: () => reader?.read() }
}

async function onlineSince({ agent }: Behind): Promise<string | null> {
  return (await tunnelling.api.ok(getAgent, { params: { id: agent.id } })).onlineSince
}

const askNext = async ({ connection }: Behind) => (await tunnelling.through(connection)).text()

describe('a second link of an agent', () => {
  it('takes over what begins, and the first finishes what it began', async () => {
    const behind = await tunnelling.behind()
    const { response, next } = await begun(behind)
    const first = await onlineSince(behind)
    await tunnelling.link(behind.agent)
    await expect.poll(() => onlineSince(behind)).not.toBe(first)
    // Only the first knows of the answer: where it stops, the answer must, and the next request must not.
    behind.ssh.process.kill('SIGSTOP')
    expect(await askNext(behind)).toBe('next')
    behind.ssh.process.kill('SIGCONT')
    response.end('last')
    expect(await next()).toMatchObject({ value: 'last' })
    expect(await next()).toMatchObject({ done: true })
  })

  it('leaves the first to take over again when it is killed', async () => {
    const behind = await tunnelling.behind()
    const first = await onlineSince(behind)
    const second = await tunnelling.link(behind.agent)
    await expect.poll(() => onlineSince(behind)).not.toBe(first)
    await second.kill()
    await expect.poll(() => onlineSince(behind)).toBe(first)
    behind.app.answer((_request, response) => response.end('by the first'))
    expect(await askNext(behind)).toBe('by the first')
  })
})

describe('an agent killed in the midst of an answer', () => {
  it('leaves it broken for whoever reads it', async () => {
    const behind = await tunnelling.behind()
    const { next } = await begun(behind)
    await behind.ssh.kill('SIGKILL')
    await expect(next()).rejects.toThrow()
    await agentToBe(tunnelling.api, behind.agent, 'offline')
  })

  it('leaves it broken also where its end would be that of the connection', async () => {
    const behind = await tunnelling.behind()
    behind.app.answer((request) => request.socket.write('HTTP/1.1 200 OK\r\n\r\nfirst '))
    const answer = await tunnelling.through(behind.connection)
    const reader = answer.body?.getReader()
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('first ')
    await behind.ssh.kill('SIGKILL')
    await expect(reader?.read()).rejects.toThrow()
  })
})

describe('an agent that goes silent', () => {
  it('is offline within 15 s, and what it carried is broken', { timeout: 40_000 }, async () => {
    const behind = await tunnelling.behind()
    const { next } = await begun(behind)
    const broken = expect(next()).rejects.toThrow()
    const since = performance.now()
    behind.ssh.process.kill('SIGSTOP')
    await agentToBe(tunnelling.api, behind.agent, 'offline')
    expect(performance.now() - since).toBeLessThan(offlineWithinMs)
    await broken
    expect((await tunnelling.through(behind.connection)).status).toBe(503)
  })
})

describe('a gateway that was started again', () => {
  it('has its agents back within 10 s, and the next request works', async () => {
    const behind = await tunnelling.behind()
    await behind.ssh.kill()
    await loopedSshAgent({ port: tunnelling.port, agent: behind.agent })
    await agentToBe(tunnelling.api, behind.agent, 'online')
    await tunnelling.patchbay.restart({ PATCHBAY_AGENT_PORT: String(tunnelling.port) })
    const since = performance.now()
    await agentToBe(tunnelling.api, behind.agent, 'online')
    expect(performance.now() - since).toBeLessThan(onlineWithinMs)
    behind.app.answer((_request, response) => response.end('back'))
    expect(await askNext(behind)).toBe('back')
  })
})

describe('a link that takes new keys every few megabytes', () => {
  it('carries what is large both ways, unharmed', async () => {
    const { agent, app, connection, ssh } = await tunnelling.behind()
    await ssh.kill()
    await agentToBe(tunnelling.api, agent, 'offline')
    const args = ['-N', '-R', '0', '-o', 'RekeyLimit=2M']
    await sshAgent({ port: tunnelling.port, agent, args })
    await agentToBe(tunnelling.api, agent, 'online')
    app.answer((request, response) => request.pipe(response))
    const body = Buffer.from('0123456789abcde\n'.repeat(1024 * 1024))
    const answer = await tunnelling.through(connection, '/echo', { method: 'POST', body })
    expect(Buffer.from(await answer.arrayBuffer()).equals(body)).toBe(true)
  })
})

describe('100 requests at a time', () => {
  it('share one tunnel, and each has its own answer', async () => {
    const { agent, app, connection } = await tunnelling.behind()
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
