import { newPassword } from '@patchbay/contracts/session'
import { userName } from '@patchbay/contracts/users'

export interface AcceptValues {
  readonly name: string
  readonly password: string
  readonly repeated: string
}

export type AcceptFaults = Partial<Record<keyof AcceptValues, string>>

export function faultsOf({ name, password, repeated }: AcceptValues): AcceptFaults {
  const named = userName.safeParse(name)
  const chosen = newPassword.safeParse(password)
  return {
    ...(named.success ? {} : { name: named.error.issues[0]?.message ?? 'Write another name.' }),
    ...(chosen.success ? {} : { password: chosen.error.issues[0]?.message ?? 'Write another password.' }),
    ...(chosen.success && password !== repeated
      ? { repeated: 'The two passwords differ. Write the same one again.' }
      : {}),
  }
}
