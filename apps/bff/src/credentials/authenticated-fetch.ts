import { requestWithBoundToken } from '../oauth/protected-resource.ts'
import type { OutboundInit } from '../outbound/outbound.ts'
import type { CredentialsDeps } from './credentials-deps.ts'
import type { Fresh } from './fresh-credentials.ts'
import { isToken, requestHeaders } from './request-headers.ts'

type Init = Omit<OutboundInit, 'headers'> & { readonly headers?: Record<string, string> }

/** A request to the application as the connection that it goes through. @throws OutboundError */
export function authenticatedFetch(
  deps: CredentialsDeps,
  fresh: Fresh,
  { url, ...init }: Init & { readonly url: string },
): Promise<Response> {
  const { credentials } = fresh
  const { accessToken, dpopKey = null } = isToken(credentials) ? credentials : { accessToken: '' }
  if (dpopKey !== null)
    return requestWithBoundToken(deps.outbound, { accessToken, dpopKey }, { url, ...init })
  return deps.outbound.fetch(url, { ...init, headers: { ...init.headers, ...requestHeaders(deps, fresh) } })
}
