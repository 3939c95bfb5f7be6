const firstMs = 500
const maxMs = 8000
const refusedMs = 60_000

/** Full jitter, so that a hundred agents do not come back in one moment. */
export function backoffMs(failures: number, random = Math.random()): number {
  return random * Math.min(maxMs, firstMs * 2 ** failures)
}

/** Where the answer was no: somebody has to change something first. */
export function refusedWaitMs(random = Math.random()): number {
  return refusedMs * (0.5 + random / 2)
}
