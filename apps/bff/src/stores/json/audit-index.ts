/** Where an event's line is in the file, in bytes, and what the event is about. */
export interface AuditLine {
  readonly offset: number
  readonly length: number
  readonly targetId: string | undefined
}

/** Where each event is, in the order written, and which of them are about one target. Holds no event. */
export class AuditIndex {
  readonly #offsets: number[] = []
  readonly #lengths: number[] = []
  readonly #byTarget = new Map<string, number[]>()

  add({ offset, length, targetId }: AuditLine): void {
    if (targetId !== undefined) {
      const known = this.#byTarget.get(targetId)
      if (known === undefined) this.#byTarget.set(targetId, [this.#offsets.length])
      else known.push(this.#offsets.length)
    }
    this.#offsets.push(offset)
    this.#lengths.push(length)
  }

  total(targetId: string | undefined): number {
    return targetId === undefined ? this.#offsets.length : (this.#byTarget.get(targetId)?.length ?? 0)
  }

  /** Numbers of the newest events before an event's number, newest first. */
  before(number: number, { targetId, limit }: { targetId: string | undefined; limit: number }): number[] {
    if (targetId === undefined) {
      const end = Math.min(number, this.#offsets.length)
      return Array.from({ length: Math.min(end, limit) }, (_, index) => end - 1 - index)
    }
    const numbers = this.#byTarget.get(targetId) ?? []
    const end = numbers.findLastIndex((candidate) => candidate < number) + 1
    return numbers.slice(Math.max(0, end - limit), end).toReversed()
  }

  line(number: number): { offset: number; length: number } {
    return { offset: this.#offsets[number] ?? 0, length: this.#lengths[number] ?? 0 }
  }
}
