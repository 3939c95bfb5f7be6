/** What every stored record has. `version` grows by one with each write. */
export interface StoredRecord {
  readonly id: string
  readonly version: number
}

/** What a collection promises of its records; a database would make its indexes from it. */
export interface CollectionDefinition<R extends StoredRecord> {
  readonly name: string
  /** Members whose values no two records may share, compared case-insensitively after Unicode normalisation (NFKC). */
  readonly unique: readonly (keyof R & string)[]
  /** Members that `search` looks into. */
  readonly searchable: readonly (keyof R & string)[]
  /** Dotted paths that `where` may filter by. Of a list on the way, each element counts. */
  readonly filterable: readonly string[]
  /** Members that `sort` may name; null and missing values come last in both directions. */
  readonly sortable: readonly (keyof R & string)[]
  /** Member with an ISO 8601 time after which the record may be purged. */
  readonly expiresBy?: keyof R & string
}

export interface ListQuery {
  /**
   * Dotted path -> value, or a list of values of which one must match. Where a record has several at the path, one of
   * them must; where it has none, null matches.
   */
  readonly where?: Readonly<Record<string, string | null | readonly (string | null)[]>>
  /** Every word must occur in a searchable member, case-insensitively. */
  readonly search?: string
  readonly sort: { readonly by: string; readonly direction: 'asc' | 'desc' }
  /** Position from the previous page's `next`; opaque outside the store. */
  readonly after?: string
  readonly limit: number
}

export interface Page<R> {
  readonly items: R[]
  readonly next: string | null
  /** How many match in all. */
  readonly total: number
}

/**
 * One kind of record. A write that has resolved survives a crash and a power loss. Records are returned frozen.
 *
 * @throws StoreError `name_taken`, `stale_version`, `not_found`, `storage_full`, `storage_unavailable`, `store_closed`,
 *   `invalid_cursor`, `invalid_argument`
 */
export interface Collection<R extends StoredRecord> {
  get(id: string): Promise<R | null>
  /** Stores a new record as version 1. */
  insert(record: Omit<R, 'version'>): Promise<R>
  /** Replaces the record whose version is `record.version`, and stores it as the next version. */
  update(record: R): Promise<R>
  /** Without `version`, whatever the version is. @throws not_found, stale_version */
  delete(id: string, version?: number): Promise<void>
  /** Removes and returns in one step: of several callers only one gets it. */
  take(id: string): Promise<R | null>
  list(query: ListQuery): Promise<Page<R>>
  /** Of all records that there are. */
  ids(): Promise<readonly string[]>
  /** How many records have each of these values at a path that `where` may filter by, 0 where none has. */
  countBy(path: string, values: readonly string[]): Promise<ReadonlyMap<string, number>>
}

/** What an update did to one member: a plain value, and of secrets never the value. */
export interface AuditChange {
  /** Dotted path, such as `settings.instanceUri`. */
  readonly member: string
  readonly before: AuditValue
  readonly after: AuditValue
}
export type AuditValue = string | number | boolean | null | readonly string[]

/** One line of the audit log. */
export interface AuditEvent {
  readonly id: string
  readonly at: string
  readonly action: string
  readonly result: 'success' | 'failure'
  /** Error code of a failure. */
  readonly code: string | null
  readonly actor: string | null
  /** The actor's name at that time. */
  readonly actorName: string | null
  /**
   * `visitor`: somebody who is not signed in; `operator`: whoever ran a command on this machine; `patchbay`: it happened by
   * itself. null: an older version wrote it.
   */
  readonly actorKind: 'user' | 'key' | 'link' | 'visitor' | 'operator' | 'patchbay' | null
  readonly address: string | null
  readonly userAgent: string | null
  readonly target: { readonly collection: string; readonly id: string; readonly name: string | null } | null
  /** Of updates that succeeded, and what else there is to say of what operators did. */
  readonly changes: readonly AuditChange[] | null
  readonly requestId: string | null
}

export interface AuditFilter {
  /** Of these actions; one that ends with a dot stands for all that begin with it. */
  readonly actions?: readonly string[]
  readonly actorId?: string
  /** Only events whose target has this id. */
  readonly targetId?: string
  readonly result?: AuditEvent['result']
  /** ISO 8601: at this time or later, and before that one. */
  readonly from?: string
  readonly to?: string
  /** Every word must occur in the name or id of actor or target, the action, the code or the address. */
  readonly search?: string
}

export interface AuditQuery extends AuditFilter {
  readonly after?: string
  readonly limit: number
}

/** HMAC by a key that the store does not see. */
export interface HeadSigner {
  mac(data: string): string
  verify(data: string, mac: string): boolean
}

/** What the signed head said of the end of the log at start; all but `sound` is a sign that somebody was at it. */
export type AuditHeadState = 'sound' | 'missing' | 'forged' | 'cut_off' | 'rewritten'

/** Append-only; newest first when listed. Each line holds on to the one before by a hash. */
export interface AuditLog {
  append(event: AuditEvent): Promise<void>
  list(query: AuditQuery): Promise<Page<AuditEvent>>
  /** The lines as they are stored, oldest first, in pieces of several: those that are there when it begins. */
  lines(filter: AuditFilter): AsyncIterable<Buffer>
  /** Told, once for several, that events were appended. */
  listen(listener: () => void): void
  /** From now on a signed head beside the log says how far it goes. Before the first event is appended. */
  signHead(signer: HeadSigner): Promise<AuditHeadState>
}

/** A record that could not be read at start: set aside untouched. */
export interface DamagedRecord {
  readonly collection: string
  readonly name: string
  readonly reason: string
  readonly setAsideAs: string
}

/** The records that a key is needed for. */
export interface SealedWith {
  readonly count: number
  /** A few of them, for people. */
  readonly first: readonly {
    readonly collection: string
    readonly id: string
    readonly name: string | null
  }[]
}

export interface Store {
  collection<R extends StoredRecord>(definition: CollectionDefinition<R>): Collection<R>
  readonly audit: AuditLog
  /** Runs `fn` while no other caller, in this or any other process of the store, holds `key`; waiters go in order. */
  withLock<T>(key: string, fn: () => Promise<T>): Promise<T>
  damaged(): readonly DamagedRecord[]
  /** Runs work while nothing is written: what comes meanwhile waits. */
  quietly<T>(work: () => Promise<T>): Promise<T>
  /** By key id, what was sealed with it when the store was opened. */
  sealedWith(): ReadonlyMap<string, SealedWith>
  /** Resolves when the store can be written. @throws StoreError */
  ready(): Promise<void>
  /** Waits for writes under way and lets go of what it holds. */
  close(): Promise<void>
}

export type StoreErrorCode =
  | 'name_taken'
  | 'stale_version'
  | 'not_found'
  | 'storage_full'
  | 'storage_unavailable'
  | 'store_in_use'
  | 'store_closed'
  /** `after` is not a position of this list, e.g. one of another sort order. */
  | 'invalid_cursor'
  /** A mistake of the caller: an id that no record may have, a member that may not be filtered or sorted by. */
  | 'invalid_argument'

export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode
  /** The member that a `name_taken` is about. */
  readonly member: string | undefined

  constructor(code: StoreErrorCode, message: string, options: { member?: string; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.member = options.member
  }
}
