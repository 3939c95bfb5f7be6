import { describe, expect, it } from 'vitest'
import { quantileMs } from './latency.ts'
import { Traffic } from './traffic.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const noon = Date.UTC(2030, 0, 15, 12)

function at(start = noon, options: { maxNamed?: number } = {}) {
  const clock = { now: start }
  return { clock, traffic: new Traffic({ now: () => clock.now, ...options }) }
}

const newest = (traffic: Traffic, id: string, span: 'hour' | 'day' = 'hour') => traffic.read(id, span).at(-1)

describe('what went through a connection', () => {
  it('is read by the minute for an hour, and by the quarter of an hour for a day', () => {
    const { traffic } = at()
    const byMinute = traffic.read('a', 'hour')
    expect(byMinute).toHaveLength(60)
    expect(byMinute[0]?.at).toBe(noon - 59 * minute)
    expect(newest(traffic, 'a')?.at).toBe(noon)
    const byQuarter = traffic.read('a', 'day')
    expect(byQuarter).toHaveLength(96)
    expect(byQuarter[0]?.at).toBe(noon - 95 * 15 * minute)
  })

  it('is counted in both, each thing for itself', () => {
    const { clock, traffic } = at()
    traffic.proxied('a', 'ok', 40)
    traffic.proxied('a', 'server_error', 40)
    traffic.proxied('b', 'failed', 1)
    traffic.tokenHandedOut('a')
    traffic.pooled('a', { inFlight: 3, level: 5 })
    traffic.pooled('a', { inFlight: 2, level: 5 })
    traffic.refreshed('a', true)
    for (const span of ['hour', 'day'] as const) {
      expect(newest(traffic, 'a', span)).toMatchObject({
        requests: { ok: 1, client_error: 0, server_error: 1, failed: 0, left: 0 },
        tokens: 1,
        maxInFlight: 3,
        level: 5,
        refreshed: 1,
        refreshesFailed: 0,
      })
    }
    clock.now += minute
    traffic.proxied('a', 'ok', 40)
    expect(traffic.read('a', 'hour').map(({ requests }) => requests.ok)).toEqual([
      ...Array.from({ length: 58 }, () => 0),
      1,
      1,
    ])
    expect(newest(traffic, 'a', 'day')?.requests.ok).toBe(2)
  })

  it('leaves the window when its time is over, however long nothing happened', () => {
    for (const pause of [hour, 3 * hour + minute, 400 * day]) {
      const { clock, traffic } = at()
      traffic.proxied('a', 'ok', 1)
      clock.now += pause
      traffic.tokenHandedOut('a')
      expect(traffic.read('a', 'hour').every(({ requests }) => requests.ok === 0)).toBe(true)
      expect(newest(traffic, 'a')?.tokens).toBe(1)
    }
  })

  it('is kept when the clock is set back a little, and begun anew when it is set back a lot', () => {
    const { clock, traffic } = at()
    traffic.tokenHandedOut('a')
    clock.now -= 10 * minute
    traffic.tokenHandedOut('a')
    expect(newest(traffic, 'a')?.tokens).toBe(2)
    clock.now -= 30 * day
    traffic.tokenHandedOut('a')
    expect(newest(traffic, 'a')).toMatchObject({ at: clock.now, tokens: 1 })
    expect(traffic.read('a', 'hour').reduce((sum, { tokens }) => sum + tokens, 0)).toBe(1)
  })

  it('estimates the latency, also when more was counted than a byte holds', () => {
    const { traffic } = at()
    for (let times = 0; times < 9_000; times += 1) traffic.proxied('a', 'ok', times % 10 === 0 ? 2_000 : 40)
    const { p50Ms, p95Ms, requests } = newest(traffic, 'a') ?? {}
    expect(requests?.ok).toBe(9_000)
    expect(p50Ms).toBeGreaterThan(25)
    expect(p50Ms).toBeLessThanOrEqual(50)
    expect(p95Ms).toBeGreaterThan(1_000)
    expect(p95Ms).toBeLessThanOrEqual(2_500)
  })

  it('knows no latency where there was no request, and none above the last bound', () => {
    expect(newest(at().traffic, 'a')?.p95Ms).toBeNull()
    const histogram = Array.from({ length: 12 }, () => 0)
    expect(quantileMs(histogram, 0.5)).toBeNull()
    histogram[11] = 3
    expect(quantileMs(histogram, 0.5)).toBe(30_000)
  })

  it('remembers the last 20 refreshes', () => {
    const { clock, traffic } = at()
    for (let times = 0; times < 25; times += 1) {
      traffic.refreshed('a', times % 2 === 0)
      clock.now += minute
    }
    const refreshes = traffic.refreshes('a')
    expect(refreshes).toHaveLength(20)
    expect(refreshes[0]).toEqual({ at: noon + 5 * minute, ok: false })
    expect(refreshes.at(-1)).toEqual({ at: noon + 24 * minute, ok: true })
    expect(traffic.refreshes('b')).toEqual([])
  })
})

