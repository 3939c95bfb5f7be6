import type { ServerResponse } from 'node:http'
import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { type Outcome, outcomeOf } from '../../traffic/outcome.ts'
import type { Place, Pools } from './pool.ts'

/** What came of a request that got no answer of the application; null: there is no such connection. */
function ownOutcome(response: ServerResponse): Outcome | null {
  if (!response.headersSent) return 'left'
  if (response.statusCode === 404) return null
  // What the connection's state does not allow (409) is no fault of the request.
  return response.statusCode < 500 && response.statusCode !== 409 ? 'client_error' : 'failed'
}

/** Counts a request through a connection once: when the application has answered, or else when it ends in any other way. */
export function countRequest(
  traffic: CredentialsDeps['traffic'],
  id: string,
  { response, closed }: { readonly response: ServerResponse; readonly closed: AbortSignal },
): { answered(status: number): void } {
  const startedAt = performance.now()
  let isCounted = false
  const count = (outcome: Outcome | null) => {
    if (!isCounted && outcome !== null) traffic.proxied(id, outcome, performance.now() - startedAt)
    isCounted = true
  }
  closed.addEventListener('abort', () => count(ownOutcome(response)), { once: true })
  return { answered: (status) => count(outcomeOf(status)) }
}

interface PoolOf {
  readonly id: string
  readonly owner: string
  readonly level: number
}

/** A borrower's requests are seen at the lender too, whose pool they fill. */
export function notePool(
  { traffic, pools }: Pick<CredentialsDeps, 'traffic'> & { readonly pools: Pools },
  { id, owner, level }: PoolOf,
): void {
  const use = { inFlight: pools.usage(owner).inFlight, level }
  traffic.pooled(owner, use)
  if (id !== owner) traffic.pooled(id, use)
}

/** The pool is seen when the place is taken, and again when it is given back: that may be much later. */
export function notedPlace(place: Place, note: () => void): Place {
  note()
  return {
    release() {
      note()
      place.release()
    },
  }
}
