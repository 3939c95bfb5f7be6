import type { DpopKey } from '../oauth/dpop.ts'
import type { CollectionDefinition, StoredRecord } from '../stores/store.ts'
import type { SealContext, Sealed } from '../vault/sealed.ts'

/** A device authorization (RFC 8628) that waits for its user; a restart goes on waiting. The id is the authorization's. */
export interface DeviceAuthorizationRecord extends StoredRecord {
  readonly authorizationId: string
  readonly connectionId: string
  /** Who began it. */
  readonly userId: string
  /** The settings, scopes and iClient it was started with; an answer for others is not taken. */
  readonly basis: string
  /** Sealed JSON of `DeviceSecrets`. */
  readonly secrets: Sealed
  readonly intervalS: number
  readonly deadline: string
  readonly purgeAt: string
}

export interface DeviceSecrets {
  readonly deviceCode: string
  readonly dpopKey: DpopKey | null
}

export const deviceAuthorizations: CollectionDefinition<DeviceAuthorizationRecord> = {
  name: 'device-authorizations',
  unique: [],
  searchable: [],
  filterable: ['connectionId'],
  sortable: ['deadline'],
  expiresBy: 'purgeAt',
}

export function deviceSecretsContext(id: string): SealContext {
  return { collection: deviceAuthorizations.name, id, field: 'secrets' }
}
