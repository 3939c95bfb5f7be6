import { describe, expect, it } from 'vitest'
import type { AuditEvent } from '../store.ts'
import { auditEvent } from './audit-event.ts'
import type { SuiteContext } from './gadgets.ts'

/** The part of the conformance suite that is about the audit log. */
export function auditSuite(context: SuiteContext): void {
  describe('the audit log', () => {
    it('lists newest first, page by page, with its total', async () => {
      const { audit } = context.store()
      for (let number = 0; number < 7; number++) await audit.append(numbered(number))
      const first = await audit.list({ limit: 3 })
      expect(first.items).toEqual([6, 5, 4].map(numbered))
      expect(first.total).toBe(7)
      // Newer events do not move the pages that follow.
      await audit.append(numbered(7))
      const second = await audit.list({ limit: 3, after: first.next ?? '' })
      expect(second.items).toEqual([3, 2, 1].map(numbered))
      const third = await audit.list({ limit: 3, after: second.next ?? '' })
      expect(third).toEqual({ items: [numbered(0)], next: null, total: 8 })
    })

    it('ends without a next page where the last one is full', async () => {
      await context.store().audit.append(numbered(0))
      await context.store().audit.append(numbered(1))
      expect((await context.store().audit.list({ limit: 2 })).next).toBeNull()
    })

    it('lists the events of one target', async () => {
      const { audit } = context.store()
      await Promise.all(Array.from({ length: 10 }, (_, number) => audit.append(numbered(number))))
      const first = await audit.list({ targetId: 'conn_1', limit: 3 })
      expect(first.items.map(({ target }) => target?.id)).toEqual(['conn_1', 'conn_1', 'conn_1'])
      expect(first.total).toBe(5)
      const second = await audit.list({ targetId: 'conn_1', limit: 3, after: first.next ?? '' })
      expect(second.items).toHaveLength(2)
      expect(second.next).toBeNull()
      const ids = [...first.items, ...second.items].map(({ id }) => id)
      expect(new Set(ids).size).toBe(5)
      expect(await audit.list({ targetId: 'conn_9', limit: 3 })).toEqual({
        items: [],
        next: null,
        total: 0,
      })
    })

    it('keeps concurrent events in order and over a restart, cursors included', async () => {
      const numbers = Array.from({ length: 100 }, (_, number) => number)
      await Promise.all(numbers.map((number) => context.store().audit.append(numbered(number))))
      const first = await context.store().audit.list({ limit: 40 })
      await context.reopen()
      const { audit } = context.store()
      await audit.append(numbered(100))
      const rest = await audit.list({ limit: 100, after: first.next ?? '' })
      const listed = [...first.items, ...rest.items].map(({ id }) => id)
      expect(listed).toEqual(numbers.toReversed().map((number) => numbered(number).id))
      expect(rest.total).toBe(101)
      expect((await audit.list({ limit: 1 })).items).toEqual([numbered(100)])
    })

    it('refuses a cursor that is none', async () => {
      const listing = context.store().audit.list({ limit: 1, after: '../nonsense' })
      await expect(listing).rejects.toMatchObject({ code: 'invalid_cursor' })
    })
  })
}

/** Even numbers are about one connection, odd ones about another, each seventh about none. */
function numbered(number: number): AuditEvent {
  const target = { collection: 'connections', id: `conn_${number % 2}`, name: 'a\nb' }
  return auditEvent({ id: `evt_${number}`, actor: 'usr_é', target: number % 7 === 6 ? null : target })
}
