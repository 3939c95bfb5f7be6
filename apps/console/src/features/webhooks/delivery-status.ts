import type { WebhookDelivery } from '@patchbay/contracts/webhooks'
import { eventNames } from '../../api/event-names.ts'

const minute = 60_000
const hour = 60 * minute

export const statusNames = { pending: 'Waiting', delivered: 'Delivered', failed: 'Not delivered' } as const
export const statusTones = { pending: 'warn', delivered: 'ok', failed: 'bad' } as const

export function eventName({ eventType }: Pick<WebhookDelivery, 'eventType'>): string {
  return eventType === 'webhook.test' ? 'Test' : eventNames[eventType]
}

function until(at: string, now: number): string {
  const ms = Date.parse(at) - now
  if (ms <= 0) return 'now'
  if (ms < minute) return `in ${Math.ceil(ms / 1000)} s`
  return ms < 2 * hour ? `in ${Math.round(ms / minute)} min` : `in ${Math.round(ms / hour)} h`
}

/** How often it was tried, what came of the last time, and when the next is. */
export function outcomeText(delivery: WebhookDelivery, now: number): string {
  const { attempts, reason, statusCode, durationMs, nextAttemptAt, status } = delivery
  const tried = attempts === 1 ? '1 attempt' : `${attempts} attempts`
  const next = nextAttemptAt === null ? '' : ` Next attempt ${until(nextAttemptAt, now)}.`
  if (attempts === 0) return `${reason ?? 'Not tried yet.'}${next}`
  if (status === 'delivered') return `Status ${statusCode} after ${durationMs} ms, ${tried}.`
  return `${reason ?? 'It is sent again.'} ${tried}.${next}`
}
