import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Connection } from '@patchbay/contracts/connection'
import { watchArrivals } from '../../testing/proxy-arrivals.ts'
import { type Proxying, rawRequest, startProxying } from '../../testing/proxying.ts'
import { connectTo } from '../../testing/raw-exchange.ts'

const patience = { timeout: 10_000 }

let proxying: Proxying
let connection: Connection
beforeAll(async () => {
  proxying = await startProxying()
})
afterAll(() => proxying.stop())
beforeEach(async () => {
  connection = await proxying.online({ concurrencyLevel: 1 })
  proxying.app.asked = 0
  proxying.app.holdTokens(Promise.resolve())
})

/** A program that will leave. */
function send(path: string, init: RequestInit = {}) {
  const leaving = new AbortController()
  const answer = proxying.through(connection, path, { signal: leaving.signal, ...init })
  answer.catch(() => undefined)
  return { answer, leave: () => leaving.abort() }
}

const asked = (times: number) => vi.waitFor(() => expect(proxying.app.asked).toBe(times), patience)

async function expectFree(): Promise<void> {
  proxying.app.answer((_request, response) => response.end('free'))
  expect(await (await proxying.through(connection, '/next')).text()).toBe('free')
}

describe('a program that leaves frees its place', () => {
  it('while the application has not answered, which is told', async () => {
    proxying.app.answer(() => undefined)
    const { leave } = send('/hangs')
    await asked(1)
    leave()
    await vi.waitFor(() => expect(proxying.app.inFlight).toBe(0), patience)
    await expectFree()
  })

  it('while it waits for one, and the application never hears of it', async () => {
    const { promise: until, resolve: release } = Promise.withResolvers<void>()
    const seen: string[] = []
    proxying.app.answer(async (request, response) => {
      seen.push(request.url ?? '')
      await until
      response.end('ok')
    })
    const first = send('/1')
    await asked(1)
    const second = send('/2')
    const third = send('/3')
    second.leave()
    await expect(second.answer).rejects.toThrow()
    release()
    expect((await first.answer).status).toBe(200)
    expect((await third.answer).status).toBe(200)
    expect(seen).toEqual(['/api/v1/1', '/api/v1/3'])
  })

  it('while its token is renewed', async () => {
    const { promise: until, resolve: release } = Promise.withResolvers<void>()
    proxying.app.answer((_request, response) => response.writeHead(401).end())
    proxying.app.holdTokens(until)
    const before = proxying.app.tokens()
    const { leave } = send('/refused')
    await vi.waitFor(() => expect(proxying.app.tokens()).toBe(before + 1), patience)
    leave()
    await expectFree()
    release()
  })

  it('while the application asks it to wait', async () => {
    proxying.app.answer((_request, response) => response.writeHead(429, { 'retry-after': '30' }).end())
    const { leave } = send('/busy')
    await asked(1)
    await vi.waitFor(() => expect(proxying.app.inFlight).toBe(0), patience)
    leave()
    await expectFree()
  })

  it('in the middle of the answer, which ends', async () => {
    proxying.app.answer((_request, response) => {
      response.write('some')
    })
    const { answer, leave } = send('/endless')
    const reader = (await answer).body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('some')
    leave()
    await vi.waitFor(() => expect(proxying.app.inFlight).toBe(0), patience)
    await expectFree()
  })

  it('in the middle of its own body, which is not taken for whole', async () => {
    const ended = Promise.withResolvers<string>()
    proxying.app.answer((request) => {
      request.once('end', () => ended.resolve('whole')).once('error', () => ended.resolve('cut'))
      request.resume()
    })
    const headers = ['Content-Length: 1000000']
    const socket = connectTo(proxying.patchbay.target)
    socket.write(rawRequest(connection.id, proxying.key, { method: 'POST', headers, body: 'some' }))
    await asked(1)
    socket.destroy()
    expect(await ended.promise).toBe('cut')
    await expectFree()
  })
})

describe('a slow token endpoint', () => {
  it('keeps no place from those who share the pool', async () => {
    proxying.app.tokenSeconds = 1
    const borrower = await proxying.online({ borrowConcurrencyFrom: connection.id })
    proxying.app.tokenSeconds = 3600
    const { promise: until, resolve: release } = Promise.withResolvers<void>()
    proxying.app.holdTokens(until)
    proxying.app.answer((_request, response) => response.end('ok'))
    const before = proxying.app.tokens()
    const slow = proxying.through(borrower, '/slow')
    await vi.waitFor(() => expect(proxying.app.tokens()).toBe(before + 1), patience)
    expect((await proxying.through(connection, '/next')).status).toBe(200)
    release()
    expect((await slow).status).toBe(200)
  })
})

describe('a connection that is gone', () => {
  it('by the time that its turn comes is not used', async () => {
    const { promise: until, resolve: release } = Promise.withResolvers<void>()
    proxying.app.answer(async (_request, response) => {
      await until
      response.end('ok')
    })
    const borrower = await proxying.online({ borrowConcurrencyFrom: connection.id })
    const first = proxying.through(connection, '/1')
    await asked(1)
    const arrivals = watchArrivals()
    const waiting = proxying.through(borrower, '/2')
    await vi.waitFor(() => expect(arrivals.arrived).toContain('/2'), patience)
    arrivals.stop()
    await proxying.api.send('DELETE', `/api/connections/${borrower.id}`)
    release()
    expect((await first).status).toBe(200)
    expect((await waiting).status).toBe(404)
    expect(proxying.app.asked).toBe(1)
  })
})
