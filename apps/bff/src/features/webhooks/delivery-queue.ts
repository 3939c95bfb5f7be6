interface Entry {
  readonly id: string
  readonly dueMs: number
}

interface Lane {
  running: number
  /** By when they are due. */
  readonly waiting: Entry[]
  timer: NodeJS.Timeout | undefined
}

const mostAtOnce = 3

/** Runs what is due, in that order, and for each host only a few at once: one that is slow holds up no other. */
export class DeliveryQueue {
  readonly #run: (id: string) => Promise<number | null>
  readonly #lanes = new Map<string, Lane>()
  /** Where each one waits or runs. */
  readonly #places = new Map<string, Lane>()
  #isStopped = false

  /** `run` answers when it is due again, or null, and does not reject. */
  constructor(run: (id: string) => Promise<number | null>) {
    this.#run = run
  }

  /** One that waits already is due at the new time; one that runs is not run beside itself. */
  add(entry: Entry, host: string): void {
    const place = this.#places.get(entry.id)
    if (this.#isStopped || (place !== undefined && !removed(place, entry.id))) return
    const lane = this.#lanes.get(host) ?? { running: 0, waiting: [], timer: undefined }
    this.#lanes.set(host, lane)
    this.#places.set(entry.id, lane)
    const before = lane.waiting.findLastIndex(({ dueMs }) => dueMs <= entry.dueMs)
    lane.waiting.splice(before + 1, 0, entry)
    this.#advance(host, lane)
  }

  stop(): void {
    this.#isStopped = true
    for (const { timer } of this.#lanes.values()) clearTimeout(timer)
  }

  #advance(host: string, lane: Lane): void {
    clearTimeout(lane.timer)
    if (this.#isStopped) return
    const now = Date.now()
    for (let next = lane.waiting[0]; next !== undefined && next.dueMs <= now; next = lane.waiting[0]) {
      // Whoever ends looks for the next.
      if (lane.running >= mostAtOnce) return
      lane.waiting.shift()
      this.#start(next.id, host, lane)
    }
    const [next] = lane.waiting
    if (next !== undefined) lane.timer = setTimeout(() => this.#advance(host, lane), next.dueMs - now).unref()
    else if (lane.running === 0) this.#lanes.delete(host)
  }

  #start(id: string, host: string, lane: Lane): void {
    lane.running += 1
    void this.#run(id).then((dueMs) => {
      lane.running -= 1
      this.#places.delete(id)
      if (dueMs !== null) this.add({ id, dueMs }, host)
      this.#advance(host, lane)
    })
  }
}

function removed({ waiting }: Lane, id: string): boolean {
  const at = waiting.findIndex((each) => each.id === id)
  if (at === -1) return false
  waiting.splice(at, 1)
  return true
}
