import type { Connection } from '@patchbay/contracts/connection'
import type { Traffic } from '@patchbay/contracts/traffic'

const leastMarginMs = 60_000
const marginShare = 0.1
/** Refreshes of so many lives before this one are shown; more would leave too little room for it. */
const livesBefore = 3

export interface Mark {
  /** Where on the line, from 0 to 1. */
  readonly at: number
  readonly kind: 'refreshed' | 'failed' | 'obtained' | 'renewal' | 'now' | 'expiry'
}

export interface Life {
  readonly marks: readonly Mark[]
  /** The part of the line in which the token holds. */
  readonly valid: { readonly from: number; readonly to: number }
  /** When it will be replaced ahead of its end; null: it cannot be. */
  readonly renewal: number | null
}

type Token = NonNullable<Connection['token']>

/** When a token is replaced before it ends, as the server does it. */
export function renewalOf({ obtainedAt, expiresAt, refreshable }: Token): number | null {
  if (expiresAt === null || !refreshable) return null
  const [obtained, expires] = [Date.parse(obtainedAt), Date.parse(expiresAt)]
  return Math.max(obtained, expires - Math.max(leastMarginMs, (expires - obtained) * marginShare))
}

/** null: nobody knows when it ends. */
export function lifeOf(token: Token, refreshes: Traffic['refreshes'], now: number): Life | null {
  if (token.expiresAt === null) return null
  const [obtained, expires] = [Date.parse(token.obtainedAt), Date.parse(token.expiresAt)]
  const earliest = obtained - livesBefore * Math.max(expires - obtained, leastMarginMs)
  const shown = refreshes
    .map(({ at, ok }) => ({ time: Date.parse(at), ok }))
    .filter(({ time }) => time >= earliest)
  const begin = Math.min(obtained, ...shown.map(({ time }) => time))
  const end = Math.max(expires, now)
  const at = (time: number) => Math.min(1, Math.max(0, (time - begin) / Math.max(1, end - begin)))
  const renewal = renewalOf(token)
  return {
    marks: [
      // The newest success is what the token was obtained with.
      ...shown
        .filter(({ time, ok }) => !ok || time < obtained - 1_000)
        .map(({ time, ok }) => ({ at: at(time), kind: ok ? ('refreshed' as const) : ('failed' as const) })),
      { at: at(obtained), kind: 'obtained' },
      ...(renewal === null ? [] : [{ at: at(renewal), kind: 'renewal' as const }]),
      { at: at(expires), kind: 'expiry' },
      { at: at(now), kind: 'now' },
    ],
    valid: { from: at(obtained), to: at(expires) },
    renewal,
  }
}
