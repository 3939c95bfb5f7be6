import type { DpopKey } from '../oauth/dpop.ts'
import type { Connection } from '@patchbay/contracts/connection'
import type { CollectionDefinition, StoredRecord } from '../stores/store.ts'
import type { SealContext, Sealed } from '../vault/sealed.ts'

/** What the application said when it granted access, without the tokens themselves. */
export interface TokenRecord {
  readonly obtainedAt: string
  /** null: the application does not say; a 401 then means refresh. */
  readonly expiresAt: string | null
  readonly refreshable: boolean
  /** Absent or null: nobody says how long the refresh token serves unused. */
  readonly refreshExpiresAt?: string | null
  readonly grantedScopes: readonly string[]
  readonly facts: Readonly<Record<string, string>>
}

export interface ApplyTo {
  readonly flowId: string
  readonly stepId: string
  /** What the step used then: whoever chooses something else meanwhile is not overruled. */
  readonly insteadOf: string | null
  readonly state: 'waiting'
}

/** A connection as it is kept. `credentials` holds the sealed JSON of `Credentials`. */
export interface ConnectionRecord extends StoredRecord {
  readonly name: string
  readonly application: string
  readonly authType: Connection['authType']
  readonly settings: Readonly<Record<string, string>>
  readonly scopes: readonly string[]
  readonly iClientId: string | null
  /** By field name; absent in records from before there were any. */
  readonly secrets?: Readonly<Record<string, Sealed>>
  readonly advanced: { readonly concurrencyLevel: number; readonly borrowConcurrencyFrom: string | null }
  readonly status: Connection['status']
  readonly statusReason: string | null
  readonly token: TokenRecord | null
  readonly credentials: Sealed | null
  /** A refresh was sent then, and what the application answered is not written down yet. */
  readonly renewingSince?: string | null
  /** When the background is to look at the connection though nobody uses it. */
  readonly wakeAt?: string | null
  /** Step that is to use it from its first successful authorization on; carried out, it is forgotten. */
  readonly applyTo?: ApplyTo | null
  readonly lastTest: Connection['lastTest']
  readonly lastUsedAt: string | null
  readonly createdAt: string
  readonly createdBy: string
  readonly updatedAt: string
}

/** What is sealed of an authorized connection: tokens, or the cookies of a sign-in in the form of the Cookie header. */
export type Credentials = TokenCredentials | CookieCredentials | BasicCredentials

export interface CookieCredentials {
  readonly kind: 'cookie'
  readonly cookies: string
}

/** Name and password are among the connection's secrets; nothing else is held. */
export interface BasicCredentials {
  readonly kind: 'basic'
}

export interface TokenCredentials {
  /** Absent in records from before there were others. */
  readonly kind?: 'token'
  readonly accessToken: string
  readonly tokenType: string
  readonly refreshToken: string | null
  /** Private JWK that the tokens are bound to (RFC 9449); absent: whoever holds them may use them. */
  readonly dpopKey?: DpopKey | null
}

export const connections: CollectionDefinition<ConnectionRecord> = {
  name: 'connections',
  unique: ['name'],
  searchable: ['name'],
  filterable: [
    'id',
    'application',
    'status',
    'iClientId',
    'settings.agentId',
    'advanced.borrowConcurrencyFrom',
    'applyTo.state',
  ],
  sortable: ['name', 'application', 'status', 'createdAt', 'updatedAt', 'lastUsedAt', 'wakeAt'],
}

export function secretContext(id: string, name: string): SealContext {
  return { collection: connections.name, id, field: `secrets.${name}` }
}

export function credentialsContext(id: string): SealContext {
  return { collection: connections.name, id, field: 'credentials' }
}
