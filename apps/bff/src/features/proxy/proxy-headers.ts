import type { IncomingHttpHeaders } from 'node:http'

type Pairs = Record<string, string | string[]>

/** RFC 9110 section 7.6.1: between two parties only. */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

/** Ours, or the browser's about us. The application gets its own. */
const notForward = ['host', 'authorization', 'cookie', 'origin', 'referer', 'expect', 'dpop']

/** What would act on this origin, or speak for Patchbay. */
const notBack = [
  'set-cookie',
  'set-cookie2',
  'clear-site-data',
  'strict-transport-security',
  'alt-svc',
  'content-security-policy',
]

function named(value: string | string[] | undefined): string[] {
  return [value ?? []].flat().flatMap((line) => line.split(',').map((each) => each.trim().toLowerCase()))
}

function kept(headers: IncomingHttpHeaders, dropped: readonly string[]): Pairs {
  const gone = new Set([...hopByHop, ...dropped, ...named(headers.connection)])
  const entries = Object.entries(headers).filter(
    ([name, value]) =>
      value !== undefined && !gone.has(name) && !/^(sec-|patchbay-|x-forwarded-|forwarded$)/.test(name),
  )
  return Object.fromEntries(entries) as Pairs
}

/** Headers of a request as the application gets them, beside those by which it knows us. */
export function forwardHeaders(headers: IncomingHttpHeaders): Pairs {
  return kept(headers, notForward)
}

/** Headers of an answer as the program gets them. */
export function backHeaders(headers: IncomingHttpHeaders): Pairs {
  return kept(headers, notBack)
}
