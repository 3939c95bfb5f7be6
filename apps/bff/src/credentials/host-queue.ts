const mostAtOnce = 10

interface Host {
  running: number
  /** By connection, in the order of their coming. */
  readonly urgent: Map<string, () => void>
  readonly later: Map<string, () => void>
}

interface Turn {
  readonly host: string
  readonly id: string
  /** Somebody waits for it. */
  readonly urgent: boolean
}

function firstOf({ urgent, later }: Host): (() => void) | undefined {
  for (const waiting of [urgent, later]) {
    for (const [id, admit] of waiting) {
      waiting.delete(id)
      return admit
    }
  }
  return undefined
}

/** At most so many refreshes at a time at one host; what somebody waits for goes before what is done ahead of time. */
export class HostQueue {
  readonly #hosts = new Map<string, Host>()

  /** `work` may say earlier than by its end that it has done with the host. */
  async run<T>({ host, id, urgent }: Turn, work: (leave: () => void) => Promise<T>): Promise<T> {
    const state = this.#hosts.get(host) ?? { running: 0, urgent: new Map(), later: new Map() }
    this.#hosts.set(host, state)
    if (state.running >= mostAtOnce) {
      // Who ends hands its place on, so that nobody gets in between.
      await new Promise<void>((resolve) => void (urgent ? state.urgent : state.later).set(id, resolve))
    } else {
      state.running += 1
    }
    let hasLeft = false
    const leave = () => {
      if (!hasLeft) this.#leave(host, state)
      hasLeft = true
    }
    try {
      return await work(leave)
    } finally {
      leave()
    }
  }

  /** Somebody now waits for what was to be done later. */
  hurry(host: string, id: string): void {
    const state = this.#hosts.get(host)
    const admit = state?.later.get(id)
    if (state === undefined || admit === undefined) return
    state.later.delete(id)
    state.urgent.set(id, admit)
  }

  #leave(host: string, state: Host): void {
    const next = firstOf(state)
    if (next !== undefined) {
      next()
      return
    }
    state.running -= 1
    if (state.running === 0) this.#hosts.delete(host)
  }
}
