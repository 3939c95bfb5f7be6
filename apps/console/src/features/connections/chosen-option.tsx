import type { SettingField } from '@patchbay/contracts/applications'
import { Select } from '../../ui/select.tsx'
import type { FieldTexts } from '../../ui/field.tsx'
import { useFormSubject } from './form-context.ts'

interface ChosenOptionProps extends FieldTexts {
  field: SettingField
  value: string
  onValueChange: (value: string) => void
  /** One of the options says what holds where none is chosen. */
  mayBeUnset: boolean
}

const unset = { value: 'unset', label: 'As the server offers' }

/** A select whose setting may be left out. */
export function ChosenOption({ field, value, onValueChange, mayBeUnset, ...texts }: ChosenOptionProps) {
  const { definition } = useFormSubject()
  const options = field.options ?? []
  const usual: Readonly<Record<string, string>> = { pkce: 'S256', scopeSeparator: definition.scopeSeparator }
  const left = options.find((option) => option.value === usual[field.name])
  const shown = left === undefined && mayBeUnset ? [unset, ...options] : options
  const otherwise = left?.value ?? unset.value
  return (
    <Select
      {...texts}
      value={value === '' ? otherwise : value}
      onValueChange={(next) => onValueChange(next === unset.value ? '' : next)}
      options={shown}
    />
  )
}
