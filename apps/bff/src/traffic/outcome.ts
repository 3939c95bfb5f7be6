/**
 * How a request through a connection ended: answered with success, with a 4xx (or refused here for what was asked), with a
 * 5xx; not answered by the application at all; or the caller went away first.
 */
export const outcomes = ['ok', 'client_error', 'server_error', 'failed', 'left'] as const
export type Outcome = (typeof outcomes)[number]

export function outcomeOf(status: number): Outcome {
  if (status < 400) return 'ok'
  return status < 500 ? 'client_error' : 'server_error'
}

/** A fault of the application, or of the way to it. */
export function isError(outcome: Outcome): boolean {
  return outcome === 'server_error' || outcome === 'failed'
}
