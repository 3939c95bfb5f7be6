import { findApplication } from '@patchbay/applications/catalogue'
import type { IClient } from '@patchbay/contracts/iclients'

export type TokenLifetimes = Pick<IClient, 'accessTokenTtlMs' | 'refreshTokenTtlMs'>

const unknown: TokenLifetimes = { accessTokenTtlMs: null, refreshTokenTtlMs: null }

/** What the application's file says of the lifetimes that its token answers leave out. */
export function presetLifetimes(application: string): TokenLifetimes {
  const definition = findApplication(application)
  const authType = definition?.authTypes[0]?.value
  if (definition === undefined || authType === undefined) return unknown
  const settings = Object.fromEntries(
    definition.fields.flatMap((field) => (field.default === undefined ? [] : [[field.name, field.default]])),
  )
  const access = definition.access({ authType, settings, facts: {} })
  if (access.kind !== 'oauth2') return unknown
  const { accessTokenTtlMs, refreshTokenTtlMs } = access.oauth
  return { accessTokenTtlMs, refreshTokenTtlMs }
}
