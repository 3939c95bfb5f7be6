import type { Store } from '../stores/store.ts'

/**
 * Held by whoever begins to use a connection, and by who deletes it: neither slips past the other. Several are taken in
 * the order of their ids, so that no two callers wait for each other.
 */
export function withUses<T>(
  store: Pick<Store, 'withLock'>,
  connectionIds: readonly string[],
  fn: () => Promise<T>,
): Promise<T> {
  const ids = [...new Set(connectionIds)].toSorted()
  const locked = ids.reduceRight<() => Promise<T>>(
    (inner, id) => () => store.withLock(`connection:${id}:uses`, inner),
    fn,
  )
  return locked()
}
