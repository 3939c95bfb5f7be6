export interface Refresh {
  readonly at: number
  readonly ok: boolean
}

const kept = 20

/** The last refreshes; a failed one is kept as a negative time. */
export class RefreshHistory {
  readonly #times = new Float64Array(kept)
  #next = 0

  add({ at, ok }: Refresh): void {
    this.#times[this.#next] = ok ? at : -at
    this.#next = (this.#next + 1) % kept
  }

  /** Oldest first. */
  list(): Refresh[] {
    const inOrder = [...this.#times.slice(this.#next), ...this.#times.slice(0, this.#next)]
    return inOrder.filter((time) => time !== 0).map((time) => ({ at: Math.abs(time), ok: time > 0 }))
  }
}
