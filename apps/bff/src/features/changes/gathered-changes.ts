const gatherMs = 250
const mostNamed = 100

function eventText(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}

interface Change {
  readonly id: string
  readonly status: string
}

/** Names of the events: of one record, and of so many that none is named. */
interface EventNames {
  readonly one: string
  readonly many: string
}

/**
 * Changes of a quarter of a second go out together: each record once, as it is then, and those of a storm as one event
 * that names none.
 */
export class GatheredChanges {
  readonly #send: (text: string) => void
  readonly #names: EventNames
  readonly #waiting = new Map<string, string>()

  constructor(names: EventNames, send: (text: string) => void) {
    this.#names = names
    this.#send = send
  }

  add({ id, status }: Change): void {
    if (this.#waiting.size === 0) setTimeout(() => this.#flush(), gatherMs).unref()
    // Beyond that they are only counted, whichever they are.
    if (this.#waiting.size <= mostNamed) this.#waiting.set(id, status)
  }

  #flush(): void {
    const changes = [...this.#waiting].map(([id, status]) => ({ id, status }))
    this.#waiting.clear()
    if (changes.length > mostNamed) this.#send(eventText(this.#names.many, {}))
    else this.#send(changes.map((each) => eventText(this.#names.one, each)).join(''))
  }
}
