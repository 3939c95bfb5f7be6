import type { Outbound, OutboundInit } from '../outbound/outbound.ts'

type Members = Record<string, unknown>

/**
 * Real servers' habits that RFC 6749 section 5.1 does not know: `expires_in` negative (expired at once) or null,
 * optional members sent as null or empty. What is left is checked by openid-client.
 */
function withoutHabits(members: Members): Members {
  const optional = ['expires_in', 'refresh_token', 'scope', 'id_token']
  const kept = Object.entries(members).filter(
    ([name, value]) => !optional.includes(name) || (value !== null && value !== ''),
  )
  const tidy = Object.fromEntries(kept)
  const lifetime = Number(tidy['expires_in'])
  if (tidy['expires_in'] !== undefined && Number.isNaN(lifetime)) delete tidy['expires_in']
  if (lifetime < 0) tidy['expires_in'] = 0
  return tidy
}

function parseObject(text: string): Members | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : null
  } catch {
    return null
  }
}

/** An error sent with 200, as some servers do, is meant as one (RFC 6749 section 5.2: 400). */
function statusOf(response: Response, members: Members | null): number {
  const isError = typeof members?.['error'] === 'string' && members['access_token'] === undefined
  return response.status === 200 && isError ? 400 : response.status
}

/** The way out for openid-client: our address rules and limits, and token answers freed of habits. */
export function tokenFetch(outbound: Outbound, { isIssuerKnown }: { readonly isIssuerKnown: boolean }) {
  return async (url: string, init: OutboundInit): Promise<Response> => {
    const { method, headers, body, signal } = init
    const response = await outbound.fetch(url, { method, headers, body, signal })
    const text = await response.text()
    const members = parseObject(text)
    const cleanHeaders = new Headers(response.headers)
    // A challenge beside an OAuth error would hide the error (RFC 6749 section 5.2 sends both with 401).
    if (typeof members?.['error'] === 'string') cleanHeaders.delete('www-authenticate')
    // Nothing of an ID token is used, and of an unknown issuer nothing can be checked.
    if (members !== null && !isIssuerKnown) delete members['id_token']
    const content = members === null ? text : JSON.stringify(withoutHabits(members))
    const status = statusOf(response, members)
    const mayHaveBody = ![204, 205, 304].includes(status)
    return new Response(mayHaveBody ? content : null, { status, headers: cleanHeaders })
  }
}
