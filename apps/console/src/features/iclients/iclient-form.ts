import { findApplication } from '@patchbay/applications/catalogue'
import { missingSecretFault } from '@patchbay/applications/rules/client-secret'
import { type IClient, createIClientBody, updateIClientBody } from '@patchbay/contracts/iclients'
import { type FaultsOf, faultsIn } from '../../records/field-faults.ts'
import { type ClientAddresses, type Connecting, isPreset, presetAddresses } from './client-addresses.ts'
import { type TokenLifetimes, presetLifetimes } from './token-lifetimes.ts'

export interface IClientFormValues extends ClientAddresses, TokenLifetimes {
  name: string
  application: string
  clientId: string
  clientSecret: string
}

const addresses = ['authorizationUrl', 'tokenUrl'] as const
const lifetimes = ['accessTokenTtlMs', 'refreshTokenTtlMs'] as const

export const fields = ['name', 'application', 'clientId', 'clientSecret', ...addresses, ...lifetimes] as const

export type IClientFaults = FaultsOf<(typeof fields)[number]>

/** `connecting`: the connection that it is for, where it is made on the way. */
export function emptyIClient(application: string, connecting?: Connecting): IClientFormValues {
  return {
    name: '',
    application,
    clientId: '',
    clientSecret: '',
    ...presetAddresses(application, connecting),
    ...presetLifetimes(application),
  }
}

export function valuesOf(iClient: IClient): IClientFormValues {
  return {
    name: iClient.name,
    application: iClient.application,
    clientId: iClient.clientId,
    clientSecret: '',
    authorizationUrl: iClient.authorizationUrl,
    tokenUrl: iClient.tokenUrl,
    accessTokenTtlMs: iClient.accessTokenTtlMs,
    refreshTokenTtlMs: iClient.refreshTokenTtlMs,
  }
}

/** A secret that was not typed is not sent: there is none, or the stored one stays. */
export function bodyOf({ clientSecret, ...values }: IClientFormValues) {
  return { ...values, ...(clientSecret === '' ? {} : { clientSecret }) }
}

export function changesOf(version: number, values: IClientFormValues) {
  const { application: _, ...changes } = bodyOf(values)
  return { version, ...changes }
}

/** Another application brings its own addresses and lifetimes, unless others were typed. */
export function choiceOf(values: IClientFormValues, application: string): Partial<IClientFormValues> {
  const preset = presetLifetimes(values.application)
  const hasPresetLifetimes = lifetimes.every((name) => values[name] === preset[name])
  return {
    application,
    ...(isPreset(values.application, values) ? presetAddresses(application) : {}),
    ...(hasPresetLifetimes ? presetLifetimes(application) : {}),
  }
}

export function faultsOf(values: IClientFormValues, iClient: IClient | null): IClientFaults {
  const checked =
    iClient === null
      ? createIClientBody.safeParse({ ...bodyOf(values), application: values.application || undefined })
      : updateIClientBody.safeParse(changesOf(iClient.version, values))
  const faults = faultsIn(checked, fields)
  const missing = missingSecretFault(findApplication(values.application))
  if (iClient !== null || values.clientSecret !== '' || missing === null) return faults
  return { ...faults, clientSecret: missing }
}
