import type { SettingField } from '@patchbay/contracts/applications'
import { useController } from 'react-hook-form'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { SuggestField } from '../../ui/suggest-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AddressControl } from './address-control.tsx'
import { FlagControl } from './flag-control.tsx'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'

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
  if (field.name === definition.addressField) return <AddressControl {...texts} {...bound} />
  switch (field.kind) {
    case 'select':
      return <Select {...texts} {...bound} options={field.options ?? []} />
    case 'suggest':
      return <SuggestField {...texts} {...bound} suggestions={field.suggestions ?? []} />
    case 'flag':
      return <FlagControl field={field} {...bound} />
    case 'agent':
      return <AgentControl {...texts} />
    default:
      return (
        <TextField {...texts} value={input.value} onChange={(event) => input.onChange(event.target.value)} />
      )
  }
}

function AgentControl({ label, error }: { label: string; error: string | undefined }) {
  return (
    <>
      <Notice tone="warn" role="note" title="An on-premise server needs an agent">
        An agent is a small program beside the server that connects out to Patchbay. Agents are not available
        yet, so for now only cloud instances can be connected.
      </Notice>
      <Select
        label={label}
        value={null}
        onValueChange={() => undefined}
        options={[]}
        placeholder="No agents yet"
        error={error}
        disabled
      />
    </>
  )
}
