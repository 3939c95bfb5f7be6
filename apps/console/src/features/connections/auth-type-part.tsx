import { offeredAuthTypes } from '@patchbay/applications/rules/auth-types'
import { useEffect } from 'react'
import { useController } from 'react-hook-form'
import { Select } from '../../ui/select.tsx'
import { choosesAuthType } from './counting-parts.ts'
import { useFormSubject } from './form-context.ts'
import type { ConnectionFormValues } from './form-values.ts'
import { useConnecting } from './use-connecting.ts'

/** Follows the settings where they leave no choice. */
export function AuthTypePart() {
  const { definition } = useFormSubject()
  const { settings } = useConnecting()
  const { field, fieldState } = useController<ConnectionFormValues, 'authType'>({ name: 'authType' })
  const { value, onChange } = field
  const offered = offeredAuthTypes(definition, settings)
  const first = offered.some((each) => each.value === value) ? value : offered[0]?.value

  useEffect(() => {
    if (first !== undefined && first !== value) onChange(first)
  }, [first, value, onChange])

  if (!choosesAuthType(definition, settings)) return null
  return (
    <Select
      label="Authentication type"
      value={value}
      onValueChange={onChange}
      options={offered.map((each) => ({ value: each.value, label: each.label }))}
      error={fieldState.error?.message}
    />
  )
}
