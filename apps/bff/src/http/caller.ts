import type { ApiKeyPermission } from '@patchbay/contracts/api-keys'
import type { Role } from '@patchbay/contracts/roles'

/** A user by session cookie. */
export interface SessionCaller {
  readonly kind: 'session'
  readonly userId: string
  readonly userName: string
  readonly role: Role
  /** Record id of the session; authorizations are bound to it. */
  readonly sessionId: string
}

/** A program by API key. */
export interface KeyCaller {
  readonly kind: 'key'
  /** Record id of the key: what the audit log names as the actor. */
  readonly userId: string
  /** Name of the key. */
  readonly userName: string
  readonly permissions: readonly ApiKeyPermission[]
  /** null: all. */
  readonly connectionIds: ReadonlySet<string> | null
}

/** Who makes a call. */
export type Caller = SessionCaller | KeyCaller
