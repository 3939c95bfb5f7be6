const maxNamed = 20

/** The first names of a list and how many more there are, for a sentence. */
export function namedList(names: readonly string[], separator = ', '): string {
  const named = names.slice(0, maxNamed).join(separator)
  return names.length > maxNamed ? `${named} and ${names.length - maxNamed} more` : named
}
