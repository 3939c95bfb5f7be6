import { isApiError } from '../../api/api-error.ts'

export type Faults<F extends string> = Partial<Record<F, string>>

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** The first of each field. */
export function faultsBy<F extends string>(issues: readonly Issue[], fields: readonly F[]): Faults<F> {
  const faults: Faults<F> = {}
  for (const { path, message } of issues) {
    const field = fields.find((each) => each === path[0])
    if (field !== undefined) faults[field] ??= message
  }
  return faults
}

/** What the server says of fields; nothing where it says something else. */
export function fieldFaults<F extends string>(error: unknown, fields: readonly F[]): Faults<F> {
  if (!isApiError(error)) return {}
  return faultsBy(
    error.fieldErrors.map(({ path, message }) => ({ path: [path], message })),
    fields,
  )
}
