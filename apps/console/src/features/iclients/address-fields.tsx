import { findApplication } from '@patchbay/applications/catalogue'
import type { FilledPreset } from '@patchbay/applications/rules/client-presets'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import {
  type ClientAddresses,
  addressesOf,
  isSameAddresses,
  noAddresses,
  presetsOf,
} from './client-addresses.ts'
import type { IClientFaults, IClientFormValues } from './iclient-form.ts'

interface AddressFieldsProps {
  values: IClientFormValues
  onChange: (part: Partial<ClientAddresses>) => void
  faults: IClientFaults
}

const fields = [
  { name: 'authorizationUrl', label: 'Authorization URL' },
  { name: 'tokenUrl', label: 'Token URL' },
] as const

/** Where the client is registered, for applications that have several places for it. */
export function AddressFields({ values, onChange, faults }: AddressFieldsProps) {
  const presets = presetsOf(values.application)
  return (
    <>
      {presets.length > 1 && (
        <PresetSelect
          label={findApplication(values.application)?.iClient.presetLabel ?? 'Registered at'}
          presets={presets}
          values={values}
          onChange={onChange}
        />
      )}
      {fields.map(({ name, label }) => (
        <TextField
          key={name}
          label={label}
          hint={values[name] === null ? 'Empty: taken from the connection’s address.' : undefined}
          optional
          mono
          inputMode="url"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          value={values[name] ?? ''}
          onChange={({ target }) => onChange({ [name]: target.value === '' ? null : target.value })}
          error={faults[name]}
        />
      ))}
    </>
  )
}

interface PresetSelectProps {
  label: string
  presets: readonly FilledPreset[]
  values: ClientAddresses
  onChange: (addresses: ClientAddresses) => void
}

const ofConnection = 'of-connection'

/** Says which preset the addresses are, and fills in another. */
function PresetSelect({ label, presets, values, onChange }: PresetSelectProps) {
  const chosen = presets.find((each) => isSameAddresses(each, values))?.label ?? null
  return (
    <Select
      label={label}
      value={isSameAddresses(noAddresses, values) ? ofConnection : chosen}
      onValueChange={(value) => onChange(addressesOf(presets.find((each) => each.label === value)))}
      options={[
        ...presets.map((each) => ({ value: each.label, label: each.label })),
        { value: ofConnection, label: 'Taken from the connection' },
      ]}
      placeholder="Other addresses"
    />
  )
}
