import type { ServerResponse } from 'node:http'
import type { RawHeaders } from '../../outbound/stream.ts'

/** What an application sends is not ours to vouch for: no page of it may act on this origin. */
const policy = ['Content-Security-Policy', "sandbox; default-src 'none'; frame-ancestors 'none'"]

/** Those that are for our own answers alone. */
const ownOnly = new Set(['content-security-policy', 'cache-control'])

/** Of all answers, as they are with the answer of an application. */
export function standingHeaders(entries: Iterable<readonly [string, string]>): string[] {
  const kept = [...entries].filter(([name]) => !ownOnly.has(name.toLowerCase()))
  return [...kept.flat(), ...policy]
}

/** Those that were set on an answer, which has none of them then. */
export function takeHeaders(response: ServerResponse): RawHeaders {
  const names = response.getHeaderNames()
  const entries = names.map((name) => [name, String(response.getHeader(name))] as const)
  for (const name of names) response.removeHeader(name)
  return standingHeaders(entries)
}
