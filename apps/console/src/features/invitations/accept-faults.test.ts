import { expect, it } from 'vitest'
import { faultsOf } from './accept-faults.ts'

const good = { name: 'Kim', password: 'long enough', repeated: 'long enough' }

it.each([
  [{}, []],
  [{ name: ' ' }, ['name']],
  [{ password: 'short', repeated: 'other' }, ['password']],
  [{ repeated: 'long enoug' }, ['repeated']],
  [{ name: '', password: '' }, ['name', 'password']],
])('%j has faults on %j', (parts, fields) => {
  expect(Object.keys(faultsOf({ ...good, ...parts }))).toEqual(fields)
})
