import { expect, it } from 'vitest'
import { connectionListSearch, nextSort, sortDirection } from './list-search.ts'

it('drops what is not a filter', () => {
  expect(connectionListSearch.parse({ q: ' a ', status: 'gone', sort: 'colour', more: '1' })).toEqual({
    q: 'a',
    app: undefined,
    status: undefined,
    iclient: undefined,
    agent: undefined,
    sort: undefined,
  })
})

it('turns the direction at the second click', () => {
  expect(nextSort('name', 'name')).toBe('-name')
  expect(nextSort('-name', 'name')).toBe('name')
  expect(nextSort('name', 'lastUsedAt')).toBe('-lastUsedAt')
  expect(sortDirection('-status', 'status')).toBe('descending')
  expect(sortDirection('-status', 'name')).toBeNull()
})
