import {
  activityAdded,
  agentChanged,
  agentsChanged,
  type ConnectionChange,
  changesChannel,
  connectionChangeSchema,
  connectionChanged,
  connectionsChanged,
  watchChanges,
} from '@patchbay/contracts/changes'

/**
 * null: so many changed, or so much was missed, that all is better read again. `agents`: some came or went. `activity`:
 * the audit log has grown.
 */
export type ChangeNews = ConnectionChange | 'agents' | 'activity' | null

const firstPauseMs = 5_000
const longestPauseMs = 60_000
/** What was read while another tab still had the stream may be old by now. */
const takenOverAfterMs = 1_000

/**
 * Tells what changed on the server, from one stream a browser: with HTTP/1.1 each tab's own would soon use up the six
 * connections that a browser opens to a host. The tab that holds the lock has the stream and tells the others.
 *
 * @returns ends it
 */
export function followChanges(onNews: (news: ChangeNews) => void): () => void {
  const ending = new AbortController()
  const channel = new BroadcastChannel(changesChannel)
  channel.addEventListener('message', ({ data }: MessageEvent<ChangeNews>) => onNews(data))
  ending.signal.addEventListener('abort', () => channel.close())
  const tell = (news: ChangeNews) => {
    onNews(news)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel's has none
    channel.postMessage(news)
  }
  const startedAt = Date.now()
  // Without TLS, but on this machine, there are no locks; what changed is then seen at the next look.
  void navigator.locks
    ?.request(changesChannel, { signal: ending.signal }, () =>
      stream(tell, { signal: ending.signal, missedSome: Date.now() - startedAt > takenOverAfterMs }),
    )
    .catch(() => undefined)
  return () => ending.abort()
}

interface StreamOptions {
  signal: AbortSignal
  missedSome: boolean
}

/** Until the signal. A browser opens it again by itself, unless it was answered with an error. */
function stream(tell: (news: ChangeNews) => void, { signal, missedSome }: StreamOptions): Promise<void> {
  return new Promise((resolve) => {
    let missed = missedSome
    let pauseMs = firstPauseMs
    let timer: number | undefined
    let source = open()

    function open(): EventSource {
      const opened = new EventSource(watchChanges.path)
      opened.addEventListener(connectionsChanged, () => tell(null))
      opened.addEventListener(connectionChanged, ({ data }: MessageEvent<string>) =>
        tell(connectionChangeSchema.parse(JSON.parse(data))),
      )
      for (const type of [agentChanged, agentsChanged]) opened.addEventListener(type, () => tell('agents'))
      opened.addEventListener(activityAdded, () => tell('activity'))
      opened.addEventListener('open', () => {
        if (missed) tell(null)
        missed = false
        pauseMs = firstPauseMs
      })
      opened.addEventListener('error', () => {
        missed = true
        if (opened.readyState !== EventSource.CLOSED) return
        timer = window.setTimeout(() => (source = open()), pauseMs)
        pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      })
      return opened
    }

    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      source.close()
      resolve()
    })
  })
}
