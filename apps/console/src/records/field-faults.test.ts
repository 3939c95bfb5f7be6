import { expect, it } from 'vitest'
import { faultsBy, withoutFaultsOf } from './field-faults.ts'

it('the first fault of a field is said on it, also where it is about one of many, and none that belongs to no field', () => {
  const errors = [
    { path: 'name', message: 'Taken.' },
    { path: 'name', message: 'Taken, too.' },
    { path: 'connectionIds.1', message: 'Gone.' },
    { path: 'connectionIds.2', message: 'Gone, too.' },
    { path: 'version', message: 'Elsewhere.' },
  ]
  expect(faultsBy(errors, ['name', 'connectionIds'])).toEqual({ name: 'Taken.', connectionIds: 'Gone.' })
})

it('a fault stays until its field is changed', () => {
  const faults = { name: 'Taken.', expiresAt: 'Past.' }
  expect(withoutFaultsOf(faults, { name: 'Till' })).toEqual({ expiresAt: 'Past.' })
  expect(withoutFaultsOf(faults, { lastDay: '2031-01-31' }, { lastDay: 'expiresAt' })).toEqual({
    name: 'Taken.',
  })
  expect(withoutFaultsOf(faults, { permissions: [] })).toEqual(faults)
})
