import { type ApiKeyPermission, apiKeyPermissions, createApiKeyBody } from '@patchbay/contracts/api-keys'
import { type FaultsOf, faultsIn } from '../../records/field-faults.ts'

/** A connection by what the form shows of it. */
export interface Choice {
  readonly id: string
  readonly name: string
}

export interface ApiKeyFormValues {
  readonly name: string
  readonly permissions: readonly ApiKeyPermission[]
  readonly connections: 'all' | 'chosen'
  /** Kept while all are allowed, in case the admin goes back. */
  readonly chosen: readonly Choice[]
  readonly expires: 'never' | 'on'
  /** As the date input has it: `2030-01-31`, or nothing. */
  readonly lastDay: string
}

export const fields = ['name', 'permissions', 'connectionIds', 'expiresAt'] as const

export const emptyApiKey: ApiKeyFormValues = {
  name: '',
  permissions: [],
  connections: 'all',
  chosen: [],
  expires: 'never',
  lastDay: '',
}

export const fieldOf = {
  name: 'name',
  permissions: 'permissions',
  connections: 'connectionIds',
  chosen: 'connectionIds',
  expires: 'expiresAt',
  lastDay: 'expiresAt',
} as const satisfies Record<keyof ApiKeyFormValues, (typeof fields)[number]>

/** In the order in which they are offered, whatever the order of the clicks. */
export function withPermission(
  { permissions }: ApiKeyFormValues,
  permission: ApiKeyPermission,
  given: boolean,
): ApiKeyPermission[] {
  return apiKeyPermissions.filter((each) => (each === permission ? given : permissions.includes(each)))
}

export function withChoice(chosen: readonly Choice[], choice: Choice, given: boolean): Choice[] {
  const others = chosen.filter(({ id }) => id !== choice.id)
  return given ? [...others, choice] : others
}

export function bodyOf({ name, permissions, connections, chosen, expires, lastDay }: ApiKeyFormValues) {
  return {
    name,
    permissions: [...permissions],
    connectionIds: connections === 'all' ? null : chosen.map(({ id }) => id),
    expiresAt: expires === 'never' ? null : `${lastDay}T23:59:59.999Z`,
  }
}

export function faultsOf(values: ApiKeyFormValues): FaultsOf<(typeof fields)[number]> {
  const faults = faultsIn(createApiKeyBody.safeParse(bodyOf(values)), fields)
  // The contract's words are for programs, which write a time.
  return faults.expiresAt === undefined ? faults : { ...faults, expiresAt: 'Choose a date, or Never.' }
}
