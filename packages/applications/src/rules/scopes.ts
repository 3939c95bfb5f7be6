import type { Scope } from '@patchbay/contracts/applications'
import { isVisible } from './conditions.ts'
import type { ApplicationDefinition } from '../definition.ts'

interface Connecting {
  readonly authType: string
  readonly settings: Readonly<Record<string, unknown>>
}

/** Scopes that count for a connection; none where its access knows no scopes. */
export function visibleScopes(
  definition: ApplicationDefinition,
  { authType, settings }: Connecting,
): Scope[] {
  return definition.scopes.filter((scope) => isVisible(scope, { ...settings, authType }))
}

/** RFC 6749 section 3.3: any of %x21 / %x23-5B / %x5D-7E. */
const scopeToken = /^[\u0021\u0023-\u005b\u005d-\u007e]+$/

/** Why nobody can sign in with this choice of scopes; null: the application takes it. A draft may still be without. */
export function missingScopesFault(
  { name, requiresScopes }: ApplicationDefinition,
  { authType, settings }: Connecting,
  scopes: readonly string[],
): string | null {
  if (requiresScopes === undefined || scopes.length > 0) return null
  if (!isVisible({ visibleWhen: requiresScopes }, { ...settings, authType })) return null
  return `Choose at least one scope: ${name} refuses a sign-in that asks for none.`
}

/** What is wrong with a choice of scopes, in words that name the scope; null: all can be asked for. */
export function scopesFault(
  definition: ApplicationDefinition,
  connection: Connecting,
  scopes: readonly string[],
): string | null {
  const offered = visibleScopes(definition, connection)
  for (const scope of scopes) {
    const known = offered.find((each) => each.value === scope)
    if (known?.blocked !== undefined) return `${scope}: ${known.blocked}`
    if (known !== undefined) continue
    if (offered.length === 0) return `This connection takes no scopes. Leave out “${scope}”.`
    if (definition.scopes.some((each) => each.value === scope)) {
      return `“${scope}” does not go with these settings of ${definition.name}. Leave it out.`
    }
    if (definition.customScopes) {
      if (scopeToken.test(scope)) continue
      return `“${scope}” cannot be a scope: write plain letters, digits and signs, without spaces, " or \\.`
    }
    const names = offered.filter((each) => each.blocked === undefined).map((each) => each.value)
    const some = names.length > 10 ? `${names.slice(0, 10).join(', ')} …` : names.join(', ')
    return `${definition.name} has no scope “${scope}”. Choose from ${some}.`
  }
  return null
}

/** Scopes that were asked for but not granted. Granted ones beyond those asked for do not matter. */
export function missingScopes(asked: readonly string[], granted: readonly string[]): string[] {
  return asked.filter((scope) => !granted.includes(scope))
}
