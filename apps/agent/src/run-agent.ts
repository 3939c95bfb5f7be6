import { setTimeout as wait } from 'node:timers/promises'
import { backoffMs, refusedWaitMs } from './backoff.ts'
import type { Ending } from './ending.ts'
import { Link } from './link.ts'
import type { Options } from './options.ts'
import { serveChannel } from './serve-channel.ts'
import type { Status } from './status.ts'
import type { Traffic } from './traffic.ts'

export interface Run {
  readonly options: Options
  readonly traffic: Traffic
  readonly status: Status
  /** Asked before each link, so that a new token in the file is taken over without a restart. */
  readonly readToken: () => string
  readonly stopping: AbortSignal
  /** Ends what is still open after the stop. */
  readonly impatient: AbortSignal
}

const lastedMs = 10_000

/** Keeps a link to the gateway until it is told to stop. */
export async function runAgent(run: Run): Promise<void> {
  let failures = 0
  while (!run.stopping.aborted) {
    let linkedAt = Infinity
    const ending = await oneLink(run, () => {
      linkedAt = Date.now()
      run.status.linked()
    })
    if (ending === null || run.stopping.aborted) return
    if (Date.now() - linkedAt >= lastedMs) failures = 0
    const waitMs = ending.kind === 'refused' ? refusedWaitMs() : backoffMs(failures)
    failures += 1
    run.status.down(ending, waitMs)
    await wait(waitMs, undefined, { signal: run.stopping }).catch(() => {})
  }
}

/** From its first packet to its last; null: it was told to stop. */
async function oneLink(run: Run, linked: () => void): Promise<Ending | null> {
  let token: string
  try {
    token = run.readToken()
  } catch (error) {
    return { kind: 'refused', message: (error as Error).message }
  }
  const link = new Link(
    { ...run.options, token },
    {
      linked,
      channel: (channel, linkEnded) => serveChannel(channel, { ...run, linkEnded }),
    },
  )
  return Promise.race([link.ended, stopped(link, run)])
}

async function stopped(link: Link, { stopping, impatient, status }: Run): Promise<null> {
  const over = new AbortController()
  await new Promise((resolve) => {
    stopping.addEventListener('abort', resolve, { signal: over.signal })
    void link.ended.then(resolve)
  })
  over.abort()
  if (!stopping.aborted) return null
  status.stopping(link.open)
  await link.stop(impatient)
  return null
}
