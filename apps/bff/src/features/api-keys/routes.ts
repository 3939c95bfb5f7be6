import * as endpoints from '@patchbay/contracts/api-keys'
import type { Deps } from '../../deps.ts'
import type { Bind } from '../../http/bind.ts'
import { type Cursors, presentPage } from '../../http/cursor.ts'
import type { ApiKeyRecord } from '../../records/api-key.ts'
import { createApiKey, revokeApiKey } from './api-keys.ts'

function present({ permissions, connectionIds, ...record }: ApiKeyRecord): endpoints.ApiKey {
  return {
    ...record,
    permissions: [...permissions],
    connectionIds: connectionIds === null ? null : [...connectionIds],
  }
}

export function apiKeyRoutes(bind: Bind, deps: Pick<Deps, 'records' | 'store'>, cursors: Cursors): void {
  bind(endpoints.listApiKeys, async ({ query }) => {
    const page = await deps.records.apiKeys.list({
      ...(query.q === undefined ? {} : { search: query.q }),
      sort: { by: 'name', direction: 'asc' },
      ...cursors.open(query.cursor),
      limit: query.limit,
    })
    return presentPage(page, cursors, present)
  })

  bind(endpoints.createApiKey, async ({ body, caller }) => {
    const { key, record } = await createApiKey(deps, body, caller.userId)
    return { ...present(record), key }
  })

  bind(endpoints.deleteApiKey, ({ params }) => revokeApiKey(deps, params.id))
}
