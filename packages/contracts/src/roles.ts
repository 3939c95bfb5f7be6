import * as z from 'zod'
import type { Permission } from './endpoint.ts'

/** What a user may do: an owner everything, an admin all about connections, a viewer look without secrets or tokens. */
export const roles = ['owner', 'admin', 'viewer'] as const
export type Role = (typeof roles)[number]
export const roleSchema = z.enum(roles, 'Choose owner, admin or viewer.')

/** The one place that says who may make calls of a permission. */
const permitted: Readonly<Record<Exclude<Permission, 'anyone'>, readonly Role[]>> = {
  session: roles,
  read: roles,
  token: ['owner', 'admin'],
  proxy: ['owner', 'admin'],
  manage: ['owner', 'admin'],
  administer: ['owner'],
}

export function isPermitted(role: Role, permission: Permission): boolean {
  return permission === 'anyone' || permitted[permission].includes(role)
}
