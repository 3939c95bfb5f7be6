import { once } from 'node:events'
import type { Socket } from 'node:net'
import { Readable } from 'node:stream'
import { getAgent } from '@patchbay/contracts/agents'
import type { Channel } from 'ssh2'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { agentToBe, newAgent } from '../testing/agents.ts'
import { type AttackedPatchbay, startAttackedPatchbay } from '../testing/attacked-patchbay.ts'
import { connected, greet, honest, type RogueAgent, rogueAgent, take } from '../testing/rogue-agent.ts'

const mebibyte = 1024 * 1024

let attacked: AttackedPatchbay
beforeAll(async () => {
  attacked = await startAttackedPatchbay()
})
afterEach(() => attacked.expectAlive())
afterAll(() => attacked.stop())

/** What the channel of ssh2 keeps of its window; a rogue keeps to none. */
interface Windowed {
  outgoing: { id: number; window: number; state: string }
}
const inside = (channel: Channel) => channel as unknown as Windowed

interface Insides {
  _protocol: { channelWindowAdjust(id: number, amount: number): void; rekey(): void }
  _sock: Socket
}
/** What lies under the channels of a rogue. */
function under({ client }: RogueAgent) {
  const { _protocol: protocol, _sock: socket } = client as unknown as Insides
  return { protocol, socket }
}

const most = 1024 * mebibyte

/** Sends on and on, as fast as it is taken, until it is cut off; how much that was. */
async function flood(rogue: RogueAgent, channel: Channel): Promise<number> {
  // No divisor of the window: ssh2 drops what comes when exactly nothing of it is left.
  const piece = Buffer.alloc(32 * 1024 - 7)
  const { socket } = under(rogue)
  let sent = 0
  while (sent < most && socket.writable && inside(channel).outgoing.state === 'open') {
    inside(channel).outgoing.window = piece.length
    channel.write(piece)
    sent += piece.length
    if (socket.writableNeedDrain) await taken(socket)
  }
  return sent
}

function taken(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['drain', 'close']) socket.once(event, () => resolve())
  })
}

/** It grants without end, and then does something that leaves all of it unread: the program that sends is held back. */
async function leavesUnread(how: (way: ReturnType<typeof under>) => void): Promise<void> {
  const { rogue, connection } = await attacked.rogue()
  rogue.channels(async (channel) => {
    channel.on('error', () => undefined)
    await greet(channel)
    channel.write(connected)
    const way = under(rogue)
    way.protocol.channelWindowAdjust(inside(channel).outgoing.id, 0x7fff_ffff)
    how(way)
  })
  const piece = Buffer.alloc(64 * 1024)
  let given = 0
  const body = Readable.toWeb(
    Readable.from(
      (function* pieces() {
        for (; given < most; given += piece.length) yield piece
      })(),
    ),
  ) as ReadableStream
  // Until it is found dead, as whoever says nothing is.
  const answer = await attacked.through(connection, { method: 'POST', body, duplex: 'half' })
  expect(answer.status).toBe(502)
  expect(given).toBeLessThan(128 * mebibyte)
}

/** It neither opens nor refuses a channel; what it opens too late is let go. */
async function opensNothing(): Promise<void> {
  const { rogue, connection } = await attacked.rogue()
  const { promise: asked, resolve } = Promise.withResolvers<() => Channel>()
  rogue.requests((accept) => resolve(accept))
  expect((await attacked.through(connection)).status).toBe(502)
  const channel = (await asked)().on('error', () => undefined)
  channel.resume()
  await once(channel, 'close')
  rogue.channels(honest)
  expect((await attacked.through(connection)).status).toBe(200)
}

describe('a rogue agent on its channels', () => {
  it('that sends more than it is granted is cut off', { timeout: 60_000 }, async () => {
    const { agent, rogue, connection } = await attacked.rogue()
    const { promise: flooded, resolve } = Promise.withResolvers<number>()
    rogue.channels(async (channel) => {
      channel.on('error', () => undefined)
      await greet(channel)
      channel.write(connected)
      await take(channel, 1)
      channel.write('HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n')
      resolve(await flood(rogue, channel))
    })
    const answer = await attacked.through(connection)
    expect(answer.status).toBe(200)
    // Nobody reads: what is granted is soon used up.
    expect(await flooded).toBeLessThan(64 * mebibyte)
    await rogue.closed
    await agentToBe(attacked.api, agent, 'offline')
    await expect(answer.text()).rejects.toThrow()
  })

  // Both take their time, so they take it together.
  it(
    'that reads nothing, begins new keys and never ends them, or opens nothing, is told in time',
    { timeout: 60_000 },
    async () => {
      await Promise.all([
        leavesUnread(({ socket }) => socket.pause()),
        leavesUnread(({ protocol, socket }) => {
          protocol.rekey()
          socket.removeAllListeners('data').resume()
        }),
        opensNothing(),
      ])
    },
  )

  it('that refuses them is told', async () => {
    const { rogue, connection } = await attacked.rogue()
    rogue.requests((_accept, reject) => reject())
    expect((await attacked.through(connection)).status).toBe(502)
    rogue.requests((accept) => accept().destroy())
    expect((await attacked.through(connection)).status).toBe(502)
  })

  it('that goes in the midst of a handshake is told', async () => {
    const { rogue, connection } = await attacked.rogue()
    rogue.channels(async (channel) => {
      channel.on('error', () => undefined)
      await greet(channel)
      channel.write(connected)
      rogue.client.destroy()
    })
    expect((await attacked.through(connection)).status).toBe(502)
  })

  it('that sends what is no SSH is cut off, also together with the answer of SOCKS', async () => {
    const { agent, rogue, connection } = await attacked.rogue()
    rogue.channels(async (channel) => {
      channel.on('error', () => undefined)
      await greet(channel)
      const { socket } = under(rogue)
      socket.cork()
      channel.write(connected)
      socket.write(Buffer.alloc(4096, 0xff))
      socket.uncork()
    })
    expect((await attacked.through(connection)).status).toBe(502)
    await rogue.closed
    await agentToBe(attacked.api, agent, 'offline')
  })
})

describe('a rogue that names itself our own agent', () => {
  const ident = 'patchbay-agent_9.9.9'

  it.each([
    ['a text without end', (channel: Channel, rogue: RogueAgent) => flood(rogue, channel)],
    ['no JSON', (channel: Channel) => channel.end('<html>')],
    ['JSON of another kind', (channel: Channel) => channel.end('{"version":1}')],
    ['nothing', (channel: Channel) => channel.end()],
    ['a reset', (channel: Channel) => channel.destroy()],
    [
      '100,000 targets',
      (channel: Channel) =>
        channel.end(
          JSON.stringify({ version: '1', allow: Array(100_000).fill('a:1'), certificateAuthority: null }),
        ),
    ],
  ])('and says %s of itself is online and told nothing of', async (_what, say) => {
    const { api, port } = attacked
    const agent = await newAgent(api)
    const { promise: said, resolve } = Promise.withResolvers<void>()
    const rogue = await rogueAgent({ port, agent, config: { ident }, isForwarding: false })
    rogue.channels(async (channel) => {
      channel.on('error', () => undefined)
      channel.once('close', () => resolve())
      await greet(channel)
      channel.write(connected)
      await say(channel, rogue)
      channel.resume()
    })
    await new Promise((forwarding) => rogue.client.forwardIn('', 0, forwarding))
    await said
    const { status, software, allow } = await api.ok(getAgent, { params: { id: agent.id } })
    expect({ status, software, allow }).toEqual({ status: 'online', software: ident, allow: null })
  })
})
