import type { IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { baseUrlOf } from '@patchbay/applications/rules/access'
import { definitionOf } from '../../credentials/client-of.ts'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { type Fresh, freshCredentials } from '../../credentials/fresh-credentials.ts'
import { isToken, requestHeaders } from '../../credentials/request-headers.ts'
import { dpopProof } from '../../oauth/dpop-proof.ts'
import type { StreamAnswer } from '../../outbound/stream.ts'
import { forwardHeaders } from './proxy-headers.ts'
import { retryAfterMs } from './retry-after.ts'
import { targetUrl } from './target-url.ts'

export interface Forwarding {
  readonly request: IncomingMessage
  /** Path and query below the base, as they came. */
  readonly rest: string
  /** Aborted when the caller leaves. */
  readonly signal: AbortSignal
}

/** RFC 9110 section 9.2.2. */
const idempotent = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']

/** Only what brings no body can be sent again: a stream that was read is gone. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

async function credentialHeaders(
  deps: CredentialsDeps,
  fresh: Fresh,
  { method, url, nonce }: { readonly method: string; readonly url: URL; readonly nonce: string | undefined },
): Promise<Record<string, string>> {
  const { credentials } = fresh
  const headers = requestHeaders(deps, fresh)
  if (!isToken(credentials) || !credentials.dpopKey) return headers
  const { accessToken, dpopKey } = credentials
  return { ...headers, dpop: await dpopProof(dpopKey, { accessToken, method, url, nonce }) }
}

interface Attempt extends Forwarding {
  readonly fresh: Fresh
  readonly nonce?: string | undefined
}

async function send(
  deps: CredentialsDeps,
  { request, rest, signal, fresh, nonce }: Attempt,
): Promise<StreamAnswer> {
  const { record } = fresh
  const { method = 'GET' } = request
  const base = baseUrlOf(definitionOf(record), record.settings, record.token?.facts ?? {})
  const url = targetUrl(base, rest)
  const own = await credentialHeaders(deps, fresh, { method, url, nonce })
  const headers = { ...forwardHeaders(request.headers), ...own }
  return deps.outbound.stream(url, { method, headers, body: hasBody(request) ? request : null, signal })
}

/** The answer to an attempt that is better made again; null: this one stands. */
async function again(deps: CredentialsDeps, attempt: Attempt, answer: StreamAnswer): Promise<Attempt | null> {
  const { fresh } = attempt
  if (answer.status !== 401) return null
  const nonce = answer.headers['dpop-nonce']
  if (typeof nonce === 'string' && attempt.nonce === undefined) return { ...attempt, nonce }
  if (fresh.record.token?.refreshable !== true) return null
  const renewed = await freshCredentials(deps, fresh.record.id, fresh.credentials)
  return renewed.record.token?.obtainedAt === fresh.record.token.obtainedAt
    ? null
    : { ...attempt, fresh: renewed }
}

/**
 * Sends a request through a connection: with its credentials, once more after a 401 with renewed ones, and after the time
 * that the application asks for, where the request may be repeated.
 *
 * @throws HttpProblem, OAuthError, OutboundError; the signal's reason where the caller left
 */
export async function forward(
  deps: CredentialsDeps,
  fresh: Fresh,
  forwarding: Forwarding,
): Promise<StreamAnswer> {
  const { request, signal } = forwarding
  let attempt: Attempt = { ...forwarding, fresh }
  let answer = await send(deps, attempt)
  if (hasBody(request)) return answer
  let mayPause = idempotent.includes(request.method ?? '')
  // At most a nonce, a renewal and a pause.
  for (let tries = 0; tries < 3; tries += 1) {
    const next = await again(deps, attempt, answer)
    const pauseMs = mayPause ? retryAfterMs(answer) : null
    if (next === null && pauseMs === null) return answer
    answer.body.destroy()
    answer.body.on('error', () => undefined)
    if (next === null && pauseMs !== null) {
      mayPause = false
      await wait(pauseMs, undefined, { signal })
    }
    attempt = next ?? attempt
    answer = await send(deps, attempt)
  }
  return answer
}
