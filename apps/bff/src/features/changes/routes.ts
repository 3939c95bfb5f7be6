import {
  activityAdded,
  agentChanged,
  agentsChanged,
  connectionChanged,
  connectionsChanged,
  watchChanges,
} from '@patchbay/contracts/changes'
import type { Request, Response, Router } from 'express'
import type { Deps } from '../../deps.ts'
import type { Authorise } from '../../http/bind.ts'
import { HttpProblem, invalidValue } from '../../http/http-problem.ts'
import { GatheredChanges } from './gathered-changes.ts'
import { type Stream, Streams } from './streams.ts'

interface ChangesOptions {
  readonly authorise: Authorise
  /** Aborted when Patchbay stops: streams would hold it up. */
  readonly stopping: AbortSignal
}

/** Browsers come back after this long. */
const retryMs = 2_000

function streamOf(response: Response, sessionId: string): Stream {
  return {
    sessionId,
    get backlog() {
      return response.writableLength
    },
    write: (text) => void response.write(text),
    end: () => void response.end(),
    cut: () => void response.destroy(),
  }
}

/** Who asks without naming the type does not know that the answer never ends. */
function requireEventStream(request: Request): void {
  if (/\btext\/event-stream\b/i.test(request.get('accept') ?? '')) return
  throw invalidValue('Accept', 'This is a stream of events. Ask for it with Accept: text/event-stream.')
}

type ChangesDeps = Pick<Deps, 'changes' | 'records' | 'agentLinks' | 'store'>

const activityPauseMs = 1_000

/** However often it is called, it is done once in a while. */
function seldom(work: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined
      work()
    }, activityPauseMs).unref()
  }
}

function watch({ changes, records, agentLinks, store }: ChangesDeps): Streams {
  const streams = new Streams(async (sessionId) => {
    const session = await records.sessions.get(sessionId)
    return session !== null && Date.parse(session.expiresAt) > Date.now()
  })
  const send = (text: string) => streams.send(text)
  const gathered = new GatheredChanges({ one: connectionChanged, many: connectionsChanged }, send)
  const agents = new GatheredChanges({ one: agentChanged, many: agentsChanged }, send)
  changes.connections.listen(({ id, after }) => {
    if (!streams.isEmpty) gathered.add({ id, status: after?.status ?? 'deleted' })
  })
  agentLinks.listen((id) => {
    if (!streams.isEmpty) agents.add({ id, status: agentLinks.isOnline(id) ? 'online' : 'offline' })
  })
  store.audit.listen(seldom(() => send(`event: ${activityAdded}\ndata: {}\n\n`)))
  changes.sessions.listen(({ id, after }) => {
    if (after === null) streams.endSession(id)
  })
  return streams
}

/** Not an endpoint that is bound, since its answer does not end by itself. */
export function changesRoutes(
  router: Router,
  deps: ChangesDeps,
  { authorise, stopping }: ChangesOptions,
): void {
  const streams = watch(deps)
  stopping.addEventListener('abort', () => streams.endAll(), { once: true })

  router.get(watchChanges.path, async (request: Request, response: Response) => {
    const caller = await authorise(watchChanges, request)
    requireEventStream(request)
    if (caller?.kind !== 'session' || stopping.aborted) {
      throw new HttpProblem('shutting_down', 'Patchbay is shutting down. Try again in a moment.')
    }
    response.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' })
    if (request.method === 'HEAD') return void response.end()
    const stream = streamOf(response, caller.sessionId)
    response.once('close', () => streams.remove(stream))
    response.write(`retry: ${retryMs}\n\n`)
    streams.add(stream)
  })
}
