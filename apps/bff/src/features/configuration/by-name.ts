/** Names that count as one: whatever their case, as with the records themselves. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase()
}

export function byName<T extends { readonly name: string }>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [nameKey(record.name), record]))
}

/** Names of those that are there twice or more, so that none of them is meant for sure. */
export function repeatedNames(items: readonly { readonly name: string }[]): Set<string> {
  const groups = Map.groupBy(items, ({ name }) => nameKey(name))
  return new Set([...groups].filter(([, group]) => group.length > 1).map(([key]) => key))
}
