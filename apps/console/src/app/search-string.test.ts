import { expect, it } from 'vitest'
import { parseSearch, stringifySearch } from './search-string.ts'

it('keeps numbers and truth values as the text they were', () => {
  expect(parseSearch('?q=123&status=true')).toEqual({ q: '123', status: 'true' })
})

it('writes only what is given', () => {
  expect(stringifySearch({ q: 'a b', application: undefined, status: '' })).toBe('?q=a+b')
  expect(stringifySearch({})).toBe('')
})

it('reads back what it wrote', () => {
  const search = { q: 'ä & ö', sort: '-name' }
  expect(parseSearch(stringifySearch(search))).toEqual(search)
})
