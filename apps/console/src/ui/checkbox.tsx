import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import { type ReactNode, useId } from 'react'
import styles from './checkbox.module.css'
import { classNames } from './class-names.ts'
import { CheckIcon, MinusIcon } from './icons.tsx'

export interface CheckboxProps {
  label: ReactNode
  description?: ReactNode | undefined
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  disabled?: boolean | undefined
  indeterminate?: boolean | undefined
  mono?: boolean | undefined
  name?: string | undefined
  /** The reason why it cannot be ticked. It stays reachable by Tab, so that the reason can be heard. */
  blocked?: string | undefined
}

export function Checkbox(props: CheckboxProps) {
  const { label, checked, onCheckedChange, disabled, indeterminate = false, mono, name, blocked } = props
  const description = blocked ?? props.description
  const id = useId()
  return (
    <div className={classNames(styles['row'], blocked !== undefined && styles['blocked'])}>
      <BaseCheckbox.Root
        className={styles['box']}
        // A button can have a label of its own; a <label> around it would also name the hidden input of the form.
        id={id}
        nativeButton
        render={<button type="button" />}
        aria-labelledby={`${id}-label`}
        aria-describedby={description === undefined ? undefined : `${id}-description`}
        {...(blocked !== undefined && { 'aria-disabled': true })}
        readOnly={blocked !== undefined}
        checked={checked}
        onCheckedChange={(next) => blocked === undefined && onCheckedChange(next)}
        disabled={disabled}
        indeterminate={indeterminate}
        name={name}
      >
        <BaseCheckbox.Indicator className={styles['tick']}>
          {indeterminate ? <MinusIcon /> : <CheckIcon />}
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      <label htmlFor={id} className={styles['text']}>
        <span id={`${id}-label`} className={classNames(styles['label'], mono && styles['mono'])} dir="auto">
          {label}
        </span>
        {description !== undefined && (
          <span id={`${id}-description`} className={styles['description']}>
            {description}
          </span>
        )}
      </label>
    </div>
  )
}
