import { subscribe, unsubscribe } from 'node:diagnostics_channel'

export interface SentRequests {
  /** `POST /path` of each so far to an address that holds this, the test's own among them. */
  to(part: string): string[]
  forget(): void
  stop(): void
}

interface Sent {
  readonly request: { readonly method: string; readonly origin: string; readonly path: string }
}

/** What leaves this process, as undici itself tells it. */
export function watchRequests(): SentRequests {
  const sent: string[] = []
  const channel = 'undici:request:create'
  const note = (message: unknown) => {
    const { method, origin, path } = (message as Sent).request
    sent.push(`${method} ${origin}${path}`)
  }
  subscribe(channel, note)
  return {
    to: (part) => sent.filter((each) => each.includes(part)),
    forget: () => void (sent.length = 0),
    stop: () => void unsubscribe(channel, note),
  }
}
