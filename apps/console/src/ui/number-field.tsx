import { NumberField as BaseNumberField } from '@base-ui/react/number-field'
import { classNames } from './class-names.ts'
import control from './control.module.css'
import { Field, type FieldTexts } from './field.tsx'
import { MinusIcon, PlusIcon } from './icons.tsx'
import styles from './number-field.module.css'

export interface NumberFieldProps extends FieldTexts {
  value: number | null
  onValueChange: (value: number | null) => void
  min?: number | undefined
  max?: number | undefined
  step?: number | undefined
  name?: string | undefined
  placeholder?: string | undefined
  disabled?: boolean | undefined
  onBlur?: (() => void) | undefined
}

// No separators: 1,000 and 1.000 are the same number only to some readers.
const plainDigits = { useGrouping: false, maximumFractionDigits: 6 }

export function NumberField(props: NumberFieldProps) {
  const { label, hint, error, optional, value, onValueChange, placeholder, disabled, onBlur, ...range } =
    props
  const step = classNames(control['inset'], styles['step'], styles['divider'])
  return (
    <Field {...{ label, hint, error, optional, disabled }}>
      <BaseNumberField.Root
        {...range}
        className={styles['root']}
        value={value}
        onValueChange={(next) => onValueChange(next)}
        disabled={disabled}
        format={plainDigits}
        allowOutOfRange
      >
        <BaseNumberField.Group className={classNames(control['control'], control['group'], styles['group'])}>
          <BaseNumberField.Input
            className={classNames(control['bare'], styles['input'])}
            placeholder={placeholder}
            onBlur={onBlur}
          />
          <BaseNumberField.Decrement className={step}>
            <MinusIcon />
          </BaseNumberField.Decrement>
          <BaseNumberField.Increment className={step}>
            <PlusIcon />
          </BaseNumberField.Increment>
        </BaseNumberField.Group>
      </BaseNumberField.Root>
    </Field>
  )
}
