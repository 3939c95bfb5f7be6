import { useFormContext, useWatch } from 'react-hook-form'
import { type ConnectionFormValues, copyOf } from './form-values.ts'

/** All that is typed, anew with each change. */
export function useFormValues(): ConnectionFormValues {
  const { control } = useFormContext<ConnectionFormValues>()
  return useWatch({ control, compute: copyOf })
}
