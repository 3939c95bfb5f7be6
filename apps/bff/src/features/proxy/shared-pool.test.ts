import { Agent, request as httpRequest } from 'node:http'
import type { Connection } from '@patchbay/contracts/connection'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { watchArrivals } from '../../testing/proxy-arrivals.ts'
import { type Proxying, startProxying } from '../../testing/proxying.ts'

let proxying: Proxying
beforeAll(async () => {
  proxying = await startProxying()
})
afterAll(() => proxying.stop())

const level = 5
const total = 2_000
const atOnce = 900

function send({ id }: Connection, number: number, agent: Agent): Promise<number> {
  const { hostname, port } = new URL(proxying.patchbay.target)
  const headers = { authorization: `Bearer ${proxying.key}` }
  return new Promise((resolve, reject) => {
    const path = `/api/connections/${id}/proxy/${number}`
    httpRequest({ hostname, port, path, headers, agent }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0))
    })
      .once('error', reject)
      .end()
  })
}

it(`three connections share a pool of ${level}: ${total} requests are all answered, in order`, async () => {
  const lender = await proxying.online({ concurrencyLevel: level })
  const borrowing = { borrowConcurrencyFrom: lender.id }
  const connections = [lender, await proxying.online(borrowing), await proxying.online(borrowing)] as const
  const served: string[] = []
  const { promise: isFull, resolve: full } = Promise.withResolvers<void>()
  proxying.app.answer(async (request, response) => {
    served.push(String(request.url?.replace('/api/v1', '')))
    if (served.length === level) full()
    await isFull
    response.end('ok')
  })
  const arrivals = watchArrivals()
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const answers = await Promise.all(
    Array.from({ length: total }, (_each, at) => send(connections[at % 3] ?? lender, at, agent)),
  )
  arrivals.stop()
  agent.destroy()

  expect(answers.filter((status) => status !== 200)).toEqual([])
  expect(proxying.app.most).toBe(level)
  const place = new Map(arrivals.arrived.map((path, at) => [path, at]))
  expect(place.size).toBe(total)
  expect(new Set(served)).toEqual(new Set(place.keys()))
  // Places are given in order; those who hold one at the same time reach the application in any.
  const overtaken = served.map((path, at) => at - (place.get(path) ?? Number.NaN))
  expect(Math.max(...overtaken.map(Math.abs))).toBeLessThan(level)
})
