import { type ApiKeyPermission, apiKeyPermissions, createApiKeyBody } from '@patchbay/contracts/api-keys'
import type { FieldError } from '@patchbay/contracts/error'

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

export type ApiKeyField = 'name' | 'permissions' | 'connectionIds' | 'expiresAt'
export type ApiKeyFaults = Partial<Record<ApiKeyField, string>>

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
} as const satisfies Record<keyof ApiKeyFormValues, ApiKeyField>

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

/** By the field, also what is said of one of its parts (`connectionIds.2`). What belongs to no field is left out. */
export function faultsBy(errors: readonly FieldError[]): ApiKeyFaults {
  const faults: ApiKeyFaults = {}
  for (const { path, message } of errors) {
    const field = Object.values(fieldOf).find((each) => path === each || path.startsWith(`${each}.`))
    if (field !== undefined) faults[field] ??= message
  }
  return faults
}

export function faultsOf(values: ApiKeyFormValues): ApiKeyFaults {
  const issues = createApiKeyBody.safeParse(bodyOf(values)).error?.issues ?? []
  const faults = faultsBy(issues.map(({ path, message }) => ({ path: path.join('.'), message })))
  // The contract's words are for programs, which write a time.
  return faults.expiresAt === undefined ? faults : { ...faults, expiresAt: 'Choose a date, or Never.' }
}
