import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SpawnedAgent } from './testing/spawned-agent.ts'
import { type Arrival, newHostKey, StandInGateway } from './testing/stand-in-gateway.ts'
import { socksConnect } from './testing/socks-connect.ts'
import { Target } from './testing/target.ts'

const hostKey = newHostKey()
let gateway: StandInGateway
let agent: SpawnedAgent
let arrival: Arrival
beforeEach(async () => {
  gateway = await new StandInGateway(hostKey).listen()
  agent = new SpawnedAgent([...gateway.options, '--allow', '*:*'])
  arrival = await gateway.arrival()
})
afterEach(async () => {
  await agent.kill()
  await gateway.stop()
})

async function through(target: Target): Promise<Duplex> {
  return socksConnect(await arrival.open(), { host: '127.0.0.1', port: target.port })
}

const mebibyte = randomBytes(1024 * 1024)

/** Writes as fast as it is taken, and leaves the stream open. */
async function send(stream: Duplex, mebibytes: number): Promise<string> {
  const hash = createHash('sha256')
  for (let count = 0; count < mebibytes; count += 1) {
    hash.update(mebibyte)
    if (!stream.write(mebibyte)) await once(stream, 'drain')
  }
  return hash.digest('hex')
}

async function receive(stream: Duplex): Promise<{ hash: string; length: number }> {
  const hash = createHash('sha256')
  let length = 0
  stream.on('data', (chunk: Buffer) => {
    hash.update(chunk)
    length += chunk.length
  })
  await once(stream, 'end')
  return { hash: hash.digest('hex'), length }
}

describe('what goes through', () => {
  it('may be 1 GiB, in memory that does not grow with it', { timeout: 180_000 }, async () => {
    let uploaded: Promise<{ hash: string; length: number }> | undefined
    let answered: Promise<string> | undefined
    await using target = await new Target(
      (socket) => {
        uploaded = receive(socket)
        answered = uploaded.then(() => send(socket, 1024)).finally(() => socket.end())
      },
      { allowHalfOpen: true },
    ).listen()
    const stream = await through(target)
    let peakMb = 0
    const watch = setInterval(() => (peakMb = Math.max(peakMb, agent.residentMb() ?? 0)), 100)
    const downloaded = receive(stream)
    const sent = await send(stream, 256)
    endDirection(stream)
    expect(await downloaded).toEqual({ hash: await answered, length: 1024 * mebibyte.length })
    expect(await uploaded).toEqual({ hash: sent, length: 256 * mebibyte.length })
    clearInterval(watch)
    expect(peakMb).toBeLessThan(300)
  })

  it('may be a hundred at once', async () => {
    await using target = await new Target((socket) => socket.pipe(socket)).listen()
    const size = 300_000
    const answers = Array.from({ length: 100 }, async (_, index) => {
      const stream = await through(target)
      const received: Buffer[] = []
      let length = 0
      const complete = new Promise<void>((resolve) => {
        stream.on('data', (chunk: Buffer) => {
          received.push(chunk)
          length += chunk.length
          if (length === size) resolve()
        })
      })
      const body = Buffer.alloc(size, index)
      stream.write(body)
      await complete
      stream.end()
      return Buffer.concat(received).equals(body)
    })
    expect((await Promise.all(answers)).every(Boolean)).toBe(true)
    await expect.poll(() => target.sockets.size).toBe(0)
  })

  it('waits where nobody takes it', async () => {
    const sockets: Socket[] = []
    await using target = await new Target((socket) => {
      sockets.push(socket)
      void send(socket, 128).then(() => socket.end())
    }).listen()
    const stream = await through(target)
    const received = receive(stream)
    // After the handshake's library, which lets it flow.
    setImmediate(() => stream.pause())
    const taken = await settled(() => sockets[0]?.bytesWritten ?? 0)
    expect(taken).toBeLessThan(64 * mebibyte.length)
    stream.resume()
    expect((await received).length).toBe(128 * mebibyte.length)
  })
})

describe('an end', () => {
  it('of one direction is passed on, and the other goes on', async () => {
    await using target = await new Target(
      (socket) => void text(socket).then((request) => socket.end(`you said ${request}`)),
      { allowHalfOpen: true },
    ).listen()
    const stream = await through(target)
    stream.write('this')
    endDirection(stream)
    expect(await text(stream)).toBe('you said this')
  })

  it('of both closes the channel', async () => {
    await using target = await new Target((socket) => {
      socket.end('all')
      socket.resume()
    }).listen()
    const stream = await through(target)
    stream.resume()
    const closed = once(stream, 'close')
    endDirection(stream)
    await closed
    await expect.poll(() => target.sockets.size).toBe(0)
  })

  it('of the target by a reset closes the channel', async () => {
    await using target = await new Target((socket) => {
      socket.write('half of')
      socket.once('data', () => socket.resetAndDestroy())
    }).listen()
    const stream = await through(target)
    const closed = once(stream, 'close')
    stream.write('go on')
    expect(await text(stream)).toBe('half of')
    await closed
  })

  it('of the channel closes the connection to the target', async () => {
    await using target = await new Target((socket) => socket.resume()).listen()
    const stream = await through(target)
    await expect.poll(() => target.sockets.size).toBe(1)
    stream.end()
    await expect.poll(() => target.sockets.size).toBe(0)
  })

  it('of the link closes the connections to the targets', async () => {
    await using target = await new Target((socket) => socket.resume()).listen()
    await through(target)
    await expect.poll(() => target.sockets.size).toBe(1)
    arrival.client.end()
    await expect.poll(() => target.sockets.size).toBe(0)
  })

  it('of the agent by kill -9 ends what is under way', async () => {
    await using target = await new Target((socket) => socket.write('streaming')).listen()
    const stream = await through(target)
    const [first] = (await once(stream, 'data')) as [Buffer]
    expect(first.toString()).toBe('streaming')
    const ended = once(stream.resume(), 'close')
    await agent.kill('SIGKILL')
    await ended
    await expect.poll(() => target.sockets.size).toBe(0)
  })
})

/** EOF without CLOSE: a server's channel of ssh2 sends both at its end. */
function endDirection(stream: Duplex): void {
  stream.write('', () => (stream as Duplex & { eof(): void }).eof())
}

/** The value, once it no longer changes. */
async function settled<T>(read: () => T): Promise<T> {
  let last = read()
  let same = 0
  await expect
    .poll(
      () => {
        same = read() === last ? same + 1 : 0
        last = read()
        return same
      },
      { interval: 50, timeout: 10_000 },
    )
    .toBeGreaterThan(5)
  return last
}
