import type { Ref, ReactNode } from 'react'
import type { FieldTexts } from './field.tsx'

export interface Option {
  value: string
  label: string
  description?: string | undefined
  disabled?: boolean | undefined
}

export interface OptionFieldProps extends FieldTexts {
  value: string | null
  onValueChange: (value: string) => void
  options: readonly Option[]
  placeholder?: string | undefined
  disabled?: boolean | undefined
  hideLabel?: boolean | undefined
  name?: string | undefined
  inputRef?: Ref<HTMLInputElement> | undefined
  onBlur?: (() => void) | undefined
  /** Buttons at the control's side. */
  actions?: ReactNode | undefined
}
