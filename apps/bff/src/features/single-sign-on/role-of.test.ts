import { expect, it } from 'vitest'
import { roleOf } from './role-of.ts'

const roles = [
  { role: 'owner', values: ['leads'] },
  { role: 'admin', values: ['it', 'ops'] },
] as const
const withViewers = [...roles, { role: 'viewer', values: ['*'] }] as const

it.each([
  [{ roles: ['it'] }, 'roles', 'admin'],
  [{ roles: 'ops' }, 'roles', 'admin'],
  [{ roles: ['it', 'leads'] }, 'roles', 'owner'],
  [{ roles: ['IT'] }, 'roles', null],
  [{ roles: [] }, 'roles', null],
  [{}, 'roles', null],
  [{ roles: { it: true } }, 'roles', null],
  [{ roles: [['it']] }, 'roles', null],
  [{ realm_access: { roles: ['leads'] } }, 'realm_access.roles', 'owner'],
  [{ 'https://example.com/roles': ['it'] }, 'https://example.com/roles', 'admin'],
  [{ roles: ['*'] }, 'roles', null],
  [{}, '__proto__.constructor', null],
])('%j by %s is %s', (claims, roleClaim, role) => {
  expect(roleOf(claims, { roleClaim, roles })).toBe(role)
})

it('an asterisk stands for everybody, also for those of whom nothing is told', () => {
  for (const claims of [{}, { roles: 'sales' }, { roles: 5 }]) {
    expect(roleOf(claims, { roleClaim: 'roles', roles: withViewers })).toBe('viewer')
  }
  expect(roleOf({ roles: 'it' }, { roleClaim: 'roles', roles: withViewers })).toBe('admin')
})
