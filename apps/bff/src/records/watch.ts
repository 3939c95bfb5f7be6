import type { Collection, StoredRecord } from '../stores/store.ts'
import type { ChangeFeed } from './change-feed.ts'

/** The same collection, each write of which is told to the feed, whoever makes it. What expires by itself is not. */
export function watch<R extends StoredRecord>(collection: Collection<R>, feed: ChangeFeed<R>): Collection<R> {
  // An update succeeds only on top of the version it names, so what is read here is what it replaces.
  const current = (id: string) => (feed.isHeard ? collection.get(id) : null)
  return {
    get: (id) => collection.get(id),
    list: (query) => collection.list(query),
    ids: () => collection.ids(),
    countBy: (path, values) => collection.countBy(path, values),
    async insert(record) {
      const after = await collection.insert(record)
      feed.tell({ id: after.id, before: null, after })
      return after
    },
    async update(record) {
      const before = await current(record.id)
      const after = await collection.update(record)
      feed.tell({ id: after.id, before, after })
      return after
    },
    async delete(id, version) {
      const before = await current(id)
      await collection.delete(id, version)
      feed.tell({ id, before, after: null })
    },
    async take(id) {
      const before = await collection.take(id)
      if (before !== null) feed.tell({ id, before, after: null })
      return before
    },
  }
}
