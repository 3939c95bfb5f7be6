import { Autocomplete } from '@base-ui/react/autocomplete'
import control from './control.module.css'
import { Field, type FieldTexts } from './field.tsx'
import popup from './popup.module.css'

export interface SuggestFieldProps extends FieldTexts {
  value: string
  onValueChange: (value: string) => void
  suggestions: readonly string[]
  placeholder?: string | undefined
  disabled?: boolean | undefined
  name?: string | undefined
  onBlur?: (() => void) | undefined
}

export function SuggestField(props: SuggestFieldProps) {
  const { label, hint, error, optional, value, onValueChange, suggestions, disabled, ...input } = props
  return (
    <Field {...{ label, hint, error, optional, disabled }}>
      <Autocomplete.Root
        items={suggestions}
        value={value}
        onValueChange={(next) => onValueChange(next)}
        disabled={disabled}
        openOnInputClick
      >
        <Autocomplete.Input {...input} className={control['control']} dir="auto" />
        <Autocomplete.Portal>
          <Autocomplete.Positioner
            className={popup['positioner']}
            align="start"
            sideOffset={4}
            collisionPadding={8}
          >
            <Autocomplete.Popup className={popup['popup']}>
              <Autocomplete.List className={popup['list']}>
                {(suggestion: string) => (
                  <Autocomplete.Item key={suggestion} value={suggestion} className={popup['item']}>
                    <span className={popup['label']} dir="auto">
                      {suggestion}
                    </span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
    </Field>
  )
}
