import { offeredAuthTypes } from '@patchbay/applications/rules/auth-types'
import type { ApplicationDefinition } from '@patchbay/applications/definition'
import { clientSourceOf } from '@patchbay/applications/rules/client-source'
import { visibleScopes } from '@patchbay/applications/rules/scopes'
import type { DraftValues } from './form-values.ts'

type Settings = DraftValues['settings']
/** What everything else of the form depends on. */
export type Connecting = Pick<DraftValues, 'authType' | 'settings'>

/** Where a setting has decided it already, there is nothing to choose and nothing to say. */
export function choosesAuthType(definition: ApplicationDefinition, settings: Settings): boolean {
  const isDecided = definition.authTypes.some(({ visibleWhen }) => visibleWhen !== undefined)
  return !isDecided || offeredAuthTypes(definition, settings).length > 1
}

export function needsIClient(definition: ApplicationDefinition, connecting: Connecting): boolean {
  return clientSourceOf(definition, connecting) === 'iclient'
}

export function countingIClient(definition: ApplicationDefinition, values: DraftValues): string | null {
  return values.usesIClient && needsIClient(definition, values) ? values.iClientId : null
}

/** Those that were chosen, without those that belong to other settings. */
export function countingScopes(definition: ApplicationDefinition, values: DraftValues): string[] {
  const offered = new Set(visibleScopes(definition, values).map(({ value }) => value))
  if (offered.size === 0) return []
  const elsewhere = new Set(definition.scopes.map(({ value }) => value).filter((each) => !offered.has(each)))
  return values.scopes.filter((scope) => !elsewhere.has(scope))
}

/** Suggested ones that count. */
export function suggestedScopes(definition: ApplicationDefinition, connecting: Connecting): string[] {
  const offered = visibleScopes(definition, connecting).map(({ value }) => value)
  return definition.suggestedScopes.filter((scope) => offered.includes(scope))
}

/** Whether somebody has to sign in in a window; else the access comes of what the form holds. */
export function signsInInWindow(definition: ApplicationDefinition, connecting: Connecting): boolean {
  const access = definition.access({ ...connecting, facts: {} })
  return access.kind === 'oauth2' && access.oauth.grant === 'authorization-code'
}
