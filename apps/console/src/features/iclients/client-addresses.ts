import { findApplication } from '@patchbay/applications/catalogue'
import type { Settings } from '@patchbay/applications/definition'
import { type FilledPreset, clientPresets, presetOf } from '@patchbay/applications/rules/client-presets'
import type { IClient } from '@patchbay/contracts/iclients'

export type ClientAddresses = Pick<IClient, 'authorizationUrl' | 'tokenUrl'>

/** The connection that an iClient is made for, as far as it is filled in. */
export interface Connecting {
  readonly authType: string
  readonly settings: Settings
}

/** The connection's own are taken. */
export const noAddresses: ClientAddresses = { authorizationUrl: null, tokenUrl: null }

export function presetsOf(application: string): readonly FilledPreset[] {
  const definition = findApplication(application)
  return definition === undefined ? [] : clientPresets(definition)
}

/** What a new iClient begins with: the addresses that its connection leads to, or the usual ones. */
export function presetAddresses(application: string, connecting?: Connecting): ClientAddresses {
  if (connecting === undefined) return addressesOf(presetsOf(application)[0])
  const definition = findApplication(application)
  const written = Object.entries(connecting.settings).filter(([, value]) => value.trim() !== '')
  const settings = Object.fromEntries(written)
  const preset = definition === undefined ? null : presetOf(definition, { ...connecting, settings })
  return addressesOf(preset)
}

export function addressesOf(preset: FilledPreset | null | undefined): ClientAddresses {
  const { authorizationUrl, tokenUrl } = preset ?? noAddresses
  return { authorizationUrl, tokenUrl }
}

export function isSameAddresses(left: ClientAddresses, right: ClientAddresses): boolean {
  return left.authorizationUrl === right.authorizationUrl && left.tokenUrl === right.tokenUrl
}

/** They are a preset's, or none: nobody typed them. */
export function isPreset(application: string, addresses: ClientAddresses): boolean {
  return [noAddresses, ...presetsOf(application)].some((each) => isSameAddresses(each, addresses))
}
