import type { Collection, ListQuery, StoredRecord } from './store.ts'

const pageSize = 500

/** Every record that a query asks for, page by page. */
export async function allOf<R extends StoredRecord>(
  collection: Collection<R>,
  query: Pick<ListQuery, 'where' | 'sort'>,
): Promise<R[]> {
  const found: R[] = []
  for (let after: { after?: string } | null = {}; after !== null;) {
    const page = await collection.list({ ...query, ...after, limit: pageSize })
    found.push(...page.items)
    after = page.next === null ? null : { after: page.next }
  }
  return found
}
