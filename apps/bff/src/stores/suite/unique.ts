import { beforeEach, describe, expect, it } from 'vitest'
import type { Collection } from '../store.ts'
import type { Gadget, SuiteContext } from './gadgets.ts'

/** The part of the conformance suite that is about unique members. */
export function uniqueSuite(context: SuiteContext): void {
  let all: Collection<Gadget>
  beforeEach(() => {
    all = context.records()
  })

  describe('unique members', () => {
    it.each([
      ['Lexbizz', 'Lexbizz'],
      ['Lexbizz', 'lEXBIZZ'],
      ['Ünïcode', 'ÜNÏCODE'],
      ['Straße', 'STRASSE'],
      ['Caf\u00e9', 'Cafe\u0301'],
      ['\uff21\uff22\uff23', 'abc'],
      ['\ufb01n', 'FIN'],
    ])('hold %s and %s for the same', async (taken, wanted) => {
      await all.insert({ id: 'gad_1', name: taken })
      await expect(all.insert({ id: 'gad_2', name: wanted })).rejects.toMatchObject({
        code: 'name_taken',
        member: 'name',
      })
      const other = await all.insert({ id: 'gad_3', name: 'Other' })
      await expect(all.update({ ...other, name: wanted })).rejects.toMatchObject({ code: 'name_taken' })
      expect(await all.get('gad_2')).toBeNull()
      expect(await all.get('gad_3')).toEqual(other)
    })

    it('let a record keep its name or change its case', async () => {
      const first = await all.insert({ id: 'gad_1', name: 'One', code: 'c' })
      const second = await all.update({ ...first, status: 'on' })
      expect((await all.update({ ...second, name: 'ONE' })).name).toBe('ONE')
    })

    it('are free again after a rename, a delete and a take', async () => {
      const first = await all.insert({ id: 'gad_1', name: 'One' })
      await all.update({ ...first, name: 'Two' })
      await all.insert({ id: 'gad_2', name: 'one' })
      await all.delete('gad_1')
      await all.insert({ id: 'gad_3', name: 'TWO' })
      await all.take('gad_2')
      await all.insert({ id: 'gad_4', name: 'One' })
    })

    it('let one of many concurrent inserts through', async () => {
      const inserts = Array.from({ length: 20 }, (_, index) =>
        all.insert({ id: `gad_${index}`, name: 'Same' }),
      )
      const outcomes = await Promise.allSettled(inserts)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect((await all.list({ sort: { by: 'name', direction: 'asc' }, limit: 9 })).total).toBe(1)
    })

    it('are told by member, and each for itself', async () => {
      await all.insert({ id: 'gad_1', name: 'One', code: 'x' })
      await all.insert({ id: 'gad_2', name: 'x', code: 'One' })
      const third = all.insert({ id: 'gad_3', name: 'Three', code: 'X' })
      await expect(third).rejects.toMatchObject({ code: 'name_taken', member: 'code' })
      // What the refused one would have taken is not held.
      await all.insert({ id: 'gad_4', name: 'Three' })
    })

    it('may be missing or null in any number of records', async () => {
      await all.insert({ id: 'gad_1', name: null })
      await all.insert({ id: 'gad_2', name: null })
      expect(await all.get('gad_2')).toMatchObject({ name: null })
    })

    it('are still held after a restart', async () => {
      await all.insert({ id: 'gad_1', name: 'One' })
      const again = await context.reopen()
      await expect(again.insert({ id: 'gad_2', name: 'ONE' })).rejects.toMatchObject({ code: 'name_taken' })
    })
  })
}
