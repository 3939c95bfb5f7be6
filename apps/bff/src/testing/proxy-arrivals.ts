import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'

export interface ProxyArrivals {
  /** What came behind `/proxy` in each request so far. */
  readonly arrived: readonly string[]
  stop(): void
}

/** Requests through connections in the order in which Patchbay, in this process, gets them. */
export function watchArrivals(): ProxyArrivals {
  const arrived: string[] = []
  const note = (message: unknown) => {
    const { url = '' } = (message as { readonly request: IncomingMessage }).request
    const [, rest] = /^\/api\/connections\/[^/]+\/proxy(\/.*)$/.exec(url) ?? []
    if (rest !== undefined) arrived.push(rest)
  }
  subscribe('http.server.request.start', note)
  return { arrived, stop: () => void unsubscribe('http.server.request.start', note) }
}
