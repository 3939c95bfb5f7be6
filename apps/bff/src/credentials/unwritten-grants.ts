import type { ConnectionRecord } from '../records/connection.ts'
import type { Grant } from './sealed-credentials.ts'

interface Unwritten {
  /** Sealed, what the grant came for. */
  readonly basis: string | undefined
  readonly grant: Grant
}

/**
 * What an application has granted while the disk was full, or away. The refresh token that it was granted for is used up
 * (RFC 9700 section 4.14.2): sent again, it would end the access. So the next try only writes.
 */
export class UnwrittenGrants {
  readonly #grants = new Map<string, Unwritten>()

  hold({ id, credentials }: ConnectionRecord, grant: Grant): void {
    this.#grants.set(id, { basis: credentials?.sealed, grant })
  }

  /** null: none, or somebody has authorized anew meanwhile. */
  of({ id, credentials }: ConnectionRecord): Grant | null {
    const held = this.#grants.get(id)
    return held !== undefined && held.basis === credentials?.sealed ? held.grant : null
  }

  forget(id: string): void {
    this.#grants.delete(id)
  }
}
