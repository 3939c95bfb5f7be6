import { beforeEach, describe, expect, it } from 'vitest'
import type { Collection } from '../store.ts'
import type { Gadget, SuiteContext } from './gadgets.ts'

/** The part of the conformance suite that is about single records and their versions. */
export function recordSuite(context: SuiteContext): void {
  let all: Collection<Gadget>
  beforeEach(() => {
    all = context.records()
  })

  describe('records', () => {
    it('begin with version 1 and are found by id', async () => {
      const record = await all.insert({ id: 'gad_1', name: 'One', settings: { tags: ['a'] } })
      expect(record).toEqual({ id: 'gad_1', version: 1, name: 'One', settings: { tags: ['a'] } })
      expect(await all.get('gad_1')).toEqual(record)
      expect(await all.get('gad_2')).toBeNull()
    })

    it('are frozen, and independent of what was given', async () => {
      const given = { id: 'gad_1', name: 'One', settings: { tags: ['a'] } }
      const record = await all.insert(given)
      given.settings.tags.push('b')
      expect(await all.get('gad_1')).toEqual(record)
      for (const part of [record, record.settings, record.settings?.tags])
        expect(Object.isFrozen(part)).toBe(true)
      const [listed] = (await all.list({ sort: { by: 'name', direction: 'asc' }, limit: 1 })).items
      expect(Object.isFrozen(listed?.settings?.tags)).toBe(true)
    })

    it('keep their text as it was given', async () => {
      const text = '  "Ünïcode" \u0000\n\u{1f511} \\ </script> __proto__'
      await all.insert({ id: 'gad_1', name: text })
      expect((await (await context.reopen()).get('gad_1'))?.name).toBe(text)
    })

    it('cannot be inserted twice under one id', async () => {
      await all.insert({ id: 'gad_1', name: 'One' })
      const again = all.insert({ id: 'gad_1', name: 'Other' })
      await expect(again).rejects.toMatchObject({ name: 'StoreError', code: 'name_taken', member: 'id' })
      expect(await all.get('gad_1')).toMatchObject({ name: 'One' })
    })

    it.each([
      '',
      '..',
      '../gad_1',
      'gad_1/../x',
      'gad_',
      'gad_1.json',
      'GAD_1',
      `gad_${'x'.repeat(65)}`,
      'gad_\0',
    ])('cannot have the id %j', async (id) => {
      await expect(all.insert({ id, name: 'x' })).rejects.toMatchObject({ code: 'invalid_argument' })
      expect(await all.get(id)).toBeNull()
      expect(await all.take(id)).toBeNull()
      await expect(all.delete(id)).rejects.toMatchObject({ code: 'not_found' })
    })
  })

  describe('versions', () => {
    it('grow by one with each write', async () => {
      const first = await all.insert({ id: 'gad_1', name: 'One' })
      const second = await all.update({ ...first, name: 'Two' })
      expect(second).toEqual({ id: 'gad_1', version: 2, name: 'Two' })
      expect((await all.update({ ...second, name: 'Three' })).version).toBe(3)
    })

    it('refuse a stale update and a stale delete, and change nothing', async () => {
      const first = await all.insert({ id: 'gad_1', name: 'One' })
      const second = await all.update({ ...first, name: 'Two' })
      await expect(all.update({ ...first, name: 'Late' })).rejects.toMatchObject({ code: 'stale_version' })
      await expect(all.update({ ...first, version: 3 })).rejects.toMatchObject({ code: 'stale_version' })
      await expect(all.delete('gad_1', 1)).rejects.toMatchObject({ code: 'stale_version' })
      expect(await all.get('gad_1')).toEqual(second)
    })

    it('let one of many concurrent updates through', async () => {
      const first = await all.insert({ id: 'gad_1', name: 'One' })
      const updates = Array.from({ length: 20 }, (_, index) =>
        all.update({ ...first, name: `Name ${index}` }),
      )
      const outcomes = await Promise.allSettled(updates)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const reasons = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason.code] : [],
      )
      expect(new Set(reasons)).toEqual(new Set(['stale_version']))
      expect((await all.get('gad_1'))?.version).toBe(2)
    })

    it('are not found where there is no record', async () => {
      await expect(all.update({ id: 'gad_1', version: 1, name: 'x' })).rejects.toMatchObject({
        code: 'not_found',
      })
      await expect(all.delete('gad_1')).rejects.toMatchObject({ code: 'not_found' })
      await expect(all.delete('gad_1', 1)).rejects.toMatchObject({ code: 'not_found' })
    })
  })

  describe('delete and take', () => {
    it('removes, with the right version or with none', async () => {
      await all.insert({ id: 'gad_1', name: 'One' })
      await all.insert({ id: 'gad_2', name: 'Two' })
      await all.delete('gad_1', 1)
      await all.delete('gad_2')
      expect([await all.get('gad_1'), await all.get('gad_2')]).toEqual([null, null])
    })

    it('gives a record to one of 50 concurrent callers', async () => {
      const record = await all.insert({ id: 'gad_1', name: 'One' })
      const taken = await Promise.all(Array.from({ length: 50 }, () => all.take('gad_1')))
      expect(taken.filter((one) => one !== null)).toEqual([record])
      expect(await all.get('gad_1')).toBeNull()
      expect(await all.take('gad_1')).toBeNull()
    })
  })
}
