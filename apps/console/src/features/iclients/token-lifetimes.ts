import { findApplication } from '@patchbay/applications/catalogue'
import { usualOAuth } from '@patchbay/applications/rules/client-presets'
import type { IClient } from '@patchbay/contracts/iclients'

export type TokenLifetimes = Pick<IClient, 'accessTokenTtlMs' | 'refreshTokenTtlMs'>

/** What the application's file says of the lifetimes that its token answers leave out. */
export function presetLifetimes(application: string): TokenLifetimes {
  const definition = findApplication(application)
  const oauth = definition === undefined ? null : usualOAuth(definition)
  return {
    accessTokenTtlMs: oauth?.accessTokenTtlMs ?? null,
    refreshTokenTtlMs: oauth?.refreshTokenTtlMs ?? null,
  }
}
