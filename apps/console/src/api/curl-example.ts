import type { ApiKeyPermission } from '@patchbay/contracts/api-keys'
import { getToken, listConnections } from '@patchbay/contracts/connections'

/** Stands where the admin has yet to write one: there is no connection so far. */
export const connectionPlaceholder = 'CONNECTION_ID'

interface Example {
  readonly origin: string
  readonly key: string
  readonly permissions: readonly ApiKeyPermission[]
  readonly connectionId: string | undefined
}

function pathFor(permissions: readonly ApiKeyPermission[], connectionId: string): string {
  const tokenPath = getToken.path.replace(':id', connectionId)
  if (permissions.includes('token')) return tokenPath
  if (permissions.includes('proxy')) return tokenPath.replace(/token$/, 'proxy/')
  return listConnections.path
}

/** A call that the key may make, ready to paste. */
export function curlExample({ origin, key, permissions, connectionId }: Example): string {
  const path = pathFor(permissions, connectionId ?? connectionPlaceholder)
  return `curl -H "Authorization: Bearer ${key}" ${origin}${path}`
}
