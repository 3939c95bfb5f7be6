/**
 * Joins calls that come while one is under way into a single next one. A call never counts on one that began before
 * it, so that what it did by then is surely covered.
 */
export function createGroupCommit(commit: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  const start = (): Promise<void> => {
    next = null
    running = commit().finally(() => {
      running = null
    })
    return running
  }

  return () => {
    if (next !== null) return next
    if (running === null) return start()
    next = running.then(start, start)
    return next
  }
}
