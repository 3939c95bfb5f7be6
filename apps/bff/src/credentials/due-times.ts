export const slotMs = 100

/**
 * When the tokens of connections in use are to be replaced. One that nobody asks for after that leaves no trace, so
 * idle connections cost nothing.
 */
export class DueTimes {
  /** By tenths of a second; a connection is in one of them at most. */
  readonly #buckets = new Map<number, Set<string>>()
  readonly #bucketOf = new Map<string, number>()

  get size(): number {
    return this.#bucketOf.size
  }

  has(id: string): boolean {
    return this.#bucketOf.has(id)
  }

  set(id: string, atMs: number): void {
    this.forget(id)
    const slot = Math.ceil(atMs / slotMs)
    const bucket = this.#buckets.get(slot) ?? new Set<string>()
    bucket.add(id)
    this.#buckets.set(slot, bucket)
    this.#bucketOf.set(id, slot)
  }

  forget(id: string): void {
    const slot = this.#bucketOf.get(id)
    if (slot === undefined) return
    this.#bucketOf.delete(id)
    const bucket = this.#buckets.get(slot)
    bucket?.delete(id)
    if (bucket?.size === 0) this.#buckets.delete(slot)
  }

  /** Removes and returns those whose time has come. */
  take(nowMs: number): string[] {
    const due = [...this.#buckets.keys()].filter((slot) => slot * slotMs <= nowMs)
    const ids = due.flatMap((slot) => [...(this.#buckets.get(slot) ?? [])])
    for (const id of ids) this.forget(id)
    return ids
  }
}
