/** The order with one step at another place. The source stays first, so that nothing goes before it. */
export function moved(stepIds: readonly string[], stepId: string, to: number): string[] {
  const from = stepIds.indexOf(stepId)
  if (from < 1) return [...stepIds]
  const others = stepIds.filter((id) => id !== stepId)
  const place = Math.min(Math.max(to, 1), others.length)
  return [...others.slice(0, place), stepId, ...others.slice(place)]
}

/** The things in the order of their ids; what is not named keeps out of it. */
export function inOrder<T extends { readonly id: string }>(
  things: readonly T[],
  ids: readonly string[] | null,
): readonly T[] {
  if (ids === null) return things
  const byId = new Map(things.map((each) => [each.id, each]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
