import type { CredentialsDeps } from '../../credentials/credentials-deps.ts'
import { type Outcome, outcomeOf } from '../../traffic/outcome.ts'
import type { Place, Pools } from './pool.ts'

/** Of a request that got no answer of the application; null: there is no such connection. */
function ownOutcome(status: number): Outcome | null {
  if (status === 404) return null
  // What the connection's state does not allow (409) is no fault of the request.
  return status < 500 && status !== 409 ? 'client_error' : 'failed'
}

export interface CountedRequest {
  /** By the application, with this status. */
  answered(status: number): void
  /** By Patchbay itself, with this status. */
  refused(status: number): void
  left(): void
}

/** Counts a request through a connection once, whatever comes of it first. */
export function countRequest({ traffic }: Pick<CredentialsDeps, 'traffic'>, id: string): CountedRequest {
  const startedAt = performance.now()
  let isCounted = false
  const count = (outcome: Outcome | null) => {
    if (!isCounted && outcome !== null) traffic.proxied(id, outcome, performance.now() - startedAt)
    isCounted = true
  }
  return {
    answered: (status) => count(outcomeOf(status)),
    refused: (status) => count(ownOutcome(status)),
    left: () => count('left'),
  }
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
