import type { ApplicationDefinition } from './definition.ts'

/** What is wrong with a choice of scopes, in words that name the scope; null: all can be asked for. */
export function scopesFault(definition: ApplicationDefinition, scopes: readonly string[]): string | null {
  for (const scope of scopes) {
    const known = definition.scopes.find((each) => each.value === scope)
    if (known === undefined) {
      const names = definition.scopes.filter((each) => each.blocked === undefined).map((each) => each.value)
      return `${definition.name} has no scope “${scope}”. Choose from ${names.join(', ')}.`
    }
    if (known.blocked !== undefined) return `${scope}: ${known.blocked}`
  }
  return null
}

/** Scopes that were asked for but not granted. Granted ones beyond those asked for do not matter. */
export function missingScopes(asked: readonly string[], granted: readonly string[]): string[] {
  return asked.filter((scope) => !granted.includes(scope))
}
