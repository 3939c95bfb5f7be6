import type { Role } from '@patchbay/contracts/roles'
import type { CollectionDefinition, StoredRecord } from '../stores/store.ts'
import type { SealContext, Sealed } from '../vault/sealed.ts'

/** How an authenticator app stands. */
export interface TotpRecord {
  /** null: until a first code has shown that the app has it. */
  readonly confirmedAt: string | null
  /** Of the code that was used last: none of it or before is taken any more. */
  readonly lastStep: number
}

export interface PasskeyRecord {
  readonly id: string
  readonly name: string
  /** What the authenticator calls it, and what its answers are checked with; both base64url. */
  readonly credentialId: string
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
  /** Of the address where it was made, and can be used. */
  readonly host: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

export interface UserRecord extends StoredRecord {
  readonly name: string
  /** What one signs in with beside the password, in lower case; null: not written yet, as for the first user. */
  readonly email: string | null
  readonly role: Role
  /** `invited` until the one-time link is used. */
  readonly status: 'invited' | 'active' | 'disabled'
  /** PHC string of argon2id; null: signs in another way, or not yet. */
  readonly passwordHash: string | null
  /** Who a provider of single sign-on says it is; absent or null: known here only. */
  readonly identity?: { readonly issuer: string; readonly subject: string } | null
  /** Absent: none. In the record, so that a new link takes them away in the same write. */
  readonly passkeys?: readonly PasskeyRecord[]
  /** Absent or null: no authenticator app. */
  readonly totp?: TotpRecord | null
  /** What its codes are made from. Beside it, so that what is sealed is found by all who look for it. */
  readonly totpSecret?: Sealed | null
  readonly createdAt: string
  /** null: at the first start. */
  readonly createdBy: string | null
  readonly lastSignInAt: string | null
  /** The one-time link that is out; null or absent: none. In the record, so that using it up and what it brings are one write. */
  readonly link?: UserLinkPart | null
}

export interface UserLinkPart {
  /** SHA-256 of the secret: a copy of the data opens nothing. */
  readonly secretHash: string
  readonly createdAt: string
  readonly createdBy: string
  readonly expiresAt: string
}

/** That it changed is in the log, and what to is not: viewers read the log, and are shown no addresses of users. */
export const hiddenOfUsers = ['email'] as const

/** What may be changed of one, as the log says it. */
export function readableUser({ name, email, role, status }: UserRecord) {
  return { name, email, role, disabled: status === 'disabled' }
}

export const users: CollectionDefinition<UserRecord> = {
  name: 'users',
  unique: ['email'],
  searchable: ['name', 'email'],
  filterable: ['email', 'role', 'status', 'identity.issuer', 'identity.subject'],
  sortable: ['name', 'createdAt'],
}

/** As after the loss of the phone: a new link brings a new password, and nothing of before is asked for. */
export const noSecondFactors = { totp: null, totpSecret: null, passkeys: [] } as const

export function totpContext(id: string): SealContext {
  return { collection: users.name, id, field: 'totpSecret' }
}
