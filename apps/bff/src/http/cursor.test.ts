import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createVault } from '../vault/vault.ts'
import { parseKeyRing } from '../vault/key-ring.ts'
import { cursors, presentPage, sortOf } from './cursor.ts'

const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`
const [first, second] = [newKey('k1'), newKey('k2')]
const listOf = (keys: string) => cursors(createVault(parseKeyRing(keys)).derive('cursors'))
const list = listOf(first)

describe('a cursor', () => {
  it('is opened to the position it was made of, whatever stands in it', () => {
    for (const position of ['abc', '{"a":1}', 'ä.💥.', '']) {
      expect(list.open(list.close(position) ?? undefined)).toEqual({ after: position })
    }
  })

  it('is none at the end, and at the beginning', () => {
    expect(list.close(null)).toBeNull()
    expect(list.open(undefined)).toEqual({})
  })

  it.each([
    [
      'another position',
      (cursor: string) => `${Buffer.from('abd').toString('base64url')}.${cursor.split('.')[1]}`,
    ],
    ['another signature', (cursor: string) => `${cursor.split('.')[0]}.${'A'.repeat(43)}`],
    ['no signature', (cursor: string) => cursor.split('.')[0] ?? ''],
    ['something behind', (cursor: string) => `${cursor}A`],
    ['nothing at all', () => ''],
    ['a dot', () => '.'],
  ])('with %s is refused, by the name of the query member', (_what, tamper) => {
    expect(() => list.open(tamper(list.close('abc') ?? ''))).toThrow(
      expect.objectContaining({
        code: 'invalid_value',
        errors: [expect.objectContaining({ path: 'cursor' })],
      }),
    )
  })

  it('of another key is refused, and of one that is still in the ring is not', () => {
    const cursor = list.close('abc') ?? ''
    expect(listOf(`${second},${first}`).open(cursor)).toEqual({ after: 'abc' })
    expect(() => listOf(second).open(cursor)).toThrow(expect.objectContaining({ code: 'invalid_value' }))
  })
})

describe('a page', () => {
  it('has its records presented, and the cursor of the next one', () => {
    const page = presentPage({ items: [1, 2], next: 'abc', total: 5 }, list, (each) => each * 10)
    expect(page).toEqual({ items: [10, 20], nextCursor: list.close('abc'), total: 5 })
  })
})

describe('a sort', () => {
  it('descends after a dash', () => {
    expect(sortOf('name')).toEqual({ by: 'name', direction: 'asc' })
    expect(sortOf('-name')).toEqual({ by: 'name', direction: 'desc' })
  })
})
