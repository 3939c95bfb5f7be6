import { findApplication } from '@patchbay/applications/catalogue'
import type { Connection } from '@patchbay/contracts/connection'
import { valuesOf } from './form-values.ts'

/** Tokens that come of a sign-in can come from elsewhere as well; null: there are none. */
export function factsWithTokens(connection: Connection): readonly string[] | null {
  const definition = findApplication(connection.application)
  if (definition === undefined) return null
  const { authType, settings } = valuesOf(definition, connection)
  const access = definition.access({ authType, settings, facts: {} })
  if (access.kind !== 'oauth2') return null
  const { grant, tokenFacts, callbackFacts = [] } = access.oauth
  if (grant !== 'authorization-code' && grant !== 'device') return null
  return [...callbackFacts.map(({ name }) => name), ...tokenFacts]
}
