import { agentChangeSchema, connectionChangeSchema, watchChanges } from '@patchbay/contracts/changes'
import type { ApiClient } from './api-client.ts'

/** A reader of `GET /api/changes`. */
export interface EventStream {
  readonly status: number
  readonly headers: Headers
  /** Everything that has come so far. */
  readonly text: () => string
  /** The statuses that were told of one connection or agent, in order. */
  readonly statusesOf: (id: string) => string[]
  /** Resolves when the server ends it. */
  readonly ended: Promise<void>
  readonly leave: () => void
}

const schemas: Record<string, typeof connectionChangeSchema | typeof agentChangeSchema> = {
  connection: connectionChangeSchema,
  agent: agentChangeSchema,
}

export async function openEventStream(
  { target, cookie }: Pick<ApiClient, 'target' | 'cookie'>,
  headers: Record<string, string> = {},
): Promise<EventStream> {
  const leaving = new AbortController()
  const response = await fetch(target + watchChanges.path, {
    headers: { accept: 'text/event-stream', cookie, ...headers },
    signal: leaving.signal,
  })
  let text = ''
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? [])
      text += decoder.decode(chunk as Uint8Array, { stream: true })
  }
  const ended = read()
  ended.catch(() => {})
  return {
    status: response.status,
    headers: response.headers,
    text: () => text,
    statusesOf(id) {
      const told = [...text.matchAll(/^event: (connection|agent)\ndata: (.+)$/gm)]
      const changes = told.map(([, event = '', data = '']) => schemas[event]?.parse(JSON.parse(data)))
      return changes.flatMap((each) => (each?.id === id ? [each.status] : []))
    },
    ended,
    leave: () => leaving.abort(),
  }
}
