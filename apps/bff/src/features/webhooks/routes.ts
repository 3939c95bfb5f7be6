import * as endpoints from '@patchbay/contracts/webhooks'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import { type Cursors, presentPage } from '../../http/cursor.ts'
import type { Deliveries } from './deliveries.ts'
import {
  createWebhook,
  deleteWebhook,
  getWebhook,
  presentWebhook,
  rotateSecret,
  updateWebhook,
} from './webhooks.ts'

function bindWebhooks(bind: Bind, deps: Deps, cursors: Cursors): void {
  bind(endpoints.listWebhooks, async ({ query }) => {
    const page = await deps.records.webhooks.list({
      ...(query.q === undefined ? {} : { search: query.q }),
      sort: { by: 'name', direction: 'asc' },
      ...cursors.open(query.cursor),
      limit: query.limit,
    })
    return presentPage(page, cursors, presentWebhook)
  })

  bind(endpoints.createWebhook, async ({ body, caller }) => {
    const { record, secret } = await createWebhook(deps, body, caller.userId)
    return { ...presentWebhook(record), secret }
  })

  bind(endpoints.getWebhook, async ({ params }) => presentWebhook(await getWebhook(deps, params.id)))

  bind(endpoints.updateWebhook, async ({ params, body, changed }) => {
    const before = presentWebhook(await getWebhook(deps, params.id))
    const after = presentWebhook(await updateWebhook(deps, params.id, body))
    // Some services put the secret into the address.
    changed(before, after, ['url'])
    return after
  })

  bind(endpoints.deleteWebhook, ({ params }) => deleteWebhook(deps, params.id))

  bind(endpoints.rotateWebhookSecret, async ({ params }) => {
    const { record, secret } = await rotateSecret(deps, params.id)
    return { ...presentWebhook(record), secret }
  })
}

function bindDeliveries(
  bind: Bind,
  deps: Deps,
  { cursors, deliveries }: { readonly cursors: Cursors; readonly deliveries: Deliveries },
): void {
  bind(endpoints.testWebhook, async ({ params }) => {
    const { reason, statusCode, durationMs } = await deliveries.test(params.id)
    const detail = reason ?? `It answered with status ${statusCode}.`
    return { ok: reason === null, statusCode, detail, durationMs }
  })

  bind(endpoints.listDeliveries, async ({ params, query }) => {
    await getWebhook(deps, params.id)
    const page = await deps.records.webhookDeliveries.list({
      where: { webhookId: params.id },
      sort: { by: 'createdAt', direction: 'desc' },
      ...cursors.open(query.cursor),
      limit: query.limit,
    })
    return presentPage(page, cursors, (record) => record)
  })

  bind(endpoints.retryDelivery, ({ params }) => deliveries.retry(params.id, params.deliveryId))
}

export function webhookRoutes(
  bind: Bind,
  deps: Deps,
  parts: { readonly cursors: Cursors; readonly deliveries: Deliveries },
): void {
  bindWebhooks(bind, deps, parts.cursors)
  bindDeliveries(bind, deps, parts)
}
