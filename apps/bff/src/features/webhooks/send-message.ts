import type { Deps } from '../../deps.ts'
import { OutboundError } from '../../outbound/outbound-error.ts'
import type { WebhookDeliveryRecord, WebhookRecord } from '../../records/webhook.ts'
import { signedHeaders } from './message.ts'
import { retryAfterMs } from './retry-schedule.ts'
import { signingSecrets } from './webhook-secret.ts'

/** What came of one attempt. */
export interface Attempt {
  readonly statusCode: number | null
  /** null: delivered. */
  readonly reason: string | null
  readonly durationMs: number
  readonly retryAfterMs: number | null
  /** The receiver wants no more, ever (Standard Webhooks: 410 Gone). */
  readonly isGone: boolean
}

const timeoutMs = 15_000

function reasonFor({ ok, status }: Response): string | null {
  if (ok) return null
  if (status >= 300 && status < 400) return `It answered with the redirect ${status}, which is not followed.`
  return `It answered with status ${status}.`
}

/** Sends once. null: Patchbay is shutting down, so that nothing can be said of it. */
export async function sendMessage(
  deps: Pick<Deps, 'outbound' | 'vault'>,
  webhook: WebhookRecord,
  delivery: Pick<WebhookDeliveryRecord, 'id' | 'payload'>,
): Promise<Attempt | null> {
  const headers = signedHeaders(delivery, signingSecrets(deps, webhook))
  const startedAt = performance.now()
  const after = () => Math.round(performance.now() - startedAt)
  try {
    const response = await deps.outbound.fetch(webhook.url, {
      method: 'POST',
      headers,
      body: delivery.payload,
      timeoutMs,
    })
    return {
      statusCode: response.status,
      reason: reasonFor(response),
      durationMs: after(),
      retryAfterMs: retryAfterMs(response),
      isGone: response.status === 410,
    }
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error
    if (error.code === 'closed') return null
    const reason = error.message
    return { statusCode: null, reason, durationMs: after(), retryAfterMs: null, isGone: false }
  }
}
