import type { SettingField } from '@patchbay/contracts/applications'
import { Suspense, lazy } from 'react'
import { useController } from 'react-hook-form'
import { Select } from '../../ui/select.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { SuggestField } from '../../ui/suggest-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AddressControl } from './address-control.tsx'
import { FlagControl } from './flag-control.tsx'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'

const AgentControl = lazy(async () => ({ default: (await import('./agent-control.tsx')).AgentControl }))
const IssuerControl = lazy(async () => ({ default: (await import('./issuer-control.tsx')).IssuerControl }))

/** The control for one member of the settings, by its kind. */
export function SettingControl({ field }: { field: SettingField }) {
  const { definition } = useFormSubject()
  const { field: input, fieldState } = useController<ConnectionFormValues, `settings.${string}`>({
    name: `settings.${field.name}`,
  })
  const texts = {
    label: field.label,
    hint: field.help,
    error: fieldState.error?.message,
    optional: !field.required,
    placeholder: field.placeholder,
  }
  const bound = { value: input.value, onValueChange: input.onChange }
  if (field.name === definition.addressField) {
    if (definition.isAnyOther !== true) return <AddressControl {...texts} {...bound} />
    return (
      <Suspense fallback={<Skeleton height={83} />}>
        <IssuerControl {...texts} {...bound} />
      </Suspense>
    )
  }
  switch (field.kind) {
    case 'select':
      return <Select {...texts} {...bound} options={field.options ?? []} />
    case 'suggest':
      return <SuggestField {...texts} {...bound} suggestions={field.suggestions ?? []} />
    case 'flag':
      return <FlagControl field={field} {...bound} />
    case 'agent':
      return (
        <Suspense fallback={<Skeleton height={83} />}>
          <AgentControl {...texts} {...bound} />
        </Suspense>
      )
    default:
      return (
        <TextField {...texts} value={input.value} onChange={(event) => input.onChange(event.target.value)} />
      )
  }
}
