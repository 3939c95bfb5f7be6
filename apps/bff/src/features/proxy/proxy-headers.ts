import type { RawHeaders } from '../../outbound/stream.ts'

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
  'content-security-policy-report-only',
  'nel',
  'origin-agent-cluster',
  'permissions-policy',
  'referrer-policy',
  'report-to',
  'reporting-endpoints',
  'service-worker-allowed',
  'x-content-type-options',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]

/** The last two say who may read or embed an answer: of this origin, the application has no say in it. */
const othersOwn = /^(sec-|patchbay-|x-forwarded-|forwarded$|access-control-|cross-origin-)/

const neverForward = new Set([...hopByHop, ...notForward])
const neverBack = new Set([...hopByHop, ...notBack])

/** The values of one header, in order. */
export function valuesOf(headers: RawHeaders, name: string): string[] {
  const values: string[] = []
  for (let at = 0; at + 1 < headers.length; at += 2) {
    if (headers[at]?.toLowerCase() === name) values.push(headers[at + 1] ?? '')
  }
  return values
}

/** Names in turn with values, without those that are dropped or that the sender names as hop-by-hop. */
function kept(headers: RawHeaders, dropped: ReadonlySet<string>): string[] {
  const named = valuesOf(headers, 'connection').flatMap((value) => value.toLowerCase().split(/[\s,]+/))
  const pairs: string[] = []
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const [name = '', value = ''] = [headers[at], headers[at + 1]]
    const lowerCase = name.toLowerCase()
    if (dropped.has(lowerCase) || named.includes(lowerCase) || othersOwn.test(lowerCase)) continue
    pairs.push(name, value)
  }
  return pairs
}

/** Headers of a request as the application gets them: the program's, and by which it knows us. */
export function forwardHeaders(headers: RawHeaders, own: Readonly<Record<string, string>>): string[] {
  const pairs = kept(headers, neverForward)
  for (const [name, value] of Object.entries(own)) pairs.push(name, value)
  return pairs
}

/** Headers of an answer as the program gets them: the application's, and those of ours that it does not have. */
export function backHeaders(headers: RawHeaders, standing: RawHeaders): string[] {
  const pairs = kept(headers, neverBack)
  const names = pairs.map((part) => part.toLowerCase())
  for (let at = 0; at + 1 < standing.length; at += 2) {
    const [name = '', value = ''] = [standing[at], standing[at + 1]]
    if (!names.includes(name.toLowerCase())) pairs.push(name, value)
  }
  return pairs
}
