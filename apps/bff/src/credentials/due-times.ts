/** Share of the margin before the end of a token over which refreshes are spread. */
const spread = 0.25

/**
 * When the tokens of connections in use are to be replaced. One that nobody asks for after that leaves no trace, so
 * idle connections cost nothing.
 */
export class DueTimes {
  /** Second -> connections; a connection is in one of them at most. */
  readonly #buckets = new Map<number, Set<string>>()
  readonly #bucketOf = new Map<string, number>()

  get size(): number {
    return this.#bucketOf.size
  }

  has(id: string): boolean {
    return this.#bucketOf.has(id)
  }

  /** Somewhere in the first part of what is left after `dueAt`, so that those who began together do not end together. */
  plan(id: string, dueAt: number, expiresAt: number): void {
    this.set(id, dueAt + Math.random() * spread * Math.max(0, expiresAt - dueAt))
  }

  set(id: string, atMs: number): void {
    this.forget(id)
    const second = Math.ceil(atMs / 1000)
    const bucket = this.#buckets.get(second) ?? new Set<string>()
    bucket.add(id)
    this.#buckets.set(second, bucket)
    this.#bucketOf.set(id, second)
  }

  forget(id: string): void {
    const second = this.#bucketOf.get(id)
    if (second === undefined) return
    this.#bucketOf.delete(id)
    const bucket = this.#buckets.get(second)
    bucket?.delete(id)
    if (bucket?.size === 0) this.#buckets.delete(second)
  }

  /** Removes and returns those whose time has come. */
  take(nowMs: number): string[] {
    const due = [...this.#buckets.keys()].filter((second) => second * 1000 <= nowMs)
    const ids = due.flatMap((second) => [...(this.#buckets.get(second) ?? [])])
    for (const id of ids) this.forget(id)
    return ids
  }
}
