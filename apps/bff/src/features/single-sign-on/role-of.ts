import type { Role } from '@patchbay/contracts/roles'
import type { RoleRules } from '../../config-oidc.ts'

type Claims = Readonly<Record<string, unknown>>

/** A claim of just this name first: many have dots or slashes in it, such as `https://example.com/roles`. */
function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path]
  return path.split('.').reduce<unknown>((value, name) => {
    const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    return isObject ? (value as Claims)[name] : undefined
  }, claims)
}

/** What the claims make of somebody; null: nothing. */
export function roleOf(
  claims: Claims,
  { roleClaim, roles }: { readonly roleClaim: string; readonly roles: RoleRules },
): Role | null {
  const told = [claimAt(claims, roleClaim)].flat().filter((each) => typeof each === 'string')
  const fits = (value: string) => value === '*' || told.includes(value)
  return roles.find(({ values }) => values.some(fits))?.role ?? null
}
