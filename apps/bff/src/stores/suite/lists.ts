import { beforeEach, describe, expect, it } from 'vitest'
import type { Collection, ListQuery } from '../store.ts'
import type { Gadget, SuiteContext } from './gadgets.ts'

const byName = { by: 'name', direction: 'asc' } as const

/** The part of the conformance suite that is about `list`. */
export function listSuite(context: SuiteContext): void {
  let all: Collection<Gadget>
  beforeEach(() => {
    all = context.records()
  })

  const insert = (records: Partial<Gadget>[]) =>
    Promise.all(
      records.map((record, index) => all.insert({ id: `gad_${index}`, name: `${index}`, ...record })),
    )
  const names = async (query: Partial<ListQuery>) => {
    const page = await all.list({ sort: byName, limit: 100, ...query })
    return page.items.map(({ name }) => name)
  }
  const pages = async (query: Omit<ListQuery, 'after'>, between?: (page: number) => Promise<unknown>) => {
    const found: (string | null)[][] = []
    for (let after: string | null = ''; after !== null;) {
      const page = await all.list(after === '' ? query : { ...query, after })
      found.push(page.items.map(({ name }) => name))
      after = page.next
      await between?.(found.length)
    }
    return found
  }

  describe('filters', () => {
    beforeEach(() =>
      insert([
        { name: 'a', status: 'online', settings: { region: 'nl' } },
        { name: 'b', status: 'online', settings: { region: 'de' } },
        { name: 'c', status: 'offline', settings: {} },
        { name: 'd', settings: { region: null } },
        { name: 'e', status: 'draft' },
      ]),
    )

    it.each([
      [{ status: 'online' }, 'ab'],
      [{ 'settings.region': 'nl' }, 'a'],
      [{ 'settings.region': ['nl', 'de'] }, 'ab'],
      [{ 'settings.region': null }, 'cde'],
      [{ 'settings.region': ['nl', null] }, 'acde'],
      [{ status: null }, 'd'],
      [{ status: ['online', 'offline'], 'settings.region': ['de', null] }, 'bc'],
      [{ status: [] }, ''],
      [{ status: 'ONLINE' }, ''],
      [{}, 'abcde'],
    ])('%j: %s', async (where, expected) => {
      expect((await names({ where })).join('')).toBe(expected)
      expect((await all.list({ where, sort: byName, limit: 1 })).total).toBe(expected.length)
    })

    it('refuse what the collection does not offer', async () => {
      await expect(names({ where: { name: 'a' } })).rejects.toMatchObject({ code: 'invalid_argument' })
      const bySecret = all.list({ sort: { by: 'settings', direction: 'asc' }, limit: 1 })
      await expect(bySecret).rejects.toMatchObject({ code: 'invalid_argument' })
      await expect(names({ limit: -1 })).rejects.toMatchObject({ code: 'invalid_argument' })
    })
  })

  it('filters and counts by each value of a list', async () => {
    await insert([
      { name: 'a', settings: { tags: ['red', 'green'] }, parts: [{ id: 'one' }, { id: 'two' }] },
      { name: 'b', settings: { tags: ['green', 'green'] }, parts: [{ id: 'two' }] },
      { name: 'c', settings: { tags: [] }, parts: [] },
    ])
    expect(await names({ where: { 'settings.tags': 'green' } })).toEqual(['a', 'b'])
    expect(await names({ where: { 'settings.tags': 'red' } })).toEqual(['a'])
    expect(await names({ where: { 'settings.tags': null } })).toEqual(['c'])
    expect(await names({ where: { 'parts.id': ['one', 'three'] } })).toEqual(['a'])
    expect(await names({ where: { 'parts.id': null } })).toEqual(['c'])
    const counts = await all.countBy('settings.tags', ['red', 'green', 'blue'])
    expect([...counts.values()]).toEqual([1, 2, 0])
  })

  it('counts by value, each of those that were asked for', async () => {
    await insert([
      { name: 'a', settings: { region: 'nl' } },
      { name: 'b', settings: { region: 'nl' } },
      { name: 'c', settings: { region: 'de' } },
      { name: 'd', settings: { region: null } },
    ])
    const counts = await all.countBy('settings.region', ['nl', 'be'])
    expect([...counts]).toEqual([
      ['nl', 2],
      ['be', 0],
    ])
    await all.delete('gad_0')
    expect((await all.countBy('settings.region', ['nl'])).get('nl')).toBe(1)
    expect((await all.countBy('status', [])).size).toBe(0)
    await expect(all.countBy('name', ['a'])).rejects.toMatchObject({ code: 'invalid_argument' })
  })

  it('search finds every word, in any order and spelling, in searchable members alone', async () => {
    await insert([
      { name: 'Lexbizz production', note: 'Straße 7', status: 'hidden' },
      { name: 'Lexbizz test', note: null },
      { name: 'Caf\u00e9 (100%_a\\b.*)' },
    ])
    const found = async (search: string) => (await names({ search })).length
    expect(await found('lexbizz')).toBe(2)
    expect(await found('  PROD   bizz ')).toBe(1)
    expect(await found('production STRASSE')).toBe(1)
    expect(await found('lexbizz café')).toBe(0)
    expect(await found('cafe\u0301')).toBe(1)
    expect(await found('0%_a\\b.*')).toBe(1)
    expect(await found('%')).toBe(1)
    expect(await found('hidden')).toBe(0)
    expect(await found('')).toBe(3)
    expect(await found('   ')).toBe(3)
    expect(await names({ search: 'lexbizz', sort: { by: 'name', direction: 'desc' }, limit: 1 })).toEqual([
      'Lexbizz test',
    ])
  })

  it('search follows updates and deletes', async () => {
    const [record] = await insert([{ name: 'before' }])
    expect(await names({ search: 'before' })).toHaveLength(1)
    await all.update({ ...(record ?? expect.fail()), name: 'after' })
    expect(await names({ search: 'before' })).toEqual([])
    expect(await names({ search: 'after' })).toEqual(['after'])
    await all.delete('gad_0')
    expect(await names({ search: 'after' })).toEqual([])
  })

  describe('sorting', () => {
    it('orders names as people do: digits by number, case aside', async () => {
      await insert(['b10', 'B9', 'a', 'Ä', 'Z', 'b1', 'c'].map((name) => ({ name })))
      expect(await names({})).toEqual(['a', 'Ä', 'b1', 'B9', 'b10', 'c', 'Z'])
      const sort = { by: 'name', direction: 'desc' } as const
      expect(await names({ sort })).toEqual(['Z', 'c', 'b10', 'B9', 'b1', 'Ä', 'a'])
    })

    it('orders numbers and times by their value, nulls last in both directions', async () => {
      await insert([
        { name: 'ten', rank: 10, createdAt: '2026-01-02T00:00:00.000Z' },
        { name: 'none', rank: null },
        { name: 'nine', rank: 9, createdAt: '2026-01-10T00:00:00.000Z' },
        { name: 'missing' },
        { name: 'minus', rank: -1, createdAt: '2025-12-31T23:59:59.999Z' },
      ])
      const first = (by: string, direction: 'asc' | 'desc') => names({ sort: { by, direction }, limit: 3 })
      expect(await first('rank', 'asc')).toEqual(['minus', 'nine', 'ten'])
      expect(await first('rank', 'desc')).toEqual(['ten', 'nine', 'minus'])
      expect(await first('createdAt', 'asc')).toEqual(['minus', 'ten', 'nine'])
      expect(await first('createdAt', 'desc')).toEqual(['nine', 'ten', 'minus'])
      expect(await names({ sort: { by: 'rank', direction: 'desc' } })).toHaveLength(5)
    })

    it('follows updates', async () => {
      const [first] = await insert([
        { name: 'a', rank: 1 },
        { name: 'b', rank: 2 },
        { name: 'c', rank: null },
      ])
      const sort = { by: 'rank', direction: 'asc' } as const
      expect(await names({ sort })).toEqual(['a', 'b', 'c'])
      const moved = await all.update({ ...(first ?? expect.fail()), rank: 3 })
      expect(await names({ sort })).toEqual(['b', 'a', 'c'])
      await all.update({ ...moved, rank: null })
      expect((await names({ sort }))[0]).toBe('b')
    })
  })

  describe('pages', () => {
    it.each(['asc', 'desc'] as const)(
      'hold every record once, in one order, ties and nulls included (%s)',
      async (direction) => {
        await insert(Array.from({ length: 25 }, (_, index) => ({ rank: index % 5 === 4 ? null : index % 3 })))
        const whole = await names({ sort: { by: 'rank', direction } })
        expect(new Set(whole).size).toBe(25)
        for (const limit of [1, 4, 5, 24, 25, 26]) {
          const found = await pages({ sort: { by: 'rank', direction }, limit })
          expect(found.flat()).toEqual(whole)
          expect(found).toHaveLength(Math.ceil(25 / limit))
        }
      },
    )

    it('tell the total of all that match', async () => {
      await insert(
        Array.from({ length: 12 }, (_, index) => ({ status: index % 2 === 0 ? 'online' : 'offline' })),
      )
      const where = { status: 'online' }
      const first = await all.list({ sort: byName, where, limit: 4 })
      expect([first.items.length, first.total]).toEqual([4, 6])
      const second = await all.list({ sort: byName, where, limit: 4, after: first.next ?? '' })
      expect([second.items.length, second.total, second.next]).toEqual([2, 6, null])
      expect(await all.list({ sort: byName, limit: 0 })).toEqual({ items: [], next: null, total: 12 })
    })

    it.each(['asc', 'desc'] as const)(
      'neither repeat nor leave out what nobody touched while others come and go (%s)',
      async (direction) => {
        await insert(Array.from({ length: 30 }, (_, index) => ({ name: `keep ${index}` })))
        await Promise.all(
          Array.from({ length: 10 }, (_, index) =>
            all.insert({ id: `gad_x${index}`, name: `keep ${index * 3}.5` }),
          ),
        )
        const found = await pages({ sort: { by: 'name', direction }, limit: 7 }, async (page) => {
          await all.insert({ id: `gad_front${page}`, name: `a ${page}` })
          await all.insert({ id: `gad_back${page}`, name: `z ${page}` })
          // Also the very record that the next page would go on from.
          const victim = direction === 'asc' ? page : 10 - page
          await all.delete(`gad_x${victim % 10}`)
        })
        const kept = found.flat().filter((name) => /^keep \d+$/.test(name ?? ''))
        expect(kept).toHaveLength(30)
        expect(new Set(kept).size).toBe(30)
        expect(new Set(found.flat()).size).toBe(found.flat().length)
      },
    )

    it('go on from a record that is gone', async () => {
      await insert(['a', 'b', 'c', 'd'].map((name) => ({ name })))
      const { next } = await all.list({ sort: byName, limit: 2 })
      await all.delete('gad_1')
      expect(await names({ after: next ?? '' })).toEqual(['c', 'd'])
    })

    it('refuse a position of another order, and what is none', async () => {
      await insert([{ name: 'a' }, { name: 'b' }])
      const { next } = await all.list({ sort: byName, limit: 1 })
      const invalid = { code: 'invalid_cursor' }
      const other = names({ sort: { by: 'rank', direction: 'asc' }, after: next ?? '' })
      await expect(other).rejects.toMatchObject(invalid)
      const reversed = names({ sort: { by: 'name', direction: 'desc' }, after: next ?? '' })
      await expect(reversed).rejects.toMatchObject(invalid)
      for (const after of [
        'nonsense',
        '',
        'e30',
        'W10',
        Buffer.from('["name asc",{},1]').toString('base64url'),
      ]) {
        await expect(names({ after })).rejects.toMatchObject(invalid)
      }
    })
  })
}
