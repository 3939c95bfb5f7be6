import type { FieldError } from '@patchbay/contracts/error'
import { type IClient, createIClientBody, updateIClientBody } from '@patchbay/contracts/iclients'

export interface IClientFormValues {
  name: string
  application: string
  clientId: string
  clientSecret: string
}

export type IClientFaults = Partial<Record<keyof IClientFormValues, string>>

export function emptyIClient(application: string): IClientFormValues {
  return { name: '', application, clientId: '', clientSecret: '' }
}

export function valuesOf(iClient: IClient): IClientFormValues {
  const { name, application, clientId } = iClient
  return { name, application, clientId, clientSecret: '' }
}

export function isChanged(values: IClientFormValues, saved: IClientFormValues): boolean {
  const names = ['name', 'application', 'clientId', 'clientSecret'] as const
  return names.some((name) => values[name] !== saved[name])
}

/** A secret that was not typed is not sent: the stored one stays. */
export function changesOf(version: number, { name, clientId, clientSecret }: IClientFormValues) {
  return { version, name, clientId, ...(clientSecret === '' ? {} : { clientSecret }) }
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
