export type FaultsOf<Field extends string> = Partial<Record<Field, string>>

/** What is still said of the fields once a part has changed. `fieldOf`: where a field is called otherwise than the value. */
export function withoutFaultsOf<Field extends string>(
  faults: FaultsOf<Field>,
  part: object,
  fieldOf: Readonly<Record<string, string | undefined>> = {},
): FaultsOf<Field> {
  const changed = new Set(Object.keys(part).map((name) => fieldOf[name] ?? name))
  return Object.fromEntries(
    Object.entries(faults).filter(([field]) => !changed.has(field)),
  ) as FaultsOf<Field>
}
