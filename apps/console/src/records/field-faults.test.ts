import { expect, it } from 'vitest'
import { withoutFaultsOf } from './field-faults.ts'

it('a fault stays until its field is changed', () => {
  const faults = { name: 'Taken.', expiresAt: 'Past.' }
  expect(withoutFaultsOf(faults, { name: 'Till' })).toEqual({ expiresAt: 'Past.' })
  expect(withoutFaultsOf(faults, { lastDay: '2031-01-31' }, { lastDay: 'expiresAt' })).toEqual({
    name: 'Taken.',
  })
  expect(withoutFaultsOf(faults, { permissions: [] })).toEqual(faults)
})
