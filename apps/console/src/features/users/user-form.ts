import type { Role } from '@patchbay/contracts/roles'
import { inviteUserBody, updateUserBody, type User } from '@patchbay/contracts/users'
import { type FaultsOf, faultsIn } from '../../records/field-faults.ts'

export interface UserFormValues {
  readonly name: string
  readonly email: string
  readonly role: Role
}

export const fields = ['name', 'email', 'role'] as const

export const newUser: UserFormValues = { name: '', email: '', role: 'admin' }

export function valuesOf({ name, email, role }: User): UserFormValues {
  return { name, email: email ?? '', role }
}

/** An address that was never written may stay so. */
export function changesOf({ email, ...values }: UserFormValues) {
  return email === '' ? values : { ...values, email }
}

export function faultsOf(user: User | null, values: UserFormValues): FaultsOf<(typeof fields)[number]> {
  const checked =
    user === null
      ? inviteUserBody.safeParse(values)
      : updateUserBody.safeParse({
          version: user.version,
          ...(user.email === null ? changesOf(values) : values),
        })
  return faultsIn(checked, fields)
}
