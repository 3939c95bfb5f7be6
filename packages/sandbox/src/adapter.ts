import { errors, type Adapter, type AdapterFactory } from 'oidc-provider'
import type { RecordStore } from './record-store.ts'

const ofOneGrant = ['AccessToken', 'RefreshToken', 'AuthorizationCode'] as const

/** oidc-provider's storage, on sealed files. */
export function createAdapterFactory(store: RecordStore): AdapterFactory {
  return (model) => createAdapter(store, model)
}

function createAdapter(store: RecordStore, model: string): Adapter {
  return {
    upsert(id, payload, expiresIn) {
      const expiresAt = expiresIn === undefined ? null : Date.now() + expiresIn * 1000
      return store.put({ model, id, payload, expiresAt })
    },

    async find(id) {
      return store.get(model, id)
    },

    async findByUid(uid) {
      return store.findBy(model, 'uid', uid)[0]
    },

    async findByUserCode(userCode) {
      return store.findBy(model, 'userCode', userCode)[0]
    },

    /**
     * oidc-provider looks whether a token is consumed some awaits before it consumes it, so two simultaneous requests
     * with one refresh token would both pass. Here the second one is what it is: a reuse (RFC 9700 section 4.14.2).
     */
    async consume(id) {
      const payload = store.get(model, id)
      if (payload?.consumed) {
        await revokeGrant(store, payload.grantId)
        throw new errors.InvalidGrant('token already used')
      }
      await store.patch(model, id, { consumed: Math.floor(Date.now() / 1000) })
    },

    destroy: (id) => store.delete(model, id),

    revokeByGrantId: (grantId) => store.deleteBy(model, 'grantId', grantId),
  }
}

async function revokeGrant(store: RecordStore, grantId: string | undefined): Promise<void> {
  if (grantId === undefined) return
  await Promise.all(ofOneGrant.map((model) => store.deleteBy(model, 'grantId', grantId)))
  await store.delete('Grant', grantId)
}
