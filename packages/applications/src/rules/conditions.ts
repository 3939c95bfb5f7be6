import type { Condition } from '@patchbay/contracts/applications'

/** Whether something counts, given the settings and the authentication type. */
export function isVisible(
  part: { readonly visibleWhen?: readonly Condition[] | undefined },
  connection: Readonly<Record<string, unknown>>,
): boolean {
  return (part.visibleWhen ?? []).every(({ field, equals }) => {
    const value = connection[field]
    return typeof value === 'string' && equals.includes(value)
  })
}
