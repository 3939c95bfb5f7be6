import * as fc from 'fast-check'
import type { Vocabulary } from './valid-values.ts'

const fresh = fc.uuid().map((id) => `Random ${id}`)

/** Bodies that are taken as they are, for calls whose schema says too little for one to be hit upon. */
export function exampleOf(call: string, { known }: Vocabulary): fc.Arbitrary<unknown> | null {
  const client = { application: 'oauth2', clientId: 'c', clientSecret: 's' }
  const settings = { tokenUrl: 'http://127.0.0.1:1/token', baseUrl: 'http://127.0.0.1:1/api' }
  const iClientId = known['iclients'] ?? null
  const examples: Record<string, object> = {
    'POST /api/iclients': { ...client, accessTokenTtlMs: 600_000 },
    'POST /api/connections': { application: 'oauth2', authType: 'client-credentials', settings, iClientId },
    'POST /api/webhooks': {
      url: 'http://127.0.0.1:1/',
      eventTypes: ['connection.offline'],
      connectionIds: null,
    },
    'PATCH /api/iclients/{id}': { version: 1, clientSecret: 'another' },
    'PATCH /api/connections/{id}': { version: 1, settings, advanced: { concurrencyLevel: 3 } },
    'PATCH /api/webhooks/{id}': { version: 1, enabled: false },
  }
  const example = examples[call]
  return example === undefined ? null : fresh.map((name) => ({ name, ...example }))
}
