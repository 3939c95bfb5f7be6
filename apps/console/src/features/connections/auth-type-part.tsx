import { offeredAuthTypes } from '@patchbay/applications/rules/auth-types'
import { useEffect } from 'react'
import { useController } from 'react-hook-form'
import { Select } from '../../ui/select.tsx'
import { choosesAuthType } from './counting-parts.ts'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'
import { useConnecting } from './use-connecting.ts'
import { useServer } from './use-server.ts'

const grantNames: Readonly<Record<string, string>> = {
  oauth2: 'authorization_code',
  'client-credentials': 'client_credentials',
  'jwt-bearer': 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  device: 'urn:ietf:params:oauth:grant-type:device_code',
}
const unsaid = 'The server does not say that it offers this.'

/** Follows the settings where they leave no choice. */
export function AuthTypePart() {
  const { definition } = useFormSubject()
  const { settings } = useConnecting()
  const { field, fieldState } = useController<ConnectionFormValues, 'authType'>({ name: 'authType' })
  const { value, onChange } = field
  const offered = offeredAuthTypes(definition, settings)
  const first = offered.some((each) => each.value === value) ? value : offered[0]?.value

  const grants = useServer()?.grantTypes
  const isUnsaid = (type: string) => grants?.includes(grantNames[type] ?? '') === false

  useEffect(() => {
    if (first !== undefined && first !== value) onChange(first)
  }, [first, value, onChange])

  if (!choosesAuthType(definition, settings)) return null
  return (
    <Select
      label="Authentication type"
      value={value}
      onValueChange={onChange}
      options={offered.map(({ value: type, label }) => ({
        value: type,
        label,
        description: isUnsaid(type) ? unsaid : undefined,
      }))}
      hint={isUnsaid(value) ? unsaid : undefined}
      error={fieldState.error?.message}
    />
  )
}
