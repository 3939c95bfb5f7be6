import { baseUrlOf } from '@patchbay/applications/rules/access'
import { definitionOf } from '../../credentials/client-of.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import type { Fresh } from '../../credentials/fresh-credentials.ts'
import { through } from '../../credentials/way-out.ts'
import { isToken, requestHeaders } from '../../credentials/request-headers.ts'
import { dpopProof } from '../../oauth/dpop-proof.ts'
import type { RawHeaders, StreamAnswer } from '../../outbound/stream.ts'
import { type Attempt, firstAttempt, nextAttempt } from './attempt.ts'
import { forwardHeaders } from './proxy-headers.ts'
import type { RequestBody } from './request-body.ts'
import { targetUrl } from './target-url.ts'

export interface Forwarding {
  readonly method: string
  /** Path and query below the base, as they came. */
  readonly rest: string
  readonly headers: RawHeaders
  readonly body: RequestBody
  /** Aborted when the caller leaves. */
  readonly signal: AbortSignal
}

async function credentialHeaders(
  deps: CredentialsDeps,
  { fresh, nonce }: Attempt,
  { method, url }: { readonly method: string; readonly url: URL },
): Promise<Record<string, string>> {
  const { credentials } = fresh
  const headers = requestHeaders(deps, fresh)
  if (!isToken(credentials) || !credentials.dpopKey) return headers
  const { accessToken, dpopKey } = credentials
  return { ...headers, dpop: await dpopProof(dpopKey, { accessToken, method, url, nonce }) }
}

async function send(
  deps: CredentialsDeps,
  attempt: Attempt,
  { method, rest, headers, body, signal }: Forwarding,
): Promise<StreamAnswer> {
  const { record } = attempt.fresh
  const base = baseUrlOf(definitionOf(record), record.settings, record.token?.facts ?? {})
  const url = targetUrl(base, rest)
  const own = await credentialHeaders(deps, attempt, { method, url })
  const { outbound } = await through(deps, record)
  return outbound.stream(url, {
    method,
    headers: forwardHeaders(headers, own),
    body: body.take(),
    signal,
  })
}

/**
 * Sends a request through a connection, and again where its answer need not stand and its body can be had again.
 *
 * @throws HttpProblem, OAuthError, OutboundError; the signal's reason where the caller left
 */
export async function forward(
  deps: CredentialsDeps,
  fresh: Fresh,
  forwarding: Forwarding,
): Promise<StreamAnswer> {
  const { body, method, signal } = forwarding
  let attempt = firstAttempt(fresh)
  for (;;) {
    const answer = await send(deps, attempt, forwarding)
    if (!body.isRepeatable) return answer
    const next = await nextAttempt(deps, attempt, { answer, method, signal }).catch((error: unknown) => {
      answer.body.drop()
      throw error
    })
    if (next === null) return answer
    answer.body.drop()
    attempt = next
  }
}
