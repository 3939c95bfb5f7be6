import { setTimeout as wait } from 'node:timers/promises'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { type Fresh, freshCredentials } from '../../credentials/fresh-credentials.ts'
import type { StreamAnswer } from '../../outbound/stream.ts'
import { valuesOf } from './proxy-headers.ts'
import { longestPauseMs, retryAfterMs } from './retry-after.ts'
import { unlessAborted } from './unless-aborted.ts'

/** One of the times that a request is sent, and what led to it. */
export interface Attempt {
  readonly fresh: Fresh
  readonly isRenewed: boolean
  /** That the application wants in the proof of a bound token. */
  readonly nonce: string | undefined
  readonly pauses: number
  readonly pausedMs: number
}

export function firstAttempt(fresh: Fresh): Attempt {
  return { fresh, isRenewed: false, nonce: undefined, pauses: 0, pausedMs: 0 }
}

/** RFC 9110 section 9.2.2. */
const idempotent = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']
const maxPauses = 5

async function afterRefusal(
  deps: CredentialsDeps,
  attempt: Attempt,
  { answer, signal }: { readonly answer: StreamAnswer; readonly signal: AbortSignal },
): Promise<Attempt | null> {
  const { fresh, isRenewed } = attempt
  const [nonce] = valuesOf(answer.headers, 'dpop-nonce')
  if (nonce !== undefined && attempt.nonce === undefined) return { ...attempt, nonce }
  if (isRenewed || fresh.record.token?.refreshable !== true) return null
  // It keeps its place meanwhile: with the refused token nobody else would be served either.
  const renewed = await unlessAborted(freshCredentials(deps, fresh.record.id, fresh.credentials), signal)
  const isSame = renewed.record.token?.obtainedAt === fresh.record.token.obtainedAt
  return isSame ? null : { ...attempt, fresh: renewed, isRenewed: true }
}

async function afterPause(
  attempt: Attempt,
  { answer, signal }: { readonly answer: StreamAnswer; readonly signal: AbortSignal },
): Promise<Attempt | null> {
  const pauseMs = retryAfterMs(answer)
  if (pauseMs === null || attempt.pauses >= maxPauses) return null
  if (attempt.pausedMs + pauseMs > longestPauseMs) return null
  // It keeps its place meanwhile: the application has asked for less at a time, not for others.
  await wait(pauseMs, undefined, { signal })
  return { ...attempt, pauses: attempt.pauses + 1, pausedMs: attempt.pausedMs + pauseMs }
}

/**
 * What to try after an answer that need not stand: once more with renewed credentials after a 401, and after the time
 * that the application asks for where the request may be repeated. null: it stands.
 */
export async function nextAttempt(
  deps: CredentialsDeps,
  attempt: Attempt,
  got: { readonly answer: StreamAnswer; readonly signal: AbortSignal; readonly method: string },
): Promise<Attempt | null> {
  if (got.answer.status === 401) return afterRefusal(deps, attempt, got)
  return idempotent.includes(got.method) ? afterPause(attempt, got) : null
}
