import { expect, it } from 'vitest'
import { activitySearch, isFiltered, kinds, queryOf } from './activity-search.ts'
import { sentenceGroups } from './sentences.ts'

it('drops what does not hold', () => {
  const search = activitySearch.parse({
    q: ' a ',
    kind: 'nonsense',
    result: 'maybe',
    from: '2026-13-01',
    to: '',
  })
  expect(search).toEqual({ q: 'a' })
  expect(isFiltered(search)).toBe(true)
  expect(isFiltered(activitySearch.parse({}))).toBe(false)
})

it('every action there is a sentence for is of one kind', () => {
  const groups = Object.values(kinds).flatMap(({ action }) => action.split(','))
  expect(new Set(groups).size).toBe(groups.length)
  expect(groups.map((group) => group.slice(0, -1)).toSorted()).toEqual(sentenceGroups.toSorted())
})

it('asks for whole days, both of them in', () => {
  const { from, to, action } = queryOf({ kind: 'agents', from: '2026-02-28', to: '2026-02-28' })
  expect(action).toBe('agent.')
  expect(from).toBe(new Date(2026, 1, 28).toISOString())
  expect(to).toBe(new Date(2026, 2, 1).toISOString())
})
