import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type Stream, Streams } from './streams.ts'

afterEach(() => void vi.useRealTimers())

function recorder(sessionId: string) {
  const got: string[] = []
  const stream: Stream = {
    sessionId,
    backlog: 0,
    write: (text) => void got.push(text),
    end: () => void got.push('ended'),
    cut: () => void got.push('cut'),
  }
  return { got, stream }
}

describe('open streams', () => {
  it('get a sign of life every 25 seconds, until their session has expired', async () => {
    vi.useFakeTimers()
    let alive = new Set(['ses_1', 'ses_2'])
    const streams = new Streams(async (id) => alive.has(id))
    const [one, two] = [recorder('ses_1'), recorder('ses_2')]
    streams.add(one.stream)
    streams.add(two.stream)
    await vi.advanceTimersByTimeAsync(25_000)
    alive = new Set(['ses_2'])
    await vi.advanceTimersByTimeAsync(25_000)
    expect(one.got).toEqual([': still here\n\n', 'ended'])
    expect(two.got).toEqual([': still here\n\n', ': still here\n\n'])
    streams.remove(two.stream)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('whose reader falls behind are cut off, so that memory stays what it is', async () => {
    const streams = new Streams(async () => true)
    const arrived = Promise.withResolvers<ServerResponse>()
    const server = createServer((_request, response) => arrived.resolve(response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    // A reader that never reads.
    socket.pause()
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
    const response = await arrived.promise
    streams.add({
      sessionId: 'ses_1',
      get backlog() {
        return response.writableLength
      },
      write: (text) => void response.write(text),
      end: () => void response.end(),
      cut: () => void response.destroy(),
    })
    let written = 0
    while (!response.destroyed && written < 100_000_000) {
      streams.send(`: ${'x'.repeat(16_384)}\n\n`)
      written += 16_384
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(response.destroyed).toBe(true)
    expect(streams.isEmpty).toBe(true)
    socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
})
