/** Upper bounds in milliseconds; what takes longer falls into one bucket more. */
export const latencyBoundsMs = [10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000] as const
export const latencyBuckets = latencyBoundsMs.length + 1

export function latencyBucket(ms: number): number {
  let bucket = 0
  while (bucket < latencyBoundsMs.length && ms > (latencyBoundsMs[bucket] ?? 0)) bucket += 1
  return bucket
}

/** Estimated as Prometheus does: evenly spread within a bucket, and never beyond the last bound. null: nothing counted. */
export function quantileMs(histogram: readonly number[], share: number): number | null {
  const total = histogram.reduce((sum, each) => sum + each, 0)
  if (total === 0) return null
  const rank = share * total
  let before = 0
  for (const [bucket, inBucket] of histogram.entries()) {
    if (before + inBucket >= rank && inBucket > 0) {
      const low = latencyBoundsMs[bucket - 1] ?? 0
      const high = latencyBoundsMs[bucket] ?? low
      return Math.round(low + (high - low) * ((rank - before) / inBucket))
    }
    before += inBucket
  }
  return latencyBoundsMs.at(-1) ?? null
}
