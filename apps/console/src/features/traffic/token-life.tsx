import type { Connection } from '@patchbay/contracts/connection'
import type { Traffic } from '@patchbay/contracts/traffic'
import { ago, fullTime, shortDuration, useNow } from '../../ui/relative-time.ts'
import { type Life, type Mark, lifeOf } from './life.ts'
import styles from './token-life.module.css'
import { amount } from './traffic-text.ts'
import { useTraffic } from './use-traffic.ts'

type Token = NonNullable<Connection['token']>

/** Not a landmark of its own: it belongs to what is said of the token. */
export function TokenLife({ connection: { id, token } }: { connection: Connection }) {
  return (
    <div className={styles['section']}>
      <h2>Token life</h2>
      {token === null ? (
        <p className={styles['quiet']}>It begins when the connection is authorized.</p>
      ) : (
        <TokenLine connectionId={id} token={token} />
      )}
    </div>
  )
}

function TokenLine({ connectionId, token }: { connectionId: string; token: Token }) {
  const now = useNow()
  const { data } = useTraffic(connectionId).query
  const refreshes = data?.refreshes ?? []
  const life = lifeOf(token, refreshes, now)
  return (
    <div className={styles['life']}>
      {life !== null && <Line life={life} />}
      <ul className={styles['words']}>
        <Word kind="obtained">
          Obtained {ago(token.obtainedAt, now)}, {fullTime(token.obtainedAt)}
        </Word>
        {refreshes.length > 0 && <RefreshWords refreshes={refreshes} now={now} />}
        {token.expiresAt === null ? (
          <Word kind="expiry">
            The application does not say when it ends. It is replaced once the application refuses it.
          </Word>
        ) : (
          <EndWords life={life} expiresAt={token.expiresAt} now={now} />
        )}
      </ul>
    </div>
  )
}

function Word({ kind, children }: { kind: Mark['kind']; children: React.ReactNode }) {
  return (
    <li className={styles['word']}>
      <span aria-hidden="true" className={styles['mark']} data-kind={kind} />
      <span>{children}</span>
    </li>
  )
}

function RefreshWords({ refreshes, now }: { refreshes: Traffic['refreshes']; now: number }) {
  const failed = refreshes.filter(({ ok }) => !ok)
  const succeeded = refreshes.filter(({ ok }) => ok)
  const last = (of: Traffic['refreshes']) => ago(of.at(-1)?.at ?? '', now)
  return (
    <>
      {succeeded.length > 0 && (
        <Word kind="refreshed">
          {amount(succeeded.length, 'refresh', 'refreshes')} seen, the last one {last(succeeded)}
        </Word>
      )}
      {failed.length > 0 && (
        <Word kind="failed">
          {amount(failed.length, 'refresh', 'refreshes')} failed, the last one {last(failed)}
        </Word>
      )}
    </>
  )
}

function EndWords({ life, expiresAt, now }: { life: Life | null; expiresAt: string; now: number }) {
  const renewal = life?.renewal ?? null
  const left = Date.parse(expiresAt) - now
  return (
    <>
      {left > 0 && renewal !== null && (
        <Word kind="renewal">
          {renewal > now
            ? `Renewed ahead from ${fullTime(new Date(renewal).toISOString())}, in ${shortDuration(renewal - now)}`
            : 'Renewed ahead at the next use'}
        </Word>
      )}
      <Word kind="expiry">
        {left > 0
          ? `Ends ${fullTime(expiresAt)}, in ${shortDuration(left)}`
          : `Ended ${ago(expiresAt, now)}, ${fullTime(expiresAt)}${renewal === null ? '' : '; renewed at the next use'}`}
      </Word>
    </>
  )
}

const percent = (share: number) => `${share * 100}%`

/** The words beneath say the same. */
function Line({ life: { marks, valid } }: { life: Life }) {
  return (
    <div aria-hidden="true" className={styles['line']}>
      <span
        className={styles['valid']}
        style={{ left: percent(valid.from), width: percent(valid.to - valid.from) }}
      />
      {marks.map(({ at, kind }) => (
        <span
          key={`${kind} ${at}`}
          className={styles['mark']}
          data-kind={kind}
          style={{ left: percent(at) }}
        />
      ))}
    </div>
  )
}
