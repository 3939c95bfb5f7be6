import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { maxWaiting, type Place, Pools } from './pool.ts'

let pools: Pools
let served: string[]
beforeEach(() => {
  pools = new Pools()
  served = []
})
afterEach(() => {
  vi.useRealTimers()
})

const stays = new AbortController().signal

interface Asked {
  level?: number
  owner?: string
  signal?: AbortSignal
}

/** Asks for a place; who has one is noted. */
function ask(name: string, { level = 1, owner = 'lender', signal = stays }: Asked = {}): Promise<Place> {
  const asked = pools.enter(owner, level, signal)
  asked.then(
    () => served.push(name),
    () => undefined,
  )
  return asked
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

async function expectServed(...names: string[]): Promise<void> {
  await settled()
  expect(served).toEqual(names)
}

describe('a pool', () => {
  it('serves as many at a time as its level says, the others in order, whoever borrows', async () => {
    const [first, second] = await Promise.all([ask('a', { level: 2 }), ask('b', { level: 2 })])
    const third = ask('c', { level: 2 })
    void ask('d', { level: 2 })
    await expectServed('a', 'b')
    second.release()
    await expectServed('a', 'b', 'c')
    first.release()
    ;(await third).release()
    await expectServed('a', 'b', 'c', 'd')
  })

  it('is its owner’s alone', async () => {
    await ask('a')
    await ask('b', { owner: 'other' })
    void ask('c')
    await expectServed('a', 'b')
  })

  it('gives a place back once, however often it is told', async () => {
    const place = await ask('a')
    void ask('b')
    void ask('c')
    place.release()
    place.release()
    place.release()
    await expectServed('a', 'b')
  })

  it('that was lowered serves fewer as places come back', async () => {
    const places = await Promise.all(['a', 'b', 'c'].map((name) => ask(name, { level: 3 })))
    void ask('d', { level: 1 })
    places[0]?.release()
    places[1]?.release()
    await expectServed('a', 'b', 'c')
    places[2]?.release()
    await expectServed('a', 'b', 'c', 'd')
  })

  it('that was raised serves those who wait before the one who brings the news', async () => {
    await ask('a')
    void ask('b')
    void ask('c')
    void ask('d', { level: 3 })
    await expectServed('a', 'b', 'c')
  })

  it('lets nobody pass who comes as a place is given on', async () => {
    const place = await ask('a')
    void ask('b')
    place.release()
    void ask('c')
    await expectServed('a', 'b')
  })

  it('that is empty is forgotten, and made anew', async () => {
    const place = await ask('a')
    place.release()
    await ask('b')
    void ask('c')
    await expectServed('a', 'b')
    // A place of the pool that was forgotten is not one of the new one.
    place.release()
    await expectServed('a', 'b')
  })
})

describe('who waits', () => {
  it('and leaves makes room for the next, and is never served', async () => {
    const place = await ask('a')
    const leaving = new AbortController()
    const left = ask('b', { signal: leaving.signal })
    void ask('c')
    leaving.abort(new DOMException('left', 'AbortError'))
    await expect(left).rejects.toMatchObject({ name: 'AbortError' })
    place.release()
    await expectServed('a', 'c')
  })

  it('and leaves as it is served gives its place back itself', async () => {
    const place = await ask('a')
    const leaving = new AbortController()
    const last = ask('b', { signal: leaving.signal })
    void ask('c')
    place.release()
    leaving.abort()
    ;(await last).release()
    await expectServed('a', 'b', 'c')
  })

  it('is not let in where it has left already', async () => {
    await expect(ask('a', { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    await ask('b')
    await expectServed('b')
  })

  it(`is one of at most ${maxWaiting}`, async () => {
    const place = await ask('first')
    const leaving = new AbortController()
    const one = ask('leaves', { signal: leaving.signal })
    for (let at = 1; at < maxWaiting; at += 1) void ask(`${at}`)
    const refused = { code: 'too_busy', status: 503, retryAfterS: 5 }
    await expect(ask('too many')).rejects.toMatchObject(refused)
    leaving.abort()
    await expect(one).rejects.toThrow()
    void ask('last')
    await expect(ask('too many')).rejects.toMatchObject(refused)
    place.release()
    await expectServed('first', '1')
  })

  it('waits at most 30 seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const place = await ask('a')
    const late = ask('b')
    vi.advanceTimersByTime(29_999)
    const later = ask('c')
    vi.advanceTimersByTime(1)
    await expect(late).rejects.toMatchObject({ code: 'too_busy', status: 503, retryAfterS: 5 })
    place.release()
    await later
    vi.advanceTimersByTime(60_000)
    await expectServed('a', 'c')
    expect(vi.getTimerCount()).toBe(0)
  })
})
