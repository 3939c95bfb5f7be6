import type { Deps } from '../../deps.ts'
import { writeAudit } from '../../http/audit.ts'
import { HttpProblem, notFound } from '../../http/http-problem.ts'
import { type ConnectionEvent, connectionEventOf } from '../../records/connection-event.ts'
import { modify } from '../../records/modify.ts'
import type { WebhookDeliveryRecord, WebhookRecord } from '../../records/webhook.ts'
import { DeliveryQueue } from './delivery-queue.ts'
import { eventDelivery, testDelivery } from './message.ts'
import { pauseMs } from './retry-schedule.ts'
import { type Attempt, sendMessage } from './send-message.ts'
import { getWebhook } from './webhooks.ts'

type DeliveryDeps = Pick<Deps, 'records' | 'changes' | 'outbound' | 'vault' | 'store' | 'log'>

const switchedOff = 'The webhook was switched off before it was delivered.'
const pageSize = 500

function wants({ enabled, eventTypes, connectionIds }: WebhookRecord, { type, connection }: ConnectionEvent) {
  return enabled && eventTypes.includes(type) && (connectionIds?.includes(connection.id) ?? true)
}

/** A delivery after an attempt, with when it is tried again. */
function afterAttempt(
  record: WebhookDeliveryRecord,
  { statusCode, reason, durationMs, retryAfterMs, isGone }: Attempt,
  isLast: boolean,
): WebhookDeliveryRecord {
  const attempts = record.attempts + 1
  const pause = reason === null || isGone || isLast ? null : pauseMs(attempts, retryAfterMs)
  const now = Date.now()
  const outcome = pause === null ? 'failed' : 'pending'
  return {
    ...record,
    attempts,
    statusCode,
    reason,
    durationMs,
    status: reason === null ? 'delivered' : outcome,
    lastAttemptAt: new Date(now).toISOString(),
    nextAttemptAt: pause === null ? null : new Date(now + pause).toISOString(),
  }
}

/** Sends what happens to the webhooks that want it, as often as it takes. */
export class Deliveries {
  readonly #deps: DeliveryDeps
  readonly #queue: DeliveryQueue

  /** `stopping`: what is not delivered by then is tried again after the next start. */
  constructor(deps: DeliveryDeps, stopping: AbortSignal) {
    this.#deps = deps
    this.#queue = new DeliveryQueue((id) =>
      this.#attempt(id).catch((error: unknown) => {
        if (!stopping.aborted) deps.log.error({ err: error, delivery: id }, 'webhook delivery failed')
        return null
      }),
    )
    stopping.addEventListener('abort', () => this.#queue.stop(), { once: true })
    deps.changes.connections.listen((change) => {
      const event = connectionEventOf(change)
      if (event === null) return
      this.#dispatch(event).catch((error: unknown) =>
        deps.log.error({ err: error, connection: change.id }, 'webhooks were not told'),
      )
    })
  }

  /** Goes on with what a stop or a crash left undone. */
  async resume(): Promise<void> {
    const { webhooks, webhookDeliveries } = this.#deps.records
    const query = { where: { status: 'pending' }, sort: { by: 'createdAt', direction: 'asc' } } as const
    for (let after: { after?: string } | null = {}; after !== null;) {
      const page = await webhookDeliveries.list({ ...query, ...after, limit: pageSize })
      for (const each of page.items) this.#enqueue(each, (await webhooks.get(each.webhookId))?.url ?? '')
      after = page.next === null ? null : { after: page.next }
    }
  }

  async test(id: string): Promise<Attempt> {
    const webhook = await getWebhook(this.#deps, id)
    const delivery = await this.#deps.records.webhookDeliveries.insert(testDelivery(webhook))
    const sent = await this.#send(webhook, delivery, { isLast: true })
    if (sent === null) throw new HttpProblem('shutting_down', 'Patchbay is shutting down. Try again soon.')
    return sent.attempt
  }

  async retry(id: string, deliveryId: string): Promise<WebhookDeliveryRecord> {
    const { webhookDeliveries } = this.#deps.records
    const webhook = await getWebhook(this.#deps, id)
    const isOfIt = (await webhookDeliveries.get(deliveryId))?.webhookId === id
    const due = { status: 'pending', nextAttemptAt: new Date().toISOString() } as const
    const record = isOfIt
      ? await modify<WebhookDeliveryRecord>(webhookDeliveries, deliveryId, (now) => ({ ...now, ...due }))
      : null
    if (record === null) throw notFound('delivery')
    this.#enqueue(record, webhook.url)
    return record
  }

  #enqueue({ id, nextAttemptAt }: WebhookDeliveryRecord, url: string): void {
    this.#queue.add({ id, dueMs: Date.parse(nextAttemptAt ?? '') }, URL.parse(url)?.host ?? url)
  }

  async #dispatch(event: ConnectionEvent): Promise<void> {
    const { webhooks, webhookDeliveries } = this.#deps.records
    const { items } = await webhooks.list({ sort: { by: 'name', direction: 'asc' }, limit: pageSize })
    for (const webhook of items.filter((each) => wants(each, event))) {
      this.#enqueue(await webhookDeliveries.insert(eventDelivery(webhook.id, event)), webhook.url)
    }
  }

  /** @returns when it is due again */
  async #attempt(id: string): Promise<number | null> {
    const { webhooks, webhookDeliveries } = this.#deps.records
    const delivery = await webhookDeliveries.get(id)
    if (delivery === null || delivery.status !== 'pending') return null
    const webhook = await webhooks.get(delivery.webhookId)
    if (webhook === null) {
      await webhookDeliveries.take(id)
      return null
    }
    if (!webhook.enabled) {
      const failed = { status: 'failed', reason: switchedOff, nextAttemptAt: null } as const
      await modify<WebhookDeliveryRecord>(webhookDeliveries, id, (now) => ({ ...now, ...failed }))
      return null
    }
    const next = (await this.#send(webhook, delivery, { isLast: false }))?.record?.nextAttemptAt ?? null
    return next === null ? null : Date.parse(next)
  }

  /** null: Patchbay is shutting down. */
  async #send(
    webhook: WebhookRecord,
    delivery: WebhookDeliveryRecord,
    { isLast }: { readonly isLast: boolean },
  ) {
    const attempt = await sendMessage(this.#deps, webhook, delivery)
    if (attempt === null) return null
    if (attempt.isGone) await this.#switchOff(webhook)
    const { webhookDeliveries } = this.#deps.records
    const record = await modify<WebhookDeliveryRecord>(webhookDeliveries, delivery.id, (now) =>
      afterAttempt(now, attempt, isLast),
    )
    return { attempt, record }
  }

  async #switchOff({ id, name }: WebhookRecord): Promise<void> {
    const disabledReason = 'The receiver answered 410 Gone: it wants no more messages.'
    await modify<WebhookRecord>(this.#deps.records.webhooks, id, (now) => ({
      ...now,
      enabled: false,
      disabledReason,
    }))
    const target = { collection: 'webhooks', id, name }
    const origin = { request: null, caller: null }
    await writeAudit(this.#deps, origin, { action: 'webhook.switched_off', code: null, target })
  }
}
