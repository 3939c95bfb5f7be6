import type { User } from '@patchbay/contracts/users'
import { expect, it } from 'vitest'
import { changesOf, faultsOf, newUser, valuesOf } from './user-form.ts'

const user: User = {
  id: 'usr_1',
  version: 3,
  name: 'Admin',
  email: null,
  role: 'owner',
  status: 'active',
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: null,
  lastSignInAt: null,
}

it('an invitation needs a name and an address', () => {
  expect(faultsOf(null, newUser)).toEqual({
    name: 'Write a name.',
    email: 'Write an email address, such as kim@example.com.',
  })
  expect(faultsOf(null, { ...newUser, name: 'Kim', email: 'Kim@Example.com' })).toEqual({})
})

it('the first user may go on without an address, and nobody may lose one', () => {
  expect(faultsOf(user, valuesOf(user))).toEqual({})
  expect(changesOf(valuesOf(user))).toEqual({ name: 'Admin', role: 'owner' })
  const kim = { ...user, email: 'kim@example.com' }
  expect(faultsOf(kim, { ...valuesOf(kim), email: '' })).toHaveProperty('email')
})
