import type { FieldError } from '@patchbay/contracts/error'

export type FaultsOf<Field extends string> = Partial<Record<Field, string>>

/** The first of each field, also where it is about a part of it (`connectionIds.2`). What belongs to none is left out. */
export function faultsBy<Field extends string>(
  errors: readonly FieldError[],
  fields: readonly Field[],
): FaultsOf<Field> {
  const faults: FaultsOf<Field> = {}
  for (const { path, message } of errors) {
    const field = fields.find((each) => path === each || path.startsWith(`${each}.`))
    if (field !== undefined) faults[field] ??= message
  }
  return faults
}

interface Checked {
  readonly error?:
    | { readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[] }
    | undefined
}

/** What a schema found, by the field. */
export function faultsIn<Field extends string>(
  { error }: Checked,
  fields: readonly Field[],
): FaultsOf<Field> {
  const errors = error?.issues.map(({ path, message }) => ({ path: path.join('.'), message })) ?? []
  return faultsBy(errors, fields)
}

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
