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
  'report-to',
  'reporting-endpoints',
  'service-worker-allowed',
]

const othersOwn = /^(sec-|patchbay-|x-forwarded-|forwarded$)/

function* pairsOf(headers: RawHeaders): Generator<readonly [name: string, value: string]> {
  for (let at = 0; at + 1 < headers.length; at += 2) yield [headers[at] ?? '', headers[at + 1] ?? '']
}

/** The values of one header, in order. */
export function valuesOf(headers: RawHeaders, name: string): string[] {
  return Array.from(pairsOf(headers))
    .filter(([each]) => each.toLowerCase() === name)
    .map(([, value]) => value)
}

function kept(headers: RawHeaders, dropped: readonly string[]): (readonly [name: string, value: string])[] {
  const named = valuesOf(headers, 'connection').flatMap((value) => value.toLowerCase().split(/[\s,]+/))
  const gone = new Set([...hopByHop, ...dropped, ...named])
  return Array.from(pairsOf(headers)).filter(([name]) => {
    const lowerCase = name.toLowerCase()
    return !gone.has(lowerCase) && !othersOwn.test(lowerCase)
  })
}

/** Headers of a request as the application gets them: the program's, and by which it knows us. */
export function forwardHeaders(headers: RawHeaders, own: Readonly<Record<string, string>>): string[] {
  return [...kept(headers, [...notForward, ...Object.keys(own)]).flat(), ...Object.entries(own).flat()]
}

/** Headers of an answer as the program gets them: by name, with all their values. */
export function backHeaders(headers: RawHeaders): Map<string, string[]> {
  const byName = new Map<string, string[]>()
  for (const [name, value] of kept(headers, notBack)) {
    const key = name.toLowerCase()
    byName.set(key, [...(byName.get(key) ?? []), value])
  }
  return byName
}
