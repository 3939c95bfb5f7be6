import { useController, useWatch } from 'react-hook-form'
import { isVisible } from '@patchbay/applications/settings-schema'
import { CopyField } from '../../ui/copy-field.tsx'
import { Select } from '../../ui/select.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'
import { IClientPart } from './iclient-part.tsx'
import { ScopesPart } from './scopes-part.tsx'
import { SettingControl } from './setting-control.tsx'

/** One part of the section Application details: a setting by its name, or one of the parts that are none. */
export function FormPart({ name }: { name: string }) {
  switch (name) {
    case 'authType':
      return <AuthTypePart />
    case 'scopes':
      return <ScopesPart />
    case 'iClient':
      return <IClientPart />
    case 'callbackUrl':
      return <CallbackUrlPart />
    default:
      return <SettingPart name={name} />
  }
}

function SettingPart({ name }: { name: string }) {
  const { definition } = useFormSubject()
  const settings = useWatch<ConnectionFormValues, 'settings'>({ name: 'settings' })
  const field = definition.fields.find((each) => each.name === name)
  if (field === undefined || !isVisible(field, settings)) return null
  return <SettingControl field={field} />
}

function AuthTypePart() {
  const { definition } = useFormSubject()
  const { field, fieldState } = useController<ConnectionFormValues, 'authType'>({ name: 'authType' })
  return (
    <Select
      label="Authentication type"
      value={field.value}
      onValueChange={field.onChange}
      options={definition.authTypes}
      error={fieldState.error?.message}
    />
  )
}

const callbackHint = 'Register it at the application, letter by letter.'

function CallbackUrlPart() {
  const { application } = useFormSubject()
  if (application === undefined) return <Skeleton height={36} />
  return application.callbackUrls.map(({ region, callbackUrl }, index) => (
    <CopyField
      key={callbackUrl}
      label={region === null ? 'Callback URL' : `Callback URL (${region})`}
      value={callbackUrl}
      hint={index === application.callbackUrls.length - 1 ? callbackHint : undefined}
    />
  ))
}
