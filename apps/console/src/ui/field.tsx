import { Field as BaseField } from '@base-ui/react/field'
import type { ReactNode } from 'react'
import styles from './field.module.css'
import { WarningIcon } from './icons.tsx'
import hidden from './visually-hidden.module.css'

export interface FieldTexts {
  label: string
  hint?: ReactNode | undefined
  error?: string | undefined
  /** Shown beside the label and read as a description, so the accessible name stays the label alone. */
  optional?: boolean | undefined
}

export interface FieldProps extends FieldTexts {
  children: ReactNode
  hideLabel?: boolean | undefined
  /** Buttons at the control's side, as high as the control. */
  actions?: ReactNode | undefined
  /** False where the control is a button (a select's trigger), which a `<label>` would press. */
  nativeLabel?: boolean | undefined
  disabled?: boolean | undefined
}

export function Field(props: FieldProps) {
  const { label, hint, error, optional, children, hideLabel, actions, nativeLabel = true, disabled } = props
  const shown = error !== undefined && error !== ''
  return (
    <BaseField.Root className={styles['field']} invalid={shown} disabled={disabled}>
      <div className={hideLabel ? hidden['hidden'] : styles['head']}>
        <BaseField.Label
          className={styles['label']}
          nativeLabel={nativeLabel}
          {...(!nativeLabel && { render: <div /> })}
        >
          {label}
        </BaseField.Label>
        {optional && (
          <BaseField.Description render={<span />} className={styles['optional']}>
            optional
          </BaseField.Description>
        )}
      </div>
      {actions === undefined ? (
        children
      ) : (
        <div className={styles['row']}>
          {children}
          {actions}
        </div>
      )}
      {hint !== undefined && hint !== '' && (
        <BaseField.Description render={<div />} className={styles['hint']}>
          {hint}
        </BaseField.Description>
      )}
      {shown && (
        <BaseField.Error match render={<div />} className={styles['error']}>
          <WarningIcon />
          <span>{error}</span>
        </BaseField.Error>
      )}
    </BaseField.Root>
  )
}
