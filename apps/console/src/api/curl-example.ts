import type { ApiKeyPermission } from '@patchbay/contracts/api-keys'
import { getToken, listConnections } from '@patchbay/contracts/connections'
import { proxyRequest } from '@patchbay/contracts/proxy'

/** Stands where the admin has yet to write one: there is no connection so far. */
export const connectionPlaceholder = 'CONNECTION_ID'

interface Call {
  readonly origin: string
  /** A key, or the shell's variable that holds one. */
  readonly key: string
  readonly connectionId: string
}

/** Within double quotes the shell puts the variable's value in; an address with a `$` of its own is not to be read so. */
function curl({ origin, key }: Pick<Call, 'origin' | 'key'>, path: string): string {
  const url = origin + path
  const quoted = /^[\w:/.~%-]+$/.test(url) ? url : `'${url.replaceAll("'", '%27')}'`
  return `curl -H "Authorization: Bearer ${key}" ${quoted}`
}

export function tokenExample(call: Call): string {
  return curl(call, getToken.path.replace(':id', call.connectionId))
}

/** @param path below the connection's base URL */
export function proxyExample(call: Call, path: string): string {
  return curl(call, proxyRequest.path.replace(':id', call.connectionId).replace('/:path', path))
}

interface Example extends Omit<Call, 'connectionId'> {
  readonly permissions: readonly ApiKeyPermission[]
  readonly connectionId: string | undefined
}

/** A call that the key may make, ready to paste. */
export function curlExample({ permissions, connectionId, ...rest }: Example): string {
  const call = { ...rest, connectionId: connectionId ?? connectionPlaceholder }
  if (permissions.includes('token')) return tokenExample(call)
  if (permissions.includes('proxy')) return proxyExample(call, '/')
  return curl(call, listConnections.path)
}
