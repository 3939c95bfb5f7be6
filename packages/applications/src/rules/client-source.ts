import type { ApplicationDefinition, BuiltInClient } from '../definition.ts'
import { isVisible } from './conditions.ts'

interface Connecting {
  readonly authType: string
  readonly settings: Readonly<Record<string, unknown>>
}

/**
 * Whose client signs in: that of a chosen iClient, the one that the deployment brings, or nobody's. Where the deployment
 * brings one the form has no field for another, but the API takes it: it is a client all the same, and goes first.
 */
export type ClientSource = 'iclient' | 'built-in' | 'none'

export function clientSourceOf(
  { iClient, builtInClient }: ApplicationDefinition,
  { authType, settings }: Connecting,
): ClientSource {
  const values = { ...settings, authType }
  if (builtInClient !== undefined && isVisible(builtInClient, values)) return 'built-in'
  return isVisible(iClient, values) ? 'iclient' : 'none'
}

/** Why nobody can sign in while the operator has set none. */
export function missingClient({ name, variables }: BuiltInClient): string {
  return (
    `Signing in to ${name} needs a client that the operator of this Patchbay sets: ` +
    `${variables.clientId} and ${variables.clientSecret}.`
  )
}

/** What to do where the application does not know the one that is set, or not by this secret. */
export function refusedClient({ variables }: BuiltInClient): string {
  return (
    'The application does not accept the client that this deployment brings. ' +
    `Its operator must correct ${variables.clientId} and ${variables.clientSecret}.`
  )
}
