import type { FieldError } from '@patchbay/contracts/error'
import { type IClient, createIClientBody, updateIClientBody } from '@patchbay/contracts/iclients'
import { type TokenLifetimes, presetLifetimes } from './token-lifetimes.ts'

export interface IClientFormValues extends TokenLifetimes {
  name: string
  application: string
  clientId: string
  clientSecret: string
}

const lifetimes = ['accessTokenTtlMs', 'refreshTokenTtlMs'] as const
const members = ['name', 'application', 'clientId', 'clientSecret', ...lifetimes] as const

export type IClientFaults = Partial<Record<keyof IClientFormValues, string>>

export function emptyIClient(application: string): IClientFormValues {
  return { name: '', application, clientId: '', clientSecret: '', ...presetLifetimes(application) }
}

export function valuesOf(iClient: IClient): IClientFormValues {
  const { name, application, clientId, accessTokenTtlMs, refreshTokenTtlMs } = iClient
  return { name, application, clientId, clientSecret: '', accessTokenTtlMs, refreshTokenTtlMs }
}

export function isChanged(values: IClientFormValues, saved: IClientFormValues): boolean {
  return members.some((name) => values[name] !== saved[name])
}

/** A secret that was not typed is not sent: the stored one stays. */
export function changesOf(version: number, { application: _, clientSecret, ...changes }: IClientFormValues) {
  return { version, ...changes, ...(clientSecret === '' ? {} : { clientSecret }) }
}

/** Another application brings its own lifetimes, unless others were typed. */
export function choiceOf(values: IClientFormValues, application: string): Partial<IClientFormValues> {
  const preset = presetLifetimes(values.application)
  const isPreset = lifetimes.every((name) => values[name] === preset[name])
  return { application, ...(isPreset ? presetLifetimes(application) : {}) }
}

export function faultsBy(errors: readonly FieldError[]): IClientFaults {
  const faults: IClientFaults = {}
  for (const { path, message } of errors) faults[path as keyof IClientFormValues] ??= message
  return faults
}

export function faultsOf(values: IClientFormValues, iClient: IClient | null): IClientFaults {
  const checked =
    iClient === null
      ? createIClientBody.safeParse({ ...values, application: values.application || undefined })
      : updateIClientBody.safeParse(changesOf(iClient.version, values))
  if (checked.success) return {}
  return faultsBy(checked.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })))
}
