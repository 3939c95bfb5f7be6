import { Field as BaseField } from '@base-ui/react/field'
import { useId } from 'react'
import control from './control.module.css'
import { Field, type FieldTexts } from './field.tsx'

export interface SuggestFieldProps extends FieldTexts {
  value: string
  onValueChange: (value: string) => void
  suggestions: readonly string[]
  placeholder?: string | undefined
  disabled?: boolean | undefined
  name?: string | undefined
  onBlur?: (() => void) | undefined
}

/**
 * Free text with suggestions. They are the browser's own: a popup of ours would open at every change, the program's too,
 * and hide the rest of the form from assistive technology until it is closed.
 */
export function SuggestField(props: SuggestFieldProps) {
  const { label, hint, error, optional, value, onValueChange, suggestions, disabled, ...input } = props
  const list = useId()
  return (
    <Field {...{ label, hint, error, optional, disabled }}>
      <BaseField.Control
        render={
          <input
            {...input}
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            list={list}
            className={control['control']}
            value={value}
            onChange={(event) => onValueChange(event.target.value)}
          />
        }
      />
      <datalist id={list}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </Field>
  )
}
