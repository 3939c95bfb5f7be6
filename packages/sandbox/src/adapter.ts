import { errors, type Adapter, type AdapterFactory } from 'oidc-provider'
import type { RecordStore } from './record-store.ts'

const ofOneGrant = ['AccessToken', 'RefreshToken', 'AuthorizationCode', 'DeviceCode']

/**
 * oidc-provider's storage, on sealed files. Several authorization servers of one stand-in have their clients in common,
 * and each has a space of its own for the rest.
 */
export function createAdapterFactory(store: RecordStore, space: string): AdapterFactory {
  return (model) => createAdapter(store, model === 'Client' ? '' : space, model)
}

function createAdapter(store: RecordStore, space: string, kind: string): Adapter {
  const model = space + kind
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
        await revokeGrant(store, space, payload.grantId)
        throw new errors.InvalidGrant('token already used')
      }
      await store.patch(model, id, { consumed: Math.floor(Date.now() / 1000) })
    },

    destroy: (id) => store.delete(model, id),

    revokeByGrantId: (grantId) => store.deleteBy(model, 'grantId', grantId),
  }
}

async function revokeGrant(store: RecordStore, space: string, grantId: string | undefined): Promise<void> {
  if (grantId === undefined) return
  await Promise.all(ofOneGrant.map((kind) => store.deleteBy(space + kind, 'grantId', grantId)))
  await store.delete(`${space}Grant`, grantId)
}
