import { expect, it } from 'vitest'
import { ApiError } from '../../api/api-error.ts'
import { namesText, registerEach, withChoice } from './registration.ts'

const [till, shop, store] = ['Till', 'Shop', 'Store'].map((name) => ({ id: name.toLowerCase(), name }))

it('registers one after the other, and tells which were refused and why', async () => {
  const done: (string | number)[] = []
  const gone = new ApiError({ code: 'not_found', title: 'Not found', detail: 'There is no such connection.' })
  const refused = await registerEach(
    [till!, shop!, store!],
    async ({ id }) => {
      done.push(id)
      if (id === 'shop') throw gone
    },
    (count) => done.push(count),
  )
  expect(refused).toEqual([{ ...shop, reason: 'There is no such connection.', isGone: true }])
  expect(done).toEqual(['till', 1, 'shop', 2, 'store', 3])
})

it('keeps what was ticked, once each, until its tick is taken away', () => {
  const both = withChoice(withChoice([till!], shop!, true), till!, true)
  expect(both).toEqual([shop, till])
  expect(withChoice(both, shop!, false)).toEqual([till])
})

it.each([
  [[till!], 'Till'],
  [[till!, shop!, store!], 'Till, Shop, Store'],
  [[till!, shop!, store!, { id: 'erp', name: 'ERP' }], 'Till, Shop, Store and 1 more'],
])('names the first and counts the rest', (choices, text) => {
  expect(namesText(choices)).toBe(text)
})
