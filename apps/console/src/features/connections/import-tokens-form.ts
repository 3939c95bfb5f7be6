import type { FieldError } from '@patchbay/contracts/error'
import { importTokensBody } from '@patchbay/contracts/import-tokens'

export interface ImportTokensValues {
  readonly accessToken: string
  readonly refreshToken: string
  /** As the input has it, in the admin's own time: `2030-01-31T12:00`, or nothing. */
  readonly expires: string
  readonly facts: Readonly<Record<string, string>>
}

/** By the field: `facts.instance_url` is one. */
export type ImportTokensFaults = Readonly<Record<string, string>>

export const emptyImport: ImportTokensValues = { accessToken: '', refreshToken: '', expires: '', facts: {} }

export function bodyOf({ accessToken, refreshToken, expires, facts }: ImportTokensValues) {
  const told = Object.entries(facts).filter(([, value]) => value.trim() !== '')
  return {
    accessToken: accessToken.trim() || null,
    refreshToken: refreshToken.trim() || null,
    expiresAt: expires === '' ? null : new Date(expires).toISOString(),
    facts: Object.fromEntries(told),
  }
}

export function faultsBy(errors: readonly FieldError[]): ImportTokensFaults {
  const faults: Record<string, string> = {}
  for (const { path, message } of errors) {
    const field = path === 'expiresAt' ? 'expires' : path
    if (/^(accessToken|refreshToken|expires|facts\.\w+)$/.test(field)) faults[field] ??= message
  }
  return faults
}

export function faultsOf(values: ImportTokensValues): ImportTokensFaults {
  const issues = importTokensBody.safeParse(bodyOf(values)).error?.issues ?? []
  return faultsBy(issues.map(({ path, message }) => ({ path: path.join('.'), message })))
}
