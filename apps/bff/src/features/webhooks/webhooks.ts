import type { createWebhookBody, updateWebhookBody, Webhook } from '@patchbay/contracts/webhooks'
import type * as z from 'zod'
import type { Deps } from '../../deps.ts'
import { HttpProblem, notFound } from '../../http/http-problem.ts'
import { newId } from '../../new-id.ts'
import { modify } from '../../records/modify.ts'
import type { WebhookRecord } from '../../records/webhook.ts'
import { checkWebhook } from './check-webhook.ts'
import { newSecret, sealSecret, withNewSecret } from './webhook-secret.ts'

type WebhookDeps = Pick<Deps, 'records' | 'vault' | 'allow'>
type UpdateBody = z.output<typeof updateWebhookBody>

export function presentWebhook(record: WebhookRecord): Webhook {
  const { connectionIds, eventTypes, previousSecretUntil: until } = record
  return {
    ...record,
    eventTypes: [...eventTypes],
    connectionIds: connectionIds === null ? null : [...connectionIds],
    previousSecretUntil: until !== null && Date.parse(until) > Date.now() ? until : null,
  }
}

export async function getWebhook({ records }: Pick<Deps, 'records'>, id: string): Promise<WebhookRecord> {
  const record = await records.webhooks.get(id)
  if (record === null) throw notFound('webhook')
  return record
}

/** A new webhook and its secret. @throws HttpProblem `invalid_value`; StoreError `name_taken` */
export async function createWebhook(
  deps: WebhookDeps,
  body: z.output<typeof createWebhookBody>,
  userId: string,
): Promise<{ record: WebhookRecord; secret: string }> {
  await checkWebhook(deps, body)
  const id = newId('whk')
  const secret = newSecret()
  const now = new Date().toISOString()
  const record = await deps.records.webhooks.insert({
    ...body,
    id,
    disabledReason: null,
    secret: sealSecret(deps, id, secret),
    previousSecret: null,
    previousSecretUntil: null,
    createdAt: now,
    createdBy: userId,
    updatedAt: now,
  })
  return { record, secret }
}

function changed(record: WebhookRecord, { version: _version, ...body }: UpdateBody): WebhookRecord {
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
  return {
    ...record,
    ...given,
    disabledReason: body.enabled === undefined ? record.disabledReason : null,
    updatedAt: new Date().toISOString(),
  }
}

/** @throws HttpProblem `not_found`, `invalid_value`, `stale_version`; StoreError `name_taken`, `stale_version` */
export async function updateWebhook(deps: WebhookDeps, id: string, body: UpdateBody): Promise<WebhookRecord> {
  const record = await getWebhook(deps, id)
  if (body.version !== record.version) {
    throw new HttpProblem(
      'stale_version',
      'Someone changed this webhook since you opened it. Load it again and repeat your change.',
    )
  }
  await checkWebhook(deps, body)
  return deps.records.webhooks.update(changed(record, body))
}

export async function rotateSecret(
  deps: WebhookDeps,
  id: string,
): Promise<{ record: WebhookRecord; secret: string }> {
  const secret = newSecret()
  const record = await modify<WebhookRecord>(deps.records.webhooks, id, (current) =>
    withNewSecret(deps, current, secret),
  )
  if (record === null) throw notFound('webhook')
  return { record, secret }
}

/** Its log goes with it; what is under way finds no webhook any more. */
export async function deleteWebhook({ records }: WebhookDeps, id: string): Promise<void> {
  if ((await records.webhooks.take(id)) === null) throw notFound('webhook')
  for (;;) {
    const sort = { by: 'createdAt', direction: 'asc' } as const
    const { items, next } = await records.webhookDeliveries.list({
      where: { webhookId: id },
      sort,
      limit: 500,
    })
    await Promise.all(items.map((each) => records.webhookDeliveries.take(each.id)))
    if (next === null) return
  }
}
