import type { Permission } from '@patchbay/contracts/endpoint'
import { isPermitted } from '@patchbay/contracts/roles'
import { useQuery } from '@tanstack/react-query'
import { currentSession } from './session.ts'

/**
 * Whether the role of who is signed in permits calls of a permission. What it does not permit is not offered; the server
 * refuses it anyway.
 */
export function useMay(permission: Permission): boolean {
  const { data } = useQuery({ ...currentSession(), enabled: false })
  return data !== undefined && isPermitted(data.user.role, permission)
}
