import { beforeEach, describe, expect, it } from 'vitest'
import type { Collection } from '../store.ts'
import { auditEvent } from './audit-event.ts'
import { gadgets, type Gadget, type SuiteContext } from './gadgets.ts'

/** The part of the conformance suite that is about opening, closing, purging and locks. */
export function lifeSuite(context: SuiteContext): void {
  let all: Collection<Gadget>
  beforeEach(() => {
    all = context.records()
  })

  describe('restarts', () => {
    it('lose nothing and bring nothing back', async () => {
      const first = await all.insert({ id: 'gad_1', name: 'One' })
      const kept = await all.update({ ...first, name: 'Kept', settings: { region: null, tags: [] } })
      await all.insert({ id: 'gad_2', name: 'Deleted' })
      await all.insert({ id: 'gad_3', name: 'Taken' })
      await all.delete('gad_2')
      await all.take('gad_3')
      const again = await context.reopen()
      const page = await again.list({ sort: { by: 'name', direction: 'asc' }, limit: 10 })
      expect(page).toEqual({ items: [kept], next: null, total: 1 })
      expect((await again.update({ ...kept, name: 'Later' })).version).toBe(3)
    })

    it('wait for the writes under way', async () => {
      const inserts = Array.from({ length: 50 }, (_, index) =>
        all.insert({ id: `gad_${index}`, name: `${index}` }),
      )
      const again = await context.reopen()
      const outcomes = await Promise.allSettled(inserts)
      const acknowledged = outcomes.filter(({ status }) => status === 'fulfilled').length
      expect((await again.list({ sort: { by: 'name', direction: 'asc' }, limit: 1 })).total).toBe(
        acknowledged,
      )
    })

    it('leave the closed store refusing everything', async () => {
      const store = context.store()
      await context.reopen()
      const closed = { code: 'store_closed' }
      await expect(all.get('gad_1')).rejects.toMatchObject(closed)
      await expect(all.insert({ id: 'gad_1', name: 'x' })).rejects.toMatchObject(closed)
      await expect(all.list({ sort: { by: 'name', direction: 'asc' }, limit: 1 })).rejects.toMatchObject(
        closed,
      )
      await expect(store.withLock('x', async () => 1)).rejects.toMatchObject(closed)
      await expect(store.audit.append(auditEvent({ id: 'evt_1' }))).rejects.toMatchObject(closed)
      await expect(store.ready()).rejects.toMatchObject(closed)
      await store.close()
    })
  })

  it('purges what has expired, and nothing else', async () => {
    const past = new Date(Date.now() - 1_000).toISOString()
    const future = new Date(Date.now() + 3_600_000).toISOString()
    await all.insert({ id: 'gad_1', name: 'Expired', expiresAt: past })
    await all.insert({ id: 'gad_2', name: 'Good', expiresAt: future })
    await all.insert({ id: 'gad_3', name: 'For ever', expiresAt: null })
    await all.insert({ id: 'gad_4', name: 'For ever too' })
    const again = await context.reopen()
    await expect.poll(() => again.get('gad_1')).toBeNull()
    await again.insert({ id: 'gad_5', name: 'Expired' })
    expect((await again.list({ sort: { by: 'name', direction: 'asc' }, limit: 9 })).total).toBe(4)
  })

  it('is ready, and has no damaged records', async () => {
    await Promise.all(Array.from({ length: 5 }, () => context.store().ready()))
    expect(context.store().damaged()).toEqual([])
  })

  it('has one collection a name', async () => {
    await all.insert({ id: 'gad_1', name: 'One' })
    expect(await context.store().collection(gadgets).get('gad_1')).toMatchObject({ name: 'One' })
    const others = context.store().collection<Gadget>({ ...gadgets, name: 'other-gadgets' })
    expect(await others.get('gad_1')).toBeNull()
    await others.insert({ id: 'gad_1', name: 'One' })
  })

  describe('locks', () => {
    it('let one in at a time, in the order of asking', async () => {
      const order: string[] = []
      const hold = (index: number) =>
        context.store().withLock('key', async () => {
          order.push(`in ${index}`)
          await all.insert({ id: `gad_${index}`, name: `${index}` })
          order.push(`out ${index}`)
          return index
        })
      expect(await Promise.all([0, 1, 2, 3, 4].map(hold))).toEqual([0, 1, 2, 3, 4])
      expect(order).toEqual([0, 1, 2, 3, 4].flatMap((index) => [`in ${index}`, `out ${index}`]))
    })

    it('of different keys do not wait for each other', async () => {
      const inner = Promise.withResolvers<void>()
      const outer = context.store().withLock('a', () => inner.promise)
      await context.store().withLock('b', async () => inner.resolve())
      await outer
    })

    it('are let go when what they guard throws', async () => {
      const failure = new TypeError('failed')
      const store = context.store()
      await expect(store.withLock('key', () => Promise.reject(failure))).rejects.toBe(failure)
      const thrower = () => {
        throw failure
      }
      await expect(store.withLock('key', thrower)).rejects.toBe(failure)
      expect(await store.withLock('key', async () => 'in')).toBe('in')
    })
  })
}
