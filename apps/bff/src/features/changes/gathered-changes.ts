import { type ConnectionChange, connectionChanged, connectionsChanged } from '@patchbay/contracts/changes'

const gatherMs = 250
const mostNamed = 100

function eventText(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}

/**
 * Changes of a quarter of a second go out together: each connection once, as it is then, and those of a storm as one
 * event that names none.
 */
export class GatheredChanges {
  readonly #send: (text: string) => void
  readonly #waiting = new Map<string, ConnectionChange['status']>()

  constructor(send: (text: string) => void) {
    this.#send = send
  }

  add({ id, status }: ConnectionChange): void {
    if (this.#waiting.size === 0) setTimeout(() => this.#flush(), gatherMs).unref()
    // Beyond that they are only counted, whichever they are.
    if (this.#waiting.size <= mostNamed) this.#waiting.set(id, status)
  }

  #flush(): void {
    const changes = [...this.#waiting].map(([id, status]) => ({ id, status }))
    this.#waiting.clear()
    if (changes.length > mostNamed) this.#send(eventText(connectionsChanged, {}))
    else this.#send(changes.map((each) => eventText(connectionChanged, each)).join(''))
  }
}
