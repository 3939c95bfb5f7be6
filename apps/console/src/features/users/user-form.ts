import type { FieldError } from '@patchbay/contracts/error'
import type { Role } from '@patchbay/contracts/roles'
import { inviteUserBody, updateUserBody, type User } from '@patchbay/contracts/users'

export interface UserFormValues {
  readonly name: string
  readonly email: string
  readonly role: Role
}

export type UserFaults = Partial<Record<keyof UserFormValues, string>>

export const newUser: UserFormValues = { name: '', email: '', role: 'admin' }

export function valuesOf({ name, email, role }: User): UserFormValues {
  return { name, email: email ?? '', role }
}

/** An address that was never written may stay so. */
export function changesOf({ email, ...values }: UserFormValues) {
  return email === '' ? values : { ...values, email }
}

export function faultsBy(errors: readonly FieldError[]): UserFaults {
  const faults: UserFaults = {}
  for (const { path, message } of errors) {
    if (path === 'name' || path === 'email' || path === 'role') faults[path] ??= message
  }
  return faults
}

export function faultsOf(user: User | null, values: UserFormValues): UserFaults {
  const checked =
    user === null
      ? inviteUserBody.safeParse(values)
      : updateUserBody.safeParse({
          version: user.version,
          ...(user.email === null ? changesOf(values) : values),
        })
  const issues = checked.error?.issues ?? []
  return faultsBy(issues.map(({ path, message }) => ({ path: path.join('.'), message })))
}
