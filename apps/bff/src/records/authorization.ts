import type { Authorization } from '@patchbay/contracts/authorizations'
import type { DpopKey } from '../oauth/dpop.ts'
import type { CollectionDefinition, StoredRecord } from '../stores/store.ts'
import type { SealContext, Sealed } from '../vault/sealed.ts'

/** How an authorization stands; kept for a day after its end, so that the console can ask. */
export interface AuthorizationRecord extends StoredRecord {
  readonly connectionId: string
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly error: Authorization['error']
  /** Absent where nobody has to enter a code elsewhere. */
  readonly device?: Authorization['device']
  readonly createdAt: string
  /** A pending one counts as expired after this. */
  readonly deadline: string
  readonly purgeAt: string
}

export const authorizations: CollectionDefinition<AuthorizationRecord> = {
  name: 'authorizations',
  unique: [],
  searchable: [],
  filterable: ['connectionId'],
  sortable: ['createdAt'],
  expiresBy: 'purgeAt',
}

/**
 * What waits for one callback; the id is a hash of `state`. Taken, never read and then deleted, so that a state serves
 * once (RFC 9700 section 4.7.1).
 */
export interface AuthorizationStateRecord extends StoredRecord {
  readonly authorizationId: string
  readonly connectionId: string
  /** The session whose browser may bring the callback; null where a sign-in link began it. */
  readonly sessionId: string | null
  /** The sign-in link that began it, and a hash of the nonce whose browser may bring the callback. */
  readonly link?: { readonly id: string; readonly nonceHash: string }
  readonly redirectUri: string
  /** Sealed JSON of `AuthorizationSecrets`. */
  readonly secrets: Sealed
  /** The settings, scopes and iClient it was started with; an answer for others is not taken. */
  readonly basis: string
  readonly expiresAt: string
  readonly purgeAt: string
}

export const authorizationStates: CollectionDefinition<AuthorizationStateRecord> = {
  name: 'authorization-states',
  unique: [],
  searchable: [],
  filterable: ['connectionId'],
  sortable: ['expiresAt'],
  expiresBy: 'purgeAt',
}

export interface AuthorizationSecrets {
  readonly state: string
  readonly codeVerifier: string | null
  readonly nonce: string | null
  /** Absent in those of before there were any. */
  readonly dpopKey?: DpopKey | null
}

export function authorizationSecretsContext(id: string): SealContext {
  return { collection: authorizationStates.name, id, field: 'secrets' }
}