describe('the health of the last 24 hours', () => {
  it('has a letter an hour, oldest first', () => {
    const { clock, traffic } = at()
    traffic.proxied('a', 'ok', 1)
    clock.now += hour
    traffic.proxied('a', 'failed', 1)
    clock.now += hour
    for (const outcome of ['ok', 'ok', 'server_error'] as const) traffic.proxied('a', outcome, 1)
    clock.now += 2 * hour
    for (const outcome of ['client_error', 'left'] as const) traffic.proxied('a', outcome, 1)
    expect(traffic.health('a')).toBe(`${'-'.repeat(19)}obs-o`)
    clock.now += 20 * hour
    expect(traffic.health('a')).toBe(`bs-o${'-'.repeat(20)}`)
    clock.now += 4 * hour
    expect(traffic.health('a')).toBeNull()
  })

  it('counts failed refreshes, and token calls as a sign of life', () => {
    const { traffic } = at()
    traffic.tokenHandedOut('a')
    expect(traffic.health('a')?.at(-1)).toBe('o')
    traffic.refreshed('a', false)
    expect(traffic.health('a')?.at(-1)).toBe('b')
    traffic.refreshed('a', true)
    traffic.refreshed('a', true)
    expect(traffic.health('a')?.at(-1)).toBe('s')
    expect(traffic.health('b')).toBeNull()
  })
})

describe('memory', () => {
  it('is taken by connections that were used, not by those that are looked at', () => {
    const { traffic } = at()
    for (let number = 0; number < 100_000; number += 1) traffic.health(`conn_${number}`)
    traffic.read('conn_1', 'day')
    traffic.refreshes('conn_1')
    expect(traffic.size).toBe(0)
    expect(traffic.totals().size).toBe(0)
    traffic.tokenHandedOut('conn_1')
    expect(traffic.size).toBe(1)
  })

  it('is given back after a day without use, but for the totals', () => {
    const { clock, traffic } = at()
    traffic.proxied('idle', 'ok', 1)
    traffic.proxied('used', 'ok', 1)
    clock.now += day
    traffic.proxied('used', 'ok', 1)
    expect(traffic.size).toBe(2)
    clock.now += hour
    traffic.proxied('used', 'ok', 1)
    expect(traffic.size).toBe(1)
    expect(traffic.totals().get('idle')?.requests('ok')).toBe(1)
    traffic.proxied('idle', 'ok', 1)
    expect(traffic.totals().get('idle')?.requests('ok')).toBe(2)
  })

  it('is given back when the connection is gone', () => {
    const { traffic } = at()
    traffic.proxied('a', 'ok', 1)
    traffic.refreshed('a', true)
    traffic.forget('a')
    expect(traffic.size).toBe(0)
    expect(traffic.totals().size).toBe(0)
    expect(traffic.refreshes('a')).toEqual([])
  })

  it('holds so many totals by name; what comes later is counted together', () => {
    const { traffic } = at(noon, { maxNamed: 2 })
    for (const id of ['a', 'b', 'c', 'd', 'a']) traffic.tokenHandedOut(id)
    expect([...traffic.totals()].map(([id, { tokens }]) => [id, tokens])).toEqual([
      ['a', 2],
      ['b', 1],
    ])
    expect(traffic.others.tokens).toBe(2)
    expect(newest(traffic, 'd')?.tokens).toBe(1)
  })
})
